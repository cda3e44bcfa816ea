import { createRequire } from 'node:module';
import path from 'node:path';
import type { MongoClient } from 'mongodb';

interface Driver {
  MongoClient: typeof MongoClient;
  /** Major and minor, such as 3.7. */
  version: number;
}

const TIMEOUTS = { serverSelectionTimeoutMS: 5_000, connectTimeoutMS: 5_000, socketTimeoutMS: 20_000 };

/**
 * Connects with the driver that the project has installed. Undefined if it has none of version 3 or later. Close the
 * client with `close(true)`: in driver 3.2, an error of a connection that is still being closed is thrown.
 */
export async function connectWithDriver(folder: string, url: string): Promise<MongoClient | undefined> {
  const driver = installedDriver(folder);
  return driver && new driver.MongoClient(url, { ...TIMEOUTS, ...optionsOf(driver) }).connect();
}

/** Without these, driver 3 prints warnings. Before 3.3, the unified topology ignores a forced close. */
function optionsOf({ version }: Driver): object {
  return version < 4 ? { useNewUrlParser: true, useUnifiedTopology: version >= 3.3 } : {};
}

/** The project's own `mongodb`, else that of a package that depends on it. */
function installedDriver(folder: string): Driver | undefined {
  const manifest = path.join(folder, 'package.json');
  for (const parent of [undefined, 'connect-mongo', 'mongoose', 'connect-mongodb-session']) {
    try {
      const load = createRequire(parent === undefined ? manifest : createRequire(manifest).resolve(parent));
      const version = Number.parseFloat(load('mongodb/package.json').version);
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
