import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { guardProcess } from '../real/guard.ts';
import { freePort } from '../real/port.ts';
import { run } from '../real/spawn.ts';

/** `npm <args>` in a project; throws with the output when it fails. */
export async function npm(cwd: string, ...args: string[]): Promise<void> {
  const ran = await run('npm', args, { cwd, timeout: 300_000 });
  if (ran.code !== 0) throw new Error(`npm ${args.join(' ')} ended with ${ran.code}:\n${ran.stdout}\n${ran.stderr}`);
}

/** Installs from npm's cache where it can. */
export function install(cwd: string): Promise<void> {
  return npm(cwd, 'install', '--prefer-offline', '--no-audit', '--no-fund');
}

export interface Server {
  url: string;
  output(): string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/**
 * Starts a server of the project as a process group of its own and waits (ms) until it answers. It listens on PORT of
 * `env`, else on a free port.
 */
export async function serve(
  cwd: string,
  command: string[],
  env: Record<string, string> = {},
  patience = 30_000,
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
    stop: (signal?: NodeJS.Signals) => stop(child, signal),
  };
  const deadline = Date.now() + patience;
  while (!(await fetch(`${server.url}/livez`).catch(() => undefined))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await server.stop('SIGKILL');
      throw new Error(`${command.join(' ')} does not answer:\n${output}`);
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

/** The whole process group: npm, its shell, the watcher and the app. */
function kill({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-(pid ?? 0), signal);
  } catch {
    // It has ended already.
  }
}

/** A browser's cookie jar of one. */
export class Visitor {
  cookie = '';

  async get(url: string, headers: Record<string, string> = {}): Promise<Response> {
    const response = await fetch(url, { headers: { cookie: this.cookie, ...headers }, redirect: 'manual' });
    this.cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? this.cookie;
    return response;
  }

  /** The number of visits that the start page shows. */
  async visits({ url }: Server): Promise<number> {
    return Number(/class="count">(\d+)</.exec(await (await this.get(url)).text())?.[1]);
  }
}
