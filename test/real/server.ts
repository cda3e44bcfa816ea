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
  /** SIGSTOP: the connections stay open, nobody answers. */
  freeze(): void;
  thaw(): void;
  /** SIGKILL, as in a crash; waits until it is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data; it must not be running. */
  restart(): Promise<void>;
  /** Ends it for good, frozen or not, and removes data that it made for itself. */
  stop(): Promise<void>;
}

export interface ServerSpec {
  file: string;
  args: (port: number) => string[];
  url: (port: number) => string;
  /** Appears on stdout when the server takes connections. */
  ready: RegExp;
  /** A free one when absent. */
  port?: number | undefined;
  /** Starts later, with `restart`: for what should happen when a server is down at first. */
  down?: boolean | undefined;
  cleanUp?: () => Promise<void>;
}

/** Starts a real server program and waits until it takes connections. Throws with its last output when it does not. */
export async function startServer(spec: ServerSpec): Promise<RealServer> {
  const port = spec.port ?? (await freePort());
  let child: ChildProcess | undefined;

  async function restart(): Promise<void> {
    if (child) throw new Error(`The server on port ${port} is running`);
    child = await launch(spec, port);
  }
  async function kill(): Promise<void> {
    const dying = child;
    child = undefined;
    if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
    const gone = once(dying, 'exit');
    dying.kill('SIGKILL');
    await gone;
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
    const fail = (why: string) => reject(new Error(`${spec.file} ${why}. Its last output:\n${output}`));
    timer = setTimeout(() => fail(`is not ready after ${READY_LIMIT_MS} ms`), READY_LIMIT_MS);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (spec.ready.test(output)) resolve();
      output = output.slice(-4000); // a talkative server's chunk may be longer
    };
    // They go on reading after it is ready, as a full pipe would block the server.
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
