import { basename, join, resolve } from 'node:path';
import type * as t from '@babel/types';
import type { Evaluator } from '../program/evaluator.ts';
import { type Position, positionOf, runsBefore } from '../program/execution-order.ts';
import { pathText } from '../program/path-values.ts';
import { runsOnlyInTestOrProduction } from '../program/test-branches.ts';
import { isPackage, type Value } from '../program/value.ts';
import type { Disk } from '../project/disk.ts';
import type { PackageFacts } from '../project/manifest.ts';
import { type Call, optionValue, propertyOf, stringValue } from '../syntax/ast.ts';
import { moduleRequests } from '../syntax/imports.ts';
import { type Place, type SourceFile, textOf } from '../syntax/source-file.ts';
import { isExample } from './variable-files.ts';

/** Code or configuration that loads an env file into `process.env`. */
export interface EnvLoader {
  /** Absent when the command line loads it. */
  at?: { file: SourceFile; node: t.Node; position: Position };
  /** Absolute path of the env file. */
  envFile: string;
  /** What loads it: a package, `process.loadEnvFile`, `bun` or `command line`. */
  label: string;
  /** Absolute paths of files that it loads as well, whose values take precedence. */
  overrides?: string[];
  /** The file depends on the environment, or cannot be determined. */
  uncertain?: boolean;
  /** The call computes the path of the file, and `envFile` is only the usual one. */
  computed?: boolean;
}

/** Where the first code runs that loads an env file; undefined when the command line loads one, or nothing does. */
export function firstLoading(disk: Disk, pkg: PackageFacts, evaluator: Evaluator): EnvLoader['at'] {
  if (commandLineLoader(disk, pkg, evaluator)) return undefined;
  const all = evaluator.graph.files
    .flatMap((file) => loadersIn(disk, pkg, evaluator, file))
    .flatMap(({ at }) => at ?? []);
  return all.reduce<EnvLoader['at']>((a, b) => (a && runsBefore(a.position, b.position) ? a : b), undefined);
}

interface Loading {
  loader: EnvLoader | undefined;
  /** Absolute paths of all env files that are loaded; undefined when there may be others. */
  envFiles: string[] | undefined;
  /** The app also loads an env file outside the project, which is not read. */
  loadsOutside: boolean;
}

const LOADERS = ['dotenv', 'dotenv-safe', 'dotenv-flow', 'dotenv-extended', '@dotenvx/dotenvx', 'dotenv-defaults'];

/** The first loader of an env file inside the project, preferring those that run in development. */
export function findLoader(disk: Disk, pkg: PackageFacts, evaluator: Evaluator): Loading {
  const all = evaluator.graph.files.flatMap((file) => loadersIn(disk, pkg, evaluator, file));
  const found = all.filter(({ envFile }) => !disk.name(envFile).startsWith('..'));
  found.sort((one, other) => (one.at && other.at && runsBefore(one.at.position, other.at.position) ? -1 : 1));
  const here = found.filter(({ at }) => at && !runsOnlyInTestOrProduction(at.file, at.node));
  // Of several, the one whose file exists; one for an environment, such as .env.development, only adds to the common .env.
  const filled = here.find(
    ({ envFile }) => disk.isFile(envFile) && !isForOtherUse(envFile) && !basename(envFile).startsWith('.env.'),
  );
  const loader = filled ?? here[0] ?? found[0] ?? commandLineLoader(disk, pkg, evaluator);
  const later = here.flatMap(({ envFile }) => (disk.isFile(envFile) && !isForOtherUse(envFile) ? envFile : []));
  const plain = found.length > 0 && found.every(({ label, uncertain }) => !uncertain && PLAIN.test(label));
  const known = plain && !hasTool(disk, pkg);
  return {
    loader: loader && { ...loader, overrides: [...(loader.overrides ?? []), ...later] },
    envFiles: known ? found.map(({ envFile }) => envFile) : undefined,
    loadsOutside: found.length < all.length,
  };
}

/** Loaders that read exactly one file per call. */
const PLAIN = /^(dotenv(-safe)?(\/config(\.js)?)?|process\.loadEnvFile)$/;
const TOOL_FILES = ['docker-compose.yml', 'docker-compose.yaml', 'compose.yml', 'compose.yaml', 'Procfile', 'Makefile'];
const TOOLS = /\benv\b|\.env|dotenv|docker|compose|heroku|foreman|\bnf\b|\bbun\b|vite|\bnext\b|source\s/;

/** Whether a tool may load an env file before it starts the process. */
function hasTool(disk: Disk, pkg: PackageFacts): boolean {
  return (
    TOOL_FILES.some((name) => disk.isFile(join(pkg.dir, name)) || disk.isFile(join(disk.root, name))) ||
    Object.values(pkg.scripts).some((command) => TOOLS.test(command))
  );
}

/** Whether an env file is not for this machine in development: an example, or one for tests or production. */
export function isForOtherUse(path: string): boolean {
  return isExample({ path }) || /schema|test|prod|staging|\bci\b/i.test(basename(path));
}

const PRELOAD = /^(dotenv|dotenv-safe|dotenv-flow|dotenv-extended|@dotenvx\/dotenvx|dotenv-defaults)\/config(\.js)?$/;

/** Loaders that read .env.local as well. */
const LOADS_LOCAL = /^(dotenv-flow(\/config(\.js)?)?|next)$/;

function loadersIn(disk: Disk, pkg: PackageFacts, evaluator: Evaluator, file: SourceFile): EnvLoader[] {
  const standard = join(pkg.dir, '.env');
  const preloaded = fileOfPreload(pkg) ?? standard;
  const local = (label: string): string[] => (LOADS_LOCAL.test(label) ? [`${standard}.local`] : []);
  const imports = file.program.body.flatMap((statement): EnvLoader[] => {
    const source = statement.type === 'ImportDeclaration' ? statement.source.value : '';
    if (!PRELOAD.test(source)) return [];
    const at = { file, node: statement, position: positionOf(evaluator, file, statement) };
    return [{ at, envFile: preloaded, label: source, overrides: local(source) }];
  });
  const calls = file.index.calls.flatMap((node): EnvLoader[] => {
    const label = loaderCall(evaluator, file, node);
    if (label === undefined) return [];
    const at = { file, node, position: positionOf(evaluator, file, node) };
    if (PRELOAD.test(label)) return [{ label, at, envFile: preloaded, overrides: local(label) }];
    const option = pathOption(evaluator, file, node);
    const told = node.callee.type === 'Import' ? undefined : envFileOf(disk, pkg, node, option, evaluator);
    const text = textOf(file, node);
    const uncertain =
      told === undefined ? node.arguments.length > 0 : !text.includes(basename(told)) || /[?|$]/.test(text);
    const list = pathsOf(pkg, option);
    const overrides = [...(told === undefined ? local(label) : []), ...list.slice(0, -1)];
    const own = told ?? list.at(-1);
    const computed = own === undefined && option !== undefined;
    return [{ label, at, envFile: own ?? standard, overrides, uncertain, computed }];
  });
  return [...imports, ...calls];
}

/** What loads an env file in a call. */
function loaderCall(evaluator: Evaluator, file: SourceFile, node: Call): string | undefined {
  const whole = evaluator.evaluate(file, node);
  if (whole.kind === 'package' && /^dotenv[\w-]*\/config(\.js)?$/.test(whole.name)) return whole.name;
  // `import('dotenv').then((dotenv) => dotenv.config())`
  const imported = node.callee.type === 'Import' ? stringValue(node.arguments[0]) : undefined;
  if (imported !== undefined && LOADERS.includes(imported)) return imported;
  const callee: Value = evaluator.evaluate(file, node.callee);
  if (
    callee.kind === 'package' &&
    LOADERS.includes(callee.name) &&
    /^(config|load|configDotenv)$/.test(callee.path.join('.'))
  )
    return callee.name;
  if (isPackage(callee, '@nestjs/config', 'ConfigModule.forRoot')) {
    const [options] = node.arguments;
    const ignored = options?.type === 'ObjectExpression' && propertyOf(options, 'ignoreEnvFile');
    return ignored ? undefined : '@nestjs/config';
  }
  if (isPackage(callee, 'env-cmd')) return 'env-cmd';
  // `next({ dev }).prepare()`
  if (
    callee.kind === 'member' &&
    callee.name === 'prepare' &&
    callee.of.kind === 'call' &&
    isPackage(callee.of.callee, 'next')
  )
    return 'next';
  const text = file.text.slice(node.start ?? 0, node.callee.end ?? 0);
  return text === 'process.loadEnvFile' || isPackage(callee, 'process', 'loadEnvFile')
    ? 'process.loadEnvFile'
    : undefined;
}

/** `path` of dotenv, or `envFilePath` of @nestjs/config, in the options of a call. */
function pathOption(evaluator: Evaluator, file: SourceFile, { arguments: [first] }: Call): Place | undefined {
  const options = first && evaluator.evaluate(file, first);
  if (options?.kind !== 'object') return undefined;
  const node = optionValue(options.node, 'path') ?? optionValue(options.node, 'envFilePath');
  return node && { file: options.file, node };
}

/** The file that the `path` option of a loader names. */
function envFileOf(
  disk: Disk,
  pkg: PackageFacts,
  call: Call,
  option: Place | undefined,
  evaluator: Evaluator,
): string | undefined {
  const direct = stringValue(call.arguments[0]);
  if (direct) return resolve(pkg.dir, direct);
  if (!option) return undefined;
  const { file, node } = option;
  const text = (part: t.Node): string | undefined => pathText(evaluator, file, part);
  const whole = text(node);
  if (whole !== undefined)
    return disk.kind(resolve(pkg.dir, whole)) === 'directory' ? undefined : resolve(pkg.dir, whole);
  // `path.join(ROOT, '.env')` with an unknown root: the known parts, relative to the package.
  if (node.type !== 'CallExpression') return undefined;
  const parts = node.arguments.map(text).filter((part) => part !== undefined);
  const path = resolve(pkg.dir, ...parts);
  return disk.kind(path) !== 'directory' && /env/i.test(parts.at(-1) ?? '') ? path : undefined;
}

/** What loads an env file on a command line, and the option that names it. */
const COMMAND_LINE =
  /(?:-r|--require|--import)[= ](?:@dotenvx\/)?dotenv[\w-]*\/config|\bdotenvx? (?:run|-)|\benv-cmd\b/;
export const COMMAND_LINE_FILE =
  /(?:--env-file(?:-if-exists)?|dotenv_config_path|DOTENV_CONFIG_PATH|\benv-cmd\b.*?\s(?:-f|--file)|\bdotenvx?\b.*?\s(?:-[ef]|--file))[= ]['"]?([^\s'"]+)/;

/** Scripts that start the app. */
const STARTS = /start|dev|serve|nodemon/;

/** The file that dotenv/config reads instead of .env, according to a script that starts the app. */
function fileOfPreload({ dir, scripts }: PackageFacts): string | undefined {
  const found = Object.entries(scripts).flatMap(([name, command]) =>
    STARTS.test(name) ? (/\bdotenv_config_path=['"]?([^\s'"]+)/i.exec(command)?.[1] ?? []) : [],
  );
  const file = found.find((path) => !isForOtherUse(path));
  return file === undefined ? undefined : resolve(dir, file);
}

/** The file of env-cmd that holds the variables of several environments. */
function envCmdRc(disk: Disk, pkg: PackageFacts, command: string): string | undefined {
  if (!/\benv-cmd\s.*?(-e|--environments|-r|--rc-file)\b/.test(command)) return undefined;
  const named = /\s(?:-r|--rc-file)[= ]['"]?([^\s'"]+)/.exec(command)?.[1];
  const names = [...(named ? [named] : []), '.env-cmdrc', '.env-cmdrc.json', '.env-cmdrc.js', '.env-cmdrc.cjs'];
  return names.find((name) => disk.isFile(join(pkg.dir, name)));
}

/** The files of `{ path: ['.env.local', '.env'] }`; the first value of a variable wins. */
function pathsOf(pkg: PackageFacts, option: Place | undefined): string[] {
  if (option?.node.type !== 'ArrayExpression') return [];
  return option.node.elements.flatMap((one) => stringValue(one) ?? []).map((path) => resolve(pkg.dir, path));
}

/** The loader of the scripts that start the app, preferring one for development. */
function commandLineLoader(disk: Disk, pkg: PackageFacts, { graph }: Evaluator): EnvLoader | undefined {
  const scripts = { ...pkg.scripts, nodemon: disk.read(join(pkg.dir, 'nodemon.json')) ?? '' };
  const found = Object.entries(scripts).flatMap(([name, script]): EnvLoader[] => {
    // Scripts for Windows may separate folders with backslashes.
    const command = script.replaceAll('\\', '/');
    const file = COMMAND_LINE_FILE.exec(command)?.[1] ?? envCmdRc(disk, pkg, command);
    if (!STARTS.test(name) || (file === undefined && !COMMAND_LINE.test(command))) return [];
    const envFile = resolve(pkg.dir, file ?? '.env');
    return [{ envFile, label: 'command line', overrides: /dotenv-flow/.test(command) ? [`${envFile}.local`] : [] }];
  });
  const filled = found.find(({ envFile }) => disk.isFile(envFile) && !isForOtherUse(envFile));
  const bun = Object.values(pkg.scripts).some((command) => /\bbun (run |--watch |--hot )?\S+\.[jt]s/.test(command));
  if (filled || found[0]) return filled ?? found[0];
  // The Firebase CLI loads it, on this machine and where it deploys the functions.
  const label = isFirebaseFunction(graph.files) ? 'Firebase' : bun ? 'bun' : undefined;
  return label && { envFile: join(pkg.dir, '.env'), label };
}

/** Whether the code is deployed as a function of Firebase. */
export function isFirebaseFunction(files: SourceFile[]): boolean {
  return files.some((file) =>
    moduleRequests(file).some(({ specifier }) => /^firebase-functions(\/|$)/.test(specifier)),
  );
}
