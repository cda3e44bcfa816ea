import { dirname, join, resolve } from 'node:path';
import type * as t from '@babel/types';
import { type Call, propertyOf, stringValue } from './ast.ts';
import type { Disk } from './disk.ts';
import type { Evaluator } from './evaluator.ts';
import { type Moment, Order } from './order.ts';
import type { PackageFacts } from './packages.ts';
import type { SourceFile } from './source.ts';
import { isPackage, type Value } from './values.ts';

/** What puts an env file into `process.env`. */
interface EnvLoader {
  kind: 'dotenv' | 'command-line' | 'runtime';
  /** Absent when the command line loads it. */
  at?: { file: SourceFile; node: t.Node; moment: Moment };
  /** Absolute path of the env file. */
  envFile: string;
  label: string;
}

interface EnvFile {
  /** Relative to the root. */
  path: string;
  text: string;
  /** Names with a value that is not empty. */
  names: string[];
}

export interface EnvFacts {
  loader: EnvLoader | undefined;
  /** Every `process.env.NAME` of the reached files. */
  reads: { name: string; file: SourceFile; node: t.Node }[];
  /** Where values live; may not exist yet. Relative to the root. */
  envPath: string;
  env: EnvFile | undefined;
  example: EnvFile | undefined;
  gitignore: { path: string; text: string } | undefined;
  /** The env file is already ignored by git, here or in a folder above. */
  ignored: boolean;
  repository: boolean;
}

const LOADERS = ['dotenv', 'dotenv-safe', 'dotenv-flow', 'dotenv-extended', '@dotenvx/dotenvx', 'dotenv-defaults'];
const EXAMPLES = [
  '.env.example',
  '.env.sample',
  '.env.template',
  '.env.dist',
  '.envexample',
  '.env.defaults',
  'sample.env',
  'example.env',
  '.env-example',
  '.env-sample',
  'env.example',
  '.env.local.example',
  '.env.development.example',
  'example-template.env',
  'variables.env.sample',
];

export function readEnvironment(disk: Disk, pkg: PackageFacts, evaluator: Evaluator): EnvFacts {
  const reads: EnvFacts['reads'] = [];
  for (const file of evaluator.graph.files) {
    if (!file.text.includes('process.env') && !file.text.includes('import.meta.env')) continue;
    for (const node of file.index.members) {
      const value = evaluator.evaluate(file, node);
      if (value.kind === 'env' && value.name !== '' && value.node === node)
        reads.push({ name: value.name, file, node });
    }
    for (const node of file.index.identifiers) {
      const value = evaluator.evaluate(file, node);
      if (value.kind === 'env' && value.name !== '' && value.node === node)
        reads.push({ name: value.name, file, node });
    }
  }
  const loader = findLoader(disk, pkg, evaluator);
  const envPath = loader?.envFile ?? join(pkg.dir, '.env');
  const exampleDir = dirname(envPath);
  const example = EXAMPLES.flatMap((name) => [join(exampleDir, name), join(pkg.dir, name)]).find((path) =>
    disk.isFile(path),
  );
  const ignore = ignoreFacts(disk, pkg.dir, envPath);
  return {
    loader,
    reads,
    envPath: disk.name(envPath),
    env: readEnvFile(disk, envPath),
    example: example ? readEnvFile(disk, example) : undefined,
    ...ignore,
  };
}

function readEnvFile(disk: Disk, path: string): EnvFile | undefined {
  const text = disk.read(path);
  return text === undefined ? undefined : { path: disk.name(path), text, names: envNames(text) };
}

/** The names that an env file gives a value. */
function envNames(text: string): string[] {
  return [...text.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*(\S)?/gm)].flatMap(
    ([, name, value]) => (name && value ? [name] : []),
  );
}

function findLoader(disk: Disk, pkg: PackageFacts, evaluator: Evaluator): EnvLoader | undefined {
  const order = new Order(evaluator);
  for (const file of evaluator.graph.files) {
    for (const statement of file.program.body) {
      const source = statement.type === 'ImportDeclaration' ? statement.source.value : undefined;
      if (
        source &&
        /^(dotenv|dotenv-safe|dotenv-flow|dotenv-extended|@dotenvx\/dotenvx|dotenv-defaults)\/config(\.js)?$/.test(
          source,
        )
      ) {
        return {
          kind: 'dotenv',
          at: { file, node: statement, moment: order.moment(file, statement) },
          envFile: join(pkg.dir, '.env'),
          label: source,
        };
      }
    }
    for (const node of file.index.calls) {
      const found = loaderCall(evaluator, file, node);
      if (!found) continue;
      const envFile = envFileOf(file, disk, pkg, node, evaluator) ?? join(pkg.dir, '.env');
      return { kind: found.kind, at: { file, node, moment: order.moment(file, node) }, envFile, label: found.label };
    }
  }
  return commandLineLoader(disk, pkg);
}

function loaderCall(
  evaluator: Evaluator,
  file: SourceFile,
  node: Call,
): { kind: EnvLoader['kind']; label: string } | undefined {
  const whole = evaluator.evaluate(file, node);
  if (whole.kind === 'package' && /^dotenv[\w-]*\/config(\.js)?$/.test(whole.name))
    return { kind: 'dotenv', label: whole.name };
  const callee: Value = evaluator.evaluate(file, node.callee);
  if (callee.kind === 'package' && LOADERS.includes(callee.name) && /^(config|load)$/.test(callee.path.join('.')))
    return { kind: 'dotenv', label: callee.name };
  if (isPackage(callee, 'env-cmd')) return { kind: 'dotenv', label: 'env-cmd' };
  const text = file.text.slice(node.start ?? 0, node.callee.end ?? 0);
  return text === 'process.loadEnvFile' || isPackage(callee, 'process', 'loadEnvFile')
    ? { kind: 'runtime', label: 'process.loadEnvFile' }
    : undefined;
}

/** The `path` option of a loader, when it is written out. */
function envFileOf(
  file: SourceFile,
  disk: Disk,
  pkg: PackageFacts,
  node: Call,
  evaluator: Evaluator,
): string | undefined {
  const [argument] = node.arguments;
  if (!argument) return undefined;
  const direct = stringValue(argument);
  if (direct) return resolve(pkg.dir, direct);
  const value = evaluator.evaluate(file, argument);
  const property = value.kind === 'object' ? propertyOf(value.node, 'path') : undefined;
  if (value.kind !== 'object' || property?.type !== 'ObjectProperty') return undefined;
  const literal = stringValue(property.value);
  if (literal) return resolve(pkg.dir, literal);
  const named = forDevelopment(value.file.text, property.value);
  if (named) return resolve(pkg.dir, named);
  // `path.join(__dirname, '../.env')` and friends: the literal parts tell, from the file or from the package.
  const inner = property.value;
  if (inner.type !== 'CallExpression') return undefined;
  const parts = inner.arguments.map((part) => stringValue(part)).filter((part) => part !== undefined);
  const fromFile = inner.arguments.some((part) => part.type === 'Identifier' && part.name === '__dirname');
  const base = fromFile ? dirname(disk.absolute(value.file.path)) : pkg.dir;
  const path = resolve(base, ...parts);
  return parts.length > 0 && disk.kind(path) !== 'directory' && /env/i.test(parts.at(-1) ?? '') ? path : undefined;
}

/** `.env.${NODE_ENV}.local`: the file for development is the one on this machine. */
function forDevelopment(text: string, node: t.Node): string | undefined {
  if (node.type !== 'TemplateLiteral') return undefined;
  const parts = node.quasis.map(({ value }, index) => {
    const expression = node.expressions[index];
    if (!expression) return value.raw;
    return /\benv\b|NODE_ENV/i.test(text.slice(expression.start ?? 0, expression.end ?? 0))
      ? `${value.raw}development`
      : undefined;
  });
  const path = parts.includes(undefined) ? '' : parts.join('');
  return /\.env\.[\w./-]+$/.test(path) ? path : undefined;
}

function commandLineLoader(_disk: Disk, pkg: PackageFacts): EnvLoader | undefined {
  for (const [name, command] of Object.entries(pkg.scripts)) {
    if (!/start|dev|serve/.test(name)) continue;
    const flag = /--env-file(?:-if-exists)?[= ]([^\s"']+)/.exec(command)?.[1];
    const preload =
      /(?:-r|--require|--import)[= ]dotenv\/config/.test(command) ||
      /\bdotenvx? (run|-e|--)/.test(command) ||
      /\benv-cmd\b/.test(command);
    if (flag) return { kind: 'command-line', envFile: resolve(pkg.dir, flag), label: '--env-file' };
    if (preload) {
      const path = /dotenv_config_path=(\S+)/.exec(command)?.[1] ?? '.env';
      return { kind: 'command-line', envFile: resolve(pkg.dir, path), label: `package.json scripts.${name}` };
    }
  }
  const bun = Object.values(pkg.scripts).some((command) => /\bbun (run |--watch |--hot )?\S+\.[jt]s/.test(command));
  return bun ? { kind: 'runtime', envFile: join(pkg.dir, '.env'), label: 'bun' } : undefined;
}

function ignoreFacts(
  disk: Disk,
  packageDir: string,
  envPath: string,
): Pick<EnvFacts, 'gitignore' | 'ignored' | 'repository'> {
  let nearest: { path: string; text: string } | undefined;
  let ignored = false;
  let repository = false;
  const name = envPath.split(/[\\/]/).at(-1) ?? '.env';
  for (let dir = dirname(envPath); ; dir = dirname(dir)) {
    const path = join(dir, '.gitignore');
    const text = disk.read(path);
    if (text !== undefined) {
      if (dir.startsWith(disk.root)) nearest ??= { path: disk.name(path), text };
      ignored ||= ignores(text, name, disk.name(envPath));
    }
    repository ||= disk.kind(join(dir, '.git')) !== undefined;
    if (repository || dir === dirname(dir) || (dir === disk.root && !packageDir.startsWith(dir))) break;
  }
  return { gitignore: nearest, ignored, repository };
}

function ignores(text: string, name: string, path: string): boolean {
  let ignored = false;
  for (const line of text.split(/\r?\n/)) {
    const pattern = line.trim();
    if (pattern === '' || pattern.startsWith('#')) continue;
    const body = pattern
      .replace(/^!/, '')
      .replace(/^\*\*\//, '')
      .replace(/^\.?\//, '');
    const expression = new RegExp(
      `^${body
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replace(/\*+/g, '[^/]*')
        .replace(/\?/g, '.')}$`,
    );
    if (expression.test(name) || expression.test(path)) ignored = !pattern.startsWith('!');
  }
  return ignored;
}
