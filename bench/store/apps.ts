import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const CLI = fileURLToPath(new URL('../../bin/create-mongo-session-app.js', import.meta.url));
const PROBE = fileURLToPath(new URL('probe.js', import.meta.url));

export interface Kind {
  name: string;
  /** The flags of `create`. */
  flags: string[];
  database: 'mongod' | 'redis' | undefined;
  /** Options of connect-mongo, to use it instead of the store of the app. */
  plain?: object;
}

const inMongo = ['--store', 'mongo', '--database', 'external'];

export const KINDS: Kind[] = [
  { name: 'memory', flags: ['--store', 'memory', '--features', 'none'], database: undefined },
  { name: 'redis', flags: ['--store', 'redis', '--features', 'none'], database: 'redis' },
  { name: 'mongo', flags: [...inMongo, '--features', 'none'], database: 'mongod', plain: {} },
  {
    name: 'mongo + touchAfter',
    flags: [...inMongo, '--features', 'none'],
    database: 'mongod',
    plain: { touchAfter: 60 * 60 },
  },
  {
    name: 'mongo + batching',
    flags: [...inMongo, '--features', 'batching', '--touch-after', '1h'],
    database: 'mongod',
  },
];

export interface App {
  kind: Kind;
  pid: number;
  port: number;
  /** The session cookie of each visitor. */
  cookies: string[];
  stop(): void;
}

/** Generates an app in `folder` and installs its dependencies. */
export async function generate({ name, flags }: Kind, folder: string): Promise<string> {
  const directory = path.join(folder, name.replace(/\W+/g, '-'));
  const fixed = ['--yes', '--language', 'js', '--module', 'esm', '--no-git', '--no-install'];
  await execa(process.execPath, [CLI, 'create', directory, ...fixed, ...flags]);
  await execa('npm', ['install', '--omit=dev', '--no-audit', '--no-fund'], { cwd: directory });
  await copyFile(PROBE, path.join(directory, 'probe.js'));
  return directory;
}

/** Starts the generated app with the database at `url` and creates a session for each visitor. */
export async function start(kind: Kind, directory: string, url: string | undefined, visitors: number): Promise<App> {
  const secret = randomBytes(32).toString('base64url');
  const own = { SESSION_SECRET: secret, ...(url && { DATABASE_URL: url, REDIS_URL: url }) };
  const { PATH } = process.env;
  const plain = kind.plain ? [JSON.stringify(kind.plain)] : [];
  const child = fork('probe.js', url ? [url, ...plain] : [], { cwd: directory, execArgv: [], env: { PATH, ...own } });
  const [port] = (await once(child, 'message')) as [number];
  const cookies: string[] = [];
  for (let visitor = 0; visitor < visitors; visitor++) cookies.push(await cookieOf(port));
  return { kind, pid: pidOf(child), port, cookies, stop: () => void child.kill('SIGKILL') };
}

async function cookieOf(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/write`);
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!answer.ok || !cookie) throw new Error(`No session: ${answer.status} ${await answer.text()}`);
  return cookie;
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('The app did not start');
  return child.pid;
}
