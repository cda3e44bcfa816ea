import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { findMongod } from './find-mongod.ts';
import { type RealServer, startServer } from './server.ts';

export interface MongodOptions {
  /** A folder that `stop` does not delete; a temporary one if omitted. */
  dbPath?: string;
  port?: number;
  /** Only reserves the port; `restart` starts it. */
  down?: boolean;
  /** More arguments, such as `--setParameter ttlMonitorSleepSecs=1`. */
  args?: string[];
}

/** A standalone mongod on the loopback address; `url` names the database `app`. */
export async function startMongod(options: MongodOptions = {}): Promise<RealServer> {
  const { path: file } = await findMongod();
  const isTemporary = options.dbPath === undefined;
  const dbPath = options.dbPath ?? (await mkdtemp(path.join(os.tmpdir(), 'mongod-')));
  await mkdir(dbPath, { recursive: true });
  return startServer({
    file,
    port: options.port,
    down: options.down,
    url: (port) => `mongodb://127.0.0.1:${port}/app`,
    ready: /Waiting for connections/,
    args: (port) => [
      ...['--port', String(port), '--bind_ip', '127.0.0.1', '--dbpath', dbPath],
      // Reduce resource use, as tests start several servers on few cores.
      ...['--wiredTigerCacheSizeGB', '0.25', '--setParameter', 'diagnosticDataCollectionEnabled=false'],
      ...(process.platform === 'win32' ? [] : ['--nounixsocket']),
      ...(options.args ?? []),
    ],
    cleanUp: async () => {
      if (isTemporary) await rm(dbPath, { recursive: true, force: true });
    },
  });
}

export interface ReplicaSet {
  /** Names every member, the set and the database `app`. */
  url: string;
  members: RealServer[];
  /** The current primary; waits up to 30 s for an election. */
  primary(): Promise<RealServer>;
  stop(): Promise<void>;
}

/** A replica set of `size` members that has elected its primary. */
export async function startReplicaSet(size = 3): Promise<ReplicaSet> {
  const name = 'rs0';
  const members = await Promise.all(Array.from({ length: size }, () => startMongod({ args: ['--replSet', name] })));
  const hosts = members.map(({ port }) => `127.0.0.1:${port}`);
  const set: ReplicaSet = {
    url: `mongodb://${hosts.join(',')}/app?replicaSet=${name}`,
    members,
    primary: () => primaryOf(members),
    stop: async () => void (await Promise.all(members.map((member) => member.stop()))),
  };
  try {
    await admin(hosts[0] ?? '', {
      replSetInitiate: {
        _id: name,
        members: hosts.map((host, _id) => ({ _id, host })),
        settings: { electionTimeoutMillis: 2000, heartbeatIntervalMillis: 500 },
      },
    });
    await set.primary();
  } catch (error) {
    await set.stop();
    throw error;
  }
  return set;
}

async function primaryOf(members: RealServer[]): Promise<RealServer> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    for (const member of members) {
      const hello = await admin(`127.0.0.1:${member.port}`, { hello: 1 }).catch(() => undefined);
      if (hello?.isWritablePrimary) return member;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('No primary was elected in 30 s');
}

async function admin(host: string, command: Record<string, unknown>): Promise<Record<string, unknown>> {
  const limits = { serverSelectionTimeoutMS: 2000, connectTimeoutMS: 2000, socketTimeoutMS: 30_000 };
  const client = new MongoClient(`mongodb://${host}/?directConnection=true`, limits);
  try {
    return await client.db('admin').command(command);
  } finally {
    await client.close();
  }
}
