import { dirname, join } from 'node:path';
import type * as t from '@babel/types';
import type { Disk } from './disk.ts';
import type { Evaluator } from './evaluator.ts';
import { type EnvLoader, findLoader } from './loaders.ts';
import type { PackageFacts } from './packages.ts';
import type { SourceFile } from './source.ts';

export interface EnvFile {
  /** Relative to the root. */
  path: string;
  text: string;
  /** Names with a value that is not empty. */
  names: string[];
}

export interface EnvFacts {
  loader: EnvLoader | undefined;
  /** All that is loaded, relative to the root; undefined where more may be than is seen. */
  loaded: string[] | undefined;
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

/** What follows the name of an env file in the name of its example. */
const OWN_EXAMPLES = ['.example', '.sample', '.template', '.dist', '.env'];

/** @throws FileError for a file that has to be edited and cannot be read */
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
  const { loader, envFiles } = findLoader(disk, pkg, evaluator);
  const envPath = loader?.envFile ?? join(pkg.dir, '.env');
  const exampleDir = dirname(envPath);
  const example = [
    ...OWN_EXAMPLES.map((suffix) => envPath + suffix),
    ...EXAMPLES.flatMap((name) => [join(exampleDir, name), join(pkg.dir, name)]),
  ].find((path) => disk.isFile(path));
  const ignore = ignoreFacts(disk, pkg.dir, envPath);
  return {
    loader,
    loaded: envFiles?.map((path) => disk.name(path)),
    reads,
    envPath: disk.name(envPath),
    env: envFile(disk, envPath, disk.readRequired(envPath)),
    example: example === undefined ? undefined : envFile(disk, example, disk.readRequired(example)),
    ...ignore,
  };
}

export function readEnvFile(disk: Disk, path: string): EnvFile | undefined {
  return envFile(disk, path, disk.read(path));
}

function envFile(disk: Disk, path: string, text: string | undefined): EnvFile | undefined {
  return text === undefined ? undefined : { path: disk.name(path), text, names: envNames(text) };
}

const LINE = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*(.*)$/gm;
/** Quotes around nothing and a comment are no value. */
const NO_VALUE = /^(?:""|''|``)?\s*(?:#.*)?$/;

/** The names that an env file gives a value; the last line of a name decides. */
function envNames(text: string): string[] {
  const values = new Map([...text.matchAll(LINE)].map(([, name = '', value = '']) => [name, value.trim()]));
  return [...values].flatMap(([name, value]) => (NO_VALUE.test(value) ? [] : [name]));
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
    const inside = dir.startsWith(disk.root);
    const text = inside ? disk.readRequired(path) : disk.read(path);
    if (text !== undefined) {
      if (inside) nearest ??= { path: disk.name(path), text };
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
    // No path is longer than 4096 bytes.
    if (pattern === '' || pattern.startsWith('#') || pattern.length > 4096) continue;
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
