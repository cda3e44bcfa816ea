import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export const SECRET = 'only-for-tests-0123456789-abcdefghij';

/** The app in a process of its own, as in production. */
export interface RunningApp {
  url: string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export async function startApp(env: Record<string, string>): Promise<RunningApp> {
  const port = await freePort();
  const app = run({ PORT: String(port), /*- secretEnv */ SESSION_SECRET: SECRET, ...env });
  const url = `http://localhost:${port}`;
  while (!(await fetch(`${url}/livez`).catch(() => undefined))) {
    if (app.exitCode !== null) throw new Error(`The app ended with exit code ${app.exitCode}`);
    await sleep(50);
  }
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    const exit = once(app, 'exit');
    app.kill(signal);
    await exit;
  };
  return { url, stop };
}

/** Runs the server without waiting for anything. */
export function run(env: Record<string, string>): ChildProcess {
  const node = ['--import', 'tsx', 'src/server.ts']; //? ts
  const node = ['src/server.js']; //? js
  return spawn(process.execPath, node, { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
}

/** A browser's part of a session: it keeps the cookie. */
export class Visitor {
  cookie = '';

  async get(app: RunningApp, path = '/', headers: Record<string, string> = {}): Promise<Response> {
    const response = await fetch(app.url + path, { headers: { cookie: this.cookie, ...headers } });
    this.cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? this.cookie;
    return response;
  }

  /** Looks at the start page; resolves to the number of visits that it shows. */
  async visit(app: RunningApp): Promise<number> {
    const page = await (await this.get(app)).text();
    return Number(/class="count">(\d+)</.exec(page)?.[1]);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
