import { access, constants } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { execa } from 'execa';

/** A source of a program. `find` returns its path or undefined, or throws an error with the reason. */
export interface Source {
  /** What the user can do to provide the program; listed when all sources fail. */
  how: string;
  find: () => Promise<string | undefined>;
  /** Whether the user specified this path, so that the search fails if the program does not run. */
  required?: boolean;
}

export interface Found {
  path: string;
  /** First line of the version output. */
  version: string;
  how: string;
}

/**
 * Returns the program of the first source that runs. Throws an Error that lists all sources when none does.
 * @param versionFlag makes the program print its version and exit
 */
export async function findProgram(program: string, sources: Source[], versionFlag = '--version'): Promise<Found> {
  const failures: string[] = [];
  for (const source of sources) {
    try {
      const file = await source.find();
      if (file) return { path: file, version: await versionOf(file, versionFlag), how: source.how };
      failures.push(`${source.how}: not found`);
    } catch (error) {
      if (source.required) throw new Error(`The specified ${program} does not run (${source.how}): ${reason(error)}`);
      failures.push(`${source.how}: ${reason(error)}`);
    }
  }
  const list = failures.map((failure, index) => `  ${index + 1}. ${failure}`).join('\n');
  throw new Error(`No working ${program} found. Do one of the following:\n${list}`);
}

/** The path in the first of the environment variables that is set. */
export function byVariable(...names: string[]): Source {
  const value = names.map((name) => process.env[name]).find(Boolean);
  return { how: `set ${names.join(' or ')} to its path`, required: true, find: async () => value };
}

export function byPath(...names: string[]): Source {
  return { how: `put ${names.join(' or ')} on PATH`, find: () => onPath(...names) };
}

/** A Debian package, installed if the user is root. */
export function byApt(aptPackage: string, ...names: string[]): Source {
  return {
    how: `apt-get install ${aptPackage} (runs automatically as root)`,
    find: async () => {
      if (!(await onPath('apt-get'))) throw new Error('there is no apt-get');
      if (process.getuid?.() !== 0) throw new Error('you are not root');
      const install = ['install', '-y', '-q', '--no-install-recommends', aptPackage];
      // RUNLEVEL=1 prevents the package from starting its service.
      const options = { env: { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }, timeout: 300_000 };
      const first = await execa('apt-get', install, { ...options, reject: false });
      if (first.failed) {
        await execa('apt-get', ['update', '-q'], options);
        await execa('apt-get', install, options);
      }
      return onPath(...names);
    },
  };
}

/** Path of the first of the names that is an executable on PATH. */
export async function onPath(...names: string[]): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  for (const name of names) {
    for (const folder of folders) {
      const file = path.join(folder, name + suffix);
      const ok = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (ok) return file;
    }
  }
  return undefined;
}

/** The folder in the user's cache for downloads of the tests, which `npm ci` does not delete. */
export function cacheFolder(): string {
  const home = os.homedir();
  const base =
    process.platform === 'win32'
      ? (process.env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'))
      : process.platform === 'darwin'
        ? path.join(home, 'Library', 'Caches')
        : (process.env.XDG_CACHE_HOME ?? path.join(home, '.cache'));
  return path.join(base, 'create-mongo-session-app');
}

async function versionOf(file: string, flag: string): Promise<string> {
  const { stdout, stderr } = await execa(file, [flag], { timeout: 20_000, stdin: 'ignore' });
  return (stdout || stderr).split('\n')[0]?.trim() ?? '';
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { stderr, shortMessage } = error as { stderr?: unknown; shortMessage?: unknown };
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  const last = typeof stderr === 'string' ? (stderr.trim().split('\n').at(-1) ?? '') : '';
  return typeof shortMessage === 'string'
    ? [shortMessage.split('\n')[0], last].filter(Boolean).join(': ')
    : error.message + cause;
}
