import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { guardProcess } from '../real/guard.ts';
import { freePort } from '../real/port.ts';
import { run } from '../real/spawn.ts';

/** Runs npm in a project. @throws Error with the output if it fails. */
export async function npm(cwd: string, ...args: string[]): Promise<void> {
  const ran = await run('npm', args, { cwd, timeout: 600_000 });
  if (ran.code !== 0) throw new Error(`npm ${args.join(' ')} ended with ${ran.code}:\n${ran.stdout}\n${ran.stderr}`);
}

/** Installs dependencies, from npm's cache if possible. */
export function install(cwd: string): Promise<void> {
  return npm(cwd, 'install', '--prefer-offline', '--no-audit', '--no-fund');
}

export interface Server {
  url: string;
  output(): string;
  signal(signal: NodeJS.Signals): void;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/**
 * Starts a server in its own process group, on PORT of `env` or a free port, and waits until it responds.
 * @throws Error with the output if the server exits or does not respond within `timeout` ms.
 */
export async function serve(
  cwd: string,
  command: string[],
  env: Record<string, string> = {},
  timeout = 30_000,
): Promise<Server> {
  const port = env['PORT'] ?? String(await freePort());
  const [file = '', ...args] = command;
  const child = spawn(file, args, { cwd, detached: true, env: { ...process.env, ...env, PORT: port } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  guardProcess(child);
  const server = {
    url: `http://localhost:${port}`,
    output: () => output,
    signal: (signal: NodeJS.Signals) => kill(child, signal),
    stop: (signal?: NodeJS.Signals) => stop(child, signal),
  };
  const deadline = Date.now() + timeout;
  while (!(await fetch(`${server.url}/livez`).catch(() => undefined))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await server.stop('SIGKILL');
      throw new Error(`${command.join(' ')} does not respond:\n${output}`);
    }
    await sleep(100);
  }
  return server;
}

async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  kill(child, signal);
  await exit;
  return child.exitCode;
}

/** Signals the process group: npm, its shell, the watcher and the app. */
function kill({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-(pid ?? 0), signal);
  } catch {
    // The process has already exited.
  }
}

/** An HTTP client that keeps one cookie. */
export class Visitor {
  cookie = '';

  async get(url: string, headers: Record<string, string> = {}): Promise<Response> {
    const response = await fetch(url, { headers: { cookie: this.cookie, ...headers }, redirect: 'manual' });
    this.cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? this.cookie;
    return response;
  }

  /** The number of visits on the home page. */
  async visits({ url }: Server): Promise<number> {
    return Number(/class="count">(\d+)</.exec(await (await this.get(url)).text())?.[1]);
  }
}
