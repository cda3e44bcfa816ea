import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startMongod } from '../../test/real/mongod.ts';
import { findRedisServer } from '../../test/real/programs.ts';
import { type RealServer, startServer } from '../../test/real/server.ts';
import type { Load, Measured } from './load.ts';

/** The unit of CPU times in /proc on Linux, in µs. */
const TICK_US = 10_000;

export interface Databases {
  mongod: RealServer;
  redis: RealServer;
  stop(): Promise<void>;
}

/** Starts both with their defaults for a single node, but without snapshots of Redis, which happen at random times. */
export async function startDatabases(): Promise<Databases> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'redis-'));
  const { path: file } = await findRedisServer();
  const redis = await startServer({
    file,
    url: (port) => `redis://127.0.0.1:${port}`,
    ready: /Ready to accept connections/,
    args: (port) => ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder],
    cleanUp: () => rm(folder, { recursive: true, force: true }),
  });
  const mongod = await startMongod();
  return { mongod, redis, stop: async () => void (await Promise.all([mongod.stop(), redis.stop()])) };
}

/** User and system CPU time of a process, in µs. Linux only. */
export async function cpuOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may contain spaces; user and system time are the 12th and 13th field behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_US;
}

/** Starts the load generator in a child process. */
export function startLoad() {
  const child: ChildProcess = fork(new URL('load.ts', import.meta.url));
  if (child.pid === undefined) throw new Error('The load generator did not start');
  return {
    pid: child.pid,
    async run(load: Load): Promise<Measured> {
      child.send(load);
      const [measured] = (await once(child, 'message')) as [Measured];
      return measured;
    },
    stop: () => void child.kill(),
  };
}
