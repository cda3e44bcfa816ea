import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { UsageError } from '../../errors.ts';
import type { CleanUp } from '../clean-up.ts';
import { ProcessGroup, until } from '../process-group.ts';
import { findMongod } from './find-mongod.ts';

/** The database that an app under proof uses instead of its own. */
export interface ScratchDatabase {
  /** Includes the name of the database. */
  url: string;
  /** The server, if the proof has started it. */
  mongod: Mongod | undefined;
}

/** A mongod that can be stopped, frozen and restarted; it has no password and listens on the loopback address. */
export class Mongod {
  readonly port: number;
  readonly #cleanUp: CleanUp;
  readonly #command: string[];
  #group: ProcessGroup | undefined;

  constructor(cleanUp: CleanUp, program: string, folder: string, port: number) {
    const socket = process.platform === 'win32' ? [] : ['--nounixsocket'];
    this.#command = [program, '--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', ...socket];
    this.port = port;
    this.#cleanUp = cleanUp;
  }

  /** @throws Error if it does not start within 20 s */
  async start(): Promise<void> {
    const group = new ProcessGroup(this.#cleanUp, this.#command, '.', process.env);
    this.#group = group;
    await until(() => group.output.includes('Waiting for connections') || group.hasEnded, 20_000);
    if (group.output.includes('Waiting for connections')) return;
    await group.stop('SIGKILL');
    throw new Error(
      `${this.#command[0]} did not start: ${/"error":"([^"]+)/.exec(group.output)?.[1] ?? group.output.slice(-300)}`,
    );
  }

  async stop(): Promise<void> {
    await this.#group?.stop('SIGKILL');
  }

  freeze(): void {
    this.#group?.signal('SIGSTOP');
  }

  thaw(): void {
    this.#group?.signal('SIGCONT');
  }
}

/**
 * A database on the given server, else on a mongod that is started with its data in `folder`. Undefined if there is no
 * URL and no mongod is installed.
 */
export async function scratchDatabase(
  cleanUp: CleanUp,
  folder: string,
  packageFolder: string,
  scratchUrl: string | undefined,
): Promise<ScratchDatabase | undefined> {
  const name = `create_mongo_session_app_${randomBytes(6).toString('hex')}`;
  if (scratchUrl !== undefined) {
    const [, server = '', query = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(scratchUrl) ?? [];
    if (!server) throw new UsageError('--scratch-url must be a mongodb:// or mongodb+srv:// connection string.');
    return { url: `${server}/${name}${query}`, mongod: undefined };
  }
  const program = findMongod(packageFolder);
  if (program === undefined) return undefined;
  const data = path.join(folder, 'mongod');
  mkdirSync(data);
  const mongod = new Mongod(cleanUp, program, data, await freePort());
  await mongod.start();
  return { url: `mongodb://127.0.0.1:${mongod.port}/${name}`, mongod };
}

/** A free TCP port. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
