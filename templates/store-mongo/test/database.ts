import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startMongod } from '../scripts/mongod.js';

export type Database = Awaited<ReturnType<typeof startDatabase>>;

/** Starts a real MongoDB for one test file, which can be stopped, frozen and restarted. */
export async function startDatabase() {
  const folder = await mkdtemp(path.join(tmpdir(), {%= `${slug}-` %}));
  let mongod = await startMongod(folder);
  const { url, port } = mongod;
  const stop = () => {
    mongod.signal('SIGCONT'); // a process left frozen by a failed test would not stop
    return mongod.stop();
  };
  return {
    url: `${url}/test`,
    signal: (signal: NodeJS.Signals) => mongod.signal(signal),
    stop,
    async start() {
      mongod = await startMongod(folder, port);
    },
    async end() {
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}
