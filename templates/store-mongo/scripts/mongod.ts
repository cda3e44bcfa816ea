import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { MongoBinary, MongoMemoryServer } from 'mongodb-memory-server-core';

const ADVICE = `No MongoDB could be started here. Any of these helps:
  - set /*- urlEnv */ DATABASE_URL to a MongoDB that runs somewhere, in the environment or in .env
  - run one with Docker: docker run --rm -p 27017:27017 mongo:8, then set /*- urlEnv */ DATABASE_URL=mongodb://localhost:27017/app
  - install mongod on the PATH, or name one in MONGOMS_SYSTEM_BINARY`;

/** Starts a mongod of our own: one that is installed, else a downloaded one. Data is kept only in a `dbPath`. */
export async function startMongod(dbPath?: string): Promise<MongoMemoryServer> {
  // Any version that is installed will do.
  process.env.MONGOMS_SYSTEM_BINARY_VERSION_CHECK = 'false';
  if (dbPath) mkdirSync(dbPath, { recursive: true });
  try {
    const systemBinary = process.env.MONGOMS_SYSTEM_BINARY || findOnPath('mongod') || (await MongoBinary.getPath());
    const instance = { storageEngine: 'wiredTiger' as const, ...(dbPath && { dbPath }) };
    return await MongoMemoryServer.create({ instance, binary: { systemBinary } });
  } catch (error) {
    throw new Error(`${ADVICE}\nThe reason: ${error}`, { cause: error });
  }
}

function findOnPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const names = process.platform === 'win32' ? [`${name}.exe`] : [name];
  return folders.flatMap((folder) => names.map((file) => path.join(folder, file))).find((file) => existsSync(file));
}
