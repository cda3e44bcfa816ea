import { createRequire } from 'node:module';
import path from 'node:path';
import type { MongoClient } from 'mongodb';

interface Driver {
  MongoClient: typeof MongoClient;
  version: number;
}

const TIMEOUTS = { serverSelectionTimeoutMS: 5_000, connectTimeoutMS: 5_000, socketTimeoutMS: 20_000 };

/** Without these, it prints warnings. */
const DRIVER_3 = { useNewUrlParser: true, useUnifiedTopology: true };

/** Connects with the driver that the project has installed. Undefined if it has none of version 3 or later. */
export async function connectWithDriver(folder: string, url: string): Promise<MongoClient | undefined> {
  const driver = installedDriver(folder);
  // Copied, because driver 4.1 writes what a URL says into the options.
  return driver && new driver.MongoClient(url, { ...TIMEOUTS, ...(driver.version < 4 && DRIVER_3) }).connect();
}

/** The project's own `mongodb`, else that of a package that depends on it. */
function installedDriver(folder: string): Driver | undefined {
  const manifest = path.join(folder, 'package.json');
  for (const parent of [undefined, 'connect-mongo', 'mongoose', 'connect-mongodb-session']) {
    try {
      const load = createRequire(parent === undefined ? manifest : createRequire(manifest).resolve(parent));
      const version = Number.parseInt(load('mongodb/package.json').version, 10);
      if (version >= 3) return { MongoClient: withoutWarnings(() => load('mongodb').MongoClient), version };
    } catch {
      // Not installed.
    }
  }
  return undefined;
}

/** Old drivers depend on themselves in a circle, and on modules that Node deprecates. */
function withoutWarnings<T>(load: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}
