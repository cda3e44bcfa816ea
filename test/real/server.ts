import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { guardProcess } from './guard.ts';
import { freePort } from './port.ts';

const READY_LIMIT_MS = 30_000;

export interface RealServer {
  readonly url: string;
  readonly port: number;
  /** Changes with `restart`. */
  readonly pid: number;
  /** Sends SIGSTOP: connections stay open, but are not answered. */
  freeze(): void;
  thaw(): void;
  /** Sends SIGKILL, as in a crash, and waits for the exit. */
  kill(): Promise<void>;
  /** Starts the stopped server again, with the same port and data. */
  restart(): Promise<void>;
  /** Ends the server, even if frozen, and deletes its temporary data. */
  stop(): Promise<void>;
}

export interface ServerSpec {
  file: string;
  args: (port: number) => string[];
  url: (port: number) => string;
  /** Matches the output when the server accepts connections. */
  ready: RegExp;
  /** A free port if omitted. */
  port?: number | undefined;
  /** Start the server only with `restart`, for tests that begin while it is down. */
  down?: boolean | undefined;
  cleanUp?: () => Promise<void>;
}

/** Starts a server and waits until it accepts connections. Throws an Error with its last output when it does not. */
export async function startServer(spec: ServerSpec): Promise<RealServer> {
  const port = spec.port ?? (await freePort());
  let child: ChildProcess | undefined;

  async function restart(): Promise<void> {
    if (child) throw new Error(`The server on port ${port} is running`);
    child = await launch(spec, port);
  }
  async function kill(): Promise<void> {
    const exiting = child;
    child = undefined;
    if (!exiting || exiting.exitCode !== null || exiting.signalCode !== null) return;
    const exited = once(exiting, 'exit');
    exiting.kill('SIGKILL');
    await exited;
  }
  if (!spec.down) await restart();
  return {
    url: spec.url(port),
    port,
    get pid() {
      if (child?.pid === undefined) throw new Error(`The server on port ${port} is not running`);
      return child.pid;
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    kill,
    restart,
    async stop() {
      await kill();
      await spec.cleanUp?.();
    },
  };
}

async function launch(spec: ServerSpec, port: number): Promise<ChildProcess> {
  const child = spawn(spec.file, spec.args(port), { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  guardProcess(child);
  let output = '';
  let timer: NodeJS.Timeout | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`${spec.file} ${reason}. Its last output:\n${output}`));
    timer = setTimeout(() => fail(`is not ready after ${READY_LIMIT_MS} ms`), READY_LIMIT_MS);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (spec.ready.test(output)) resolve();
      output = output.slice(-4000); // after the test, as one chunk may be longer
    };
    // Keep reading after it is ready, as a full pipe would block the server.
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => fail(`ended with ${code ?? signal}`));
  });
  try {
    await ready;
    return child;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
