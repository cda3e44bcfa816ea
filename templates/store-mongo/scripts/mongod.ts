import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { MongoBinary } from 'mongodb-memory-server-core';

/** Starts a MongoDB on this machine that keeps its data in `dbPath`. Rejects with a message made for people. */
export async function startMongod(dbPath: string, wanted?: number) {
  const program = await findMongod();
  const port = wanted ?? (await freePort());
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
    mongod.once('close', () => reject(new Error(explain(output, dbPath))));
  });
  return {
    url: `mongodb://127.0.0.1:${port}`,
    port,
    signal: (signal: NodeJS.Signals) => mongod.kill(signal),
    async stop() {
      if (mongod.kill('SIGINT')) await once(mongod, 'exit');
    },
  };
}

/** An installed one, else one that is downloaded once. */
async function findMongod(): Promise<string> {
  const installed = process.env.MONGODB_BINARY || process.env.MONGOMS_SYSTEM_BINARY || onPath('mongod');
  try {
    return installed ?? (await MongoBinary.getPath());
  } catch (cause) {
    const advice = `There is no MongoDB on this machine, and none could be downloaded. Any of these helps:
  - set {%- urlEnv %}, in .env or in the environment, to one that runs somewhere
  - docker run --rm -p 27017:27017 mongo:8, and {%- urlEnv %}=mongodb://localhost:27017/app
  - put mongod on the PATH, or name its file in MONGOMS_SYSTEM_BINARY
The download said: ${cause instanceof Error ? cause.message : cause}`;
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

function explain(output: string, dbPath: string): string {
  if (output.includes('DBPathInUse')) return `${dbPath} is in use: does the app run in another window?`;
  return `MongoDB did not start: ${/"error":"([^"]+)/.exec(output)?.[1] ?? output.slice(-2_000)}`;
}
