import { type ChildProcess, spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A finished command. */
export interface Ended {
  /** null when it had to be killed. */
  code: number | null;
  stdout: string;
  /** stdout and stderr as they came. */
  output: string;
}

interface Options {
  cwd: string;
  env?: Record<string, string>;
  /** Milliseconds after which the command and its children are killed; a minute when absent. */
  limit?: number;
}

/** Only what a shell would have: the variables of the test runner must not reach an application. */
const inherited = Object.fromEntries(
  ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot', 'NODE_EXTRA_CA_CERTS', 'npm_config_cafile'].flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]]],
  ),
);

function launch(command: string, args: string[], { cwd, env }: Options): ChildProcess {
  // A group of its own, so that what npm started ends with npm.
  return spawn(command, args, {
    cwd,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** Runs a command to its end. */
export function run(command: string, args: string[], options: Options): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = launch(command, args, options);
    let stdout = '';
    let output = '';
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
      output += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    const timer = setTimeout(() => endGroup(child, 'SIGKILL'), options.limit ?? 60_000);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout, output });
    });
  });
}

/** @throws Error with what the command said, unless it ends with 0. */
export async function succeed(command: string, args: string[], options: Options): Promise<string> {
  const { code, stdout, output } = await run(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code ?? 'a signal'}:\n${output}`);
  return stdout;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return address.port;
}

/** A server in a process of its own, which has opened its port. */
export class Server {
  readonly port: number;
  readonly #child: ChildProcess;
  #output = '';

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
    const keep = (chunk: Buffer): void => {
      this.#output += chunk;
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', ({ message }) => {
      this.#output += message;
    });
  }

  /** @throws Error with what the process said, when it ends or 20 s pass before the port is open. */
  static async start(command: string, args: string[], port: number, options: Options): Promise<Server> {
    const server = new Server(launch(command, args, options), port);
    const deadline = Date.now() + 20_000;
    while (!(await server.#answers())) {
      if (!server.alive || Date.now() > deadline) {
        const how = server.alive ? 'does not listen' : 'has ended';
        await server.stop();
        throw new Error(`${command} ${args.join(' ')} ${how}:\n${server.output}`);
      }
      await sleep(50);
    }
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get output(): string {
    return this.#output;
  }

  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Asks the process to end, and ends it after two seconds. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#child.once('close', () => resolve()));
    // What npm had started may outlive npm.
    if (!this.alive) return endGroup(this.#child, 'SIGKILL');
    endGroup(this.#child, 'SIGTERM');
    const timer = setTimeout(() => endGroup(this.#child, 'SIGKILL'), 2000);
    await closed;
    clearTimeout(timer);
  }

  #answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1');
      const settle = (open: boolean) => (): void => {
        socket.destroy();
        resolve(open);
      };
      socket.once('connect', settle(true)).once('error', settle(false));
    });
  }
}
