import { access, constants } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { execa } from 'execa';

/** One way to come by a program. `find` gives its path, or undefined or an error that says why not. */
export interface Way {
  /** What a person would do to make this way work: it is listed when all ways fail. */
  how: string;
  find: () => Promise<string | undefined>;
  /** The user chose this path, so a program that does not run ends the search instead of hiding behind another. */
  chosen?: boolean;
}

export interface Found {
  path: string;
  /** First line of what the program says about its version. */
  version: string;
  how: string;
}

/**
 * Tries the ways in order and takes the first whose program runs. Throws an Error that names every way when none does.
 * @param versionFlag makes the program print its version and end
 */
export async function findProgram(program: string, ways: Way[], versionFlag = '--version'): Promise<Found> {
  const failures: string[] = [];
  for (const way of ways) {
    try {
      const file = await way.find();
      if (file) return { path: file, version: await versionOf(file, versionFlag), how: way.how };
      failures.push(`${way.how}: not so here`);
    } catch (error) {
      if (way.chosen) throw new Error(`${program} does not run as you chose it (${way.how}): ${reason(error)}`);
      failures.push(`${way.how}: ${reason(error)}`);
    }
  }
  const list = failures.map((failure, index) => `  ${index + 1}. ${failure}`).join('\n');
  throw new Error(`No ${program} that runs. Any one of these makes it work:\n${list}`);
}

/** The way by environment variable; the first of `names` that is set counts. */
export function byVariable(...names: string[]): Way {
  const value = names.map((name) => process.env[name]).find(Boolean);
  return { how: `set ${names.join(' or ')} to its path`, chosen: true, find: async () => value };
}

export function byPath(...names: string[]): Way {
  return { how: `have ${names.join(' or ')} on PATH`, find: () => onPath(...names) };
}

/** The way through Debian's packages; it needs root, as it installs for the whole machine. */
export function byApt(aptPackage: string, ...names: string[]): Way {
  return {
    how: `apt-get install ${aptPackage} (done for you as root)`,
    find: async () => {
      if (!(await onPath('apt-get'))) throw new Error('there is no apt-get');
      if (process.getuid?.() !== 0) throw new Error('you are not root');
      const install = ['install', '-y', '-q', '--no-install-recommends', aptPackage];
      // RUNLEVEL=1 keeps the package from starting its service: tests start their own on a free port.
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

/** Path of the first of `names` that is executable in a folder of PATH. */
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

/** The user's cache folder for what tests fetch: it outlives `npm ci`. */
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
