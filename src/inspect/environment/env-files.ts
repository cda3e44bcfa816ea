import { basename, dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import type * as t from '@babel/types';
import type { Evaluator } from '../program/evaluator.ts';
import type { Disk } from '../project/disk.ts';
import { isTracked } from '../project/git.ts';
import type { PackageFacts } from '../project/manifest.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import { type EnvLoader, findLoader } from './env-loaders.ts';
import { type GitFacts, gitFacts } from './gitignore.ts';

export interface EnvFile {
  /** Relative to the root. */
  path: string;
  text: string;
  /** Names with a value that is not empty. */
  names: string[];
}

export interface EnvFacts extends GitFacts {
  loader: EnvLoader | undefined;
  /** All env files that are loaded, relative to the root; undefined when there may be others. */
  loadedFiles: string[] | undefined;
  /** The app also loads an env file outside the project, which is not read. */
  loadsOutside: boolean;
  /** Every `process.env.NAME` of the reached files. */
  reads: { name: string; file: SourceFile; node: t.Node }[];
  /** The env file for values of this machine, relative to the root. It may not exist yet. */
  envPath: string;
  env: EnvFile | undefined;
  /** git tracks the env file. */
  tracked: boolean;
  example: EnvFile | undefined;
  /** Where an example goes that does not exist; undefined where git would ignore it. */
  newExample: string | undefined;
}

/** Committed files that list the variables: `.env.example`, `sample.env`, `config.env.dist`, `config.env.env`. */
const EXAMPLE =
  /^(?=.*env)(?!.*\.(json|ya?ml|[cm]?[jt]s)\b).*(example|sample|template|dist|defaults)([._-]?env)?$|\.env\.env$/i;

/** Whether an env file that the app loads looks like a committed example. */
export function looksCommitted(path: string): boolean {
  return /(example|sample|template|dist)$/i.test(path);
}

/** @throws FileError for a file that has to be edited and cannot be read */
export function readEnvironment(disk: Disk, pkg: PackageFacts, evaluator: Evaluator): EnvFacts {
  const reads: EnvFacts['reads'] = [];
  for (const file of evaluator.graph.files) {
    if (!file.text.includes('process.env') && !file.text.includes('import.meta.env')) continue;
    for (const node of [...file.index.members, ...file.index.identifiers]) {
      const value = evaluator.evaluate(file, node);
      if (value.kind === 'env' && value.name !== '' && value.node === node)
        reads.push({ name: value.name, file, node });
    }
  }
  const { loader, envFiles, loadsOutside } = findLoader(disk, pkg, evaluator);
  const usual = loader?.envFile ?? join(pkg.dir, '.env');
  // A secret belongs into the file that git ignores.
  const local = loader?.overrides?.find((path) => gitFacts(disk, path).ignored);
  const isMissing = local !== undefined && disk.isFile(local) && !disk.isFile(usual);
  const envPath = local !== undefined && (isMissing || !gitFacts(disk, usual).ignored) ? local : usual;
  const example = exampleOf(disk, pkg, envPath);
  const git = gitFacts(disk, envPath);
  return {
    loader,
    loadedFiles: envFiles?.map((path) => disk.name(path)),
    loadsOutside,
    reads,
    envPath: disk.name(envPath),
    env: readEnvFile(disk, envPath),
    example: example ? readEnvFile(disk, example) : undefined,
    newExample: gitFacts(disk, newExample(envPath)).ignored ? undefined : disk.name(newExample(envPath)),
    ...git,
    tracked: git.repository && disk.isFile(envPath) && isTracked(envPath),
  };
}

/** `config.env.example` for `config.env`; `.env.example` for all files like `.env.development`. */
function newExample(envPath: string): string {
  const name = basename(envPath);
  return join(dirname(envPath), name.startsWith('.env') ? '.env.example' : `${name}.example`);
}

/** The example that is named after an env file, else the one for all, else any that is not for tests or production. */
function exampleOf(disk: Disk, pkg: PackageFacts, envPath: string): string | undefined {
  const paths = [...new Set([dirname(envPath), pkg.dir])]
    .flatMap((dir) => disk.list(dir).flatMap((name) => (EXAMPLE.test(name) ? join(dir, name) : [])))
    .filter((path) => path !== envPath && disk.isFile(path));
  const subject = (path: string): string =>
    basename(path).replace(/example|sample|template|dist|defaults|[^a-z]/gi, '');
  return (
    paths.find((path) => subject(path) === subject(envPath)) ??
    paths.find((path) => subject(path) === 'env') ??
    paths.find((path) => !/test|prod|stag|\bci\b/i.test(basename(path)))
  );
}

export function readEnvFile(disk: Disk, path: string): EnvFile | undefined {
  return envFile(disk, path, disk.readRequired(path));
}

function envFile(disk: Disk, path: string, text: string | undefined): EnvFile | undefined {
  return text === undefined ? undefined : { path: disk.name(path), text, names: envNames(text) };
}

/** The names that an env file gives a value; the last line of a name decides. */
function envNames(text: string): string[] {
  return Object.entries(parseEnv(text)).flatMap(([name, value]) => (value === '' ? [] : [name]));
}
