import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';

/** Starts a real Redis (redis-server on the PATH), which can be stopped, frozen and restarted. */
async function start() {
  const folder = await mkdtemp(path.join(tmpdir(), {%= `${slug}-` %}));
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes'];
  const run = async () => {
    const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise<void>((resolve, reject) => {
      server.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('Ready to accept connections')) resolve();
      });
      server.once('error', reject);
      server.once('exit', (code) => reject(new Error(`redis-server exited with code ${code}`)));
    });
    return server;
  };
  let redis = await run();
  const stop = async () => {
    redis.kill('SIGCONT'); // a process left frozen by a failed test would not stop
    if (redis.kill('SIGTERM')) await once(redis, 'exit');
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    signal: (signal: NodeJS.Signals) => redis.kill(signal),
    stop,
    async start() {
      redis = await run();
    },
    async end() {
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** The database of a test file; not running before startDatabase. */
export const database = { url: 'redis://localhost:1' } as Awaited<ReturnType<typeof start>>;

export async function startDatabase(): Promise<void> {
  Object.assign(database, await start());
}
after(() => database.end?.());

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return port;
}
