import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'redis';

/** A Redis server for tests; needs redis-server on the PATH, or its place in REDIS_SERVER_BINARY. */
export class RedisServer {
  readonly url: string;
  readonly #port: number;
  readonly #folder: string;
  #process: ChildProcess | undefined;

  private constructor(port: number, folder: string) {
    this.#port = port;
    this.#folder = folder;
    this.url = `redis://localhost:${port}`;
  }

  static async start(): Promise<RedisServer> {
    const listener = createServer().listen(0);
    await once(listener, 'listening');
    const address = listener.address();
    listener.close();
    const server = new RedisServer(Number(typeof address === 'object' && address?.port), await mkdtemp(path.join(tmpdir(), 'redis-')));
    await server.start();
    return server;
  }

  /** Starts it, again where it was stopped, with the data that it had. */
  async start(): Promise<void> {
    const options = ['--port', String(this.#port), '--dir', this.#folder, '--appendonly', 'yes', '--appendfsync', 'always'];
    this.#process = spawn(process.env.REDIS_SERVER_BINARY ?? 'redis-server', options, { stdio: 'ignore' });
    this.#process.on('error', (error) => console.error(`redis-server does not run: ${error.message}`));
    const client = createClient({ url: this.url, socket: { reconnectStrategy: 50 } }).on('error', () => {});
    await client.connect();
    while ((await client.ping().catch(() => '')) !== 'PONG') await sleep(50);
    client.destroy();
  }

  async stop(): Promise<void> {
    const exit = this.#process && once(this.#process, 'exit');
    this.#process?.kill('SIGKILL');
    await exit;
  }

  signal(signal: NodeJS.Signals): void {
    this.#process?.kill(signal);
  }
}
