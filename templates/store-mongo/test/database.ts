import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { MongoClient } from 'mongodb';
import { startMongod } from '../scripts/mongod.js';

/** Starts a real MongoDB, which can be stopped, frozen and restarted. */
async function start() {
  const folder = await mkdtemp(path.join(tmpdir(), {%= `${slug}-` %}));
  let mongod = await startMongod(folder);
  const { port } = mongod;
  const url = `${mongod.url}/test`;
  const client = new MongoClient(url);
  const stop = () => {
    mongod.signal('SIGCONT'); // a process left frozen by a failed test would not stop
    return mongod.stop();
  };
  return {
    url,
    sessions: client.db().collection<{ _id: string; session: string; userId?: string; expires: Date }>({%= collection %}),
{% if (auth) { -%}
    users: client.db().collection('users'),
{% } -%}
    signal: (signal: NodeJS.Signals) => mongod.signal(signal),
    stop,
    async start() {
      mongod = await startMongod(folder, port);
    },
    async end() {
      await client.close();
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** The database of a test file; not running before startDatabase. */
export const database = { url: 'mongodb://localhost:1/test' } as Awaited<ReturnType<typeof start>>;

export async function startDatabase(): Promise<void> {
  Object.assign(database, await start());
}
after(() => database.end?.());
