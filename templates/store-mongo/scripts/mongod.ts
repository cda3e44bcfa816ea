import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { MongoBinary } from 'mongodb-memory-server-core';

/** Starts a local MongoDB with its data in `dbPath`. Rejects with a readable message if it does not start. */
export async function startMongod(dbPath: string, fixedPort?: number) {
  const program = await findMongod();
  const port = fixedPort ?? (await freePort());
  mkdirSync(dbPath, { recursive: true });
  const args = ['--dbpath', dbPath, '--port', String(port), '--bind_ip', '127.0.0.1'];
  const mongod = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    let output = '';
    mongod.stdout.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-20_000);
      if (output.includes('Waiting for connections')) resolve();
    });
    mongod.once('error', reject);
    mongod.once('close', () => reject(new Error(explainFailure(output, dbPath))));
  });
  return {
    url: `mongodb://127.0.0.1:${port}`,
    port,
    /** The exit code; null if it was killed. */
    exited: once(mongod, 'exit').then(([code]) => code as number | null),
    signal: (signal: NodeJS.Signals) => mongod.kill(signal),
    async stop() {
      if (mongod.kill('SIGINT')) await once(mongod, 'exit');
    },
  };
}

/** Returns the path of an installed mongod, else downloads one (once). */
async function findMongod(): Promise<string> {
  const installed = process.env.MONGODB_BINARY || process.env.MONGOMS_SYSTEM_BINARY || onPath('mongod');
  try {
    return installed ?? (await MongoBinary.getPath());
  } catch (cause) {
    const advice = `MongoDB is not installed, and the download failed. Do one of these:
  - install mongod, or set MONGOMS_SYSTEM_BINARY to its path
  - set {%- urlEnv %} in .env to the URL of a running MongoDB
  - start one with Docker: docker run --rm -p 27017:27017 mongo:8
    and set {%- urlEnv %}=mongodb://localhost:27017/app
Download error: ${cause instanceof Error ? cause.message : cause}`;
    throw new Error(advice, { cause });
  }
}

function onPath(program: string): string | undefined {
  const file = process.platform === 'win32' ? `${program}.exe` : program;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, file)).find((candidate) => existsSync(candidate));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return port;
}

function explainFailure(output: string, dbPath: string): string {
  if (output.includes('DBPathInUse')) return `${dbPath} is in use. Is the app already running in another terminal?`;
  return `MongoDB did not start: ${/"error":"([^"]+)/.exec(output)?.[1] ?? output.slice(-2_000)}`;
}
