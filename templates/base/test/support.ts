import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
{% if (secretFile) { -%}
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
{% } else { -%}
import { readdirSync } from 'node:fs';
{% } -%}
{% if (secretFile) { -%}
import { tmpdir } from 'node:os';
{% } -%}
import path from 'node:path';
import { after } from 'node:test';
{% if (!memory) { -%}
import { setTimeout as sleep } from 'node:timers/promises';
{% } -%}

const root = path.join(import.meta.dirname, '..');
{% if (ts) { -%}
const command = ['--import', 'tsx', 'test/server.ts'];
{% } else { -%}
const command = ['test/server.js'];
{% } -%}

/** The paths of the files that need no session. */
export const publicFiles = readdirSync(path.join(root, 'public'), { withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  .map(({ name }) => `/${encodeURIComponent(name)}`);

export const SECRET = 'kq3ZJ0m8vYx1Tn6RwB5cLh2sDf9gPaUe7iXo4tNyMb';

{% if (secretFile) { -%}
const folder = mkdtempSync(path.join(tmpdir(), {%= `${slug}-` %}));
{% } -%}
const children: ChildProcess[] = [];
after(() => {
  for (const child of children) child.kill('SIGKILL');
{% if (secretFile) { -%}
  rmSync(folder, { recursive: true });
{% } -%}
});

export interface App {
  url: string;
  /** Everything it has written so far. */
  output(): string;
  /** Stops it and returns its exit code: null if it was killed. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

{% if (secretFile) { -%}
let files = 0;

/** Writes a comma-separated list of secrets to a file, one per line. */
export function secretFile(list: string): string {
  files += 1;
  const file = path.join(folder, String(files));
  writeFileSync(file, list.replaceAll(',', '\n'));
  return file;
}
{% } -%}

/** Starts the app in a process of its own. Rejects with its output and exit code when it ends instead. */
export async function startApp(settings: Record<string, string>): Promise<App> {
{% if (!secretFile) { -%}
  const env = { ...process.env, NODE_ENV: 'test', PORT: '0', TRUST_PROXY: '', {%- secretEnv %}: SECRET, ...settings };
{% } else { -%}
  const { {%- secretEnv %}: list = SECRET, ...others } = settings;
  const secrets = { {%- secretEnv %}_FILE: list && secretFile(list) };
  const env = { ...process.env, NODE_ENV: 'test', PORT: '0', TRUST_PROXY: '', ...secrets, ...others };
{% } -%}
  const child = spawn(process.execPath, command, { cwd: root, env });
  children.push(child);
  const ended = once(child, 'exit');
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (text: string) => {
      output += text;
      const found = /http:\/\/localhost:\d+/.exec(output);
      if (found) resolve(found[0]);
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.once('close', (code) => reject(Object.assign(new Error(output), { code })));
  });
{% if (!memory) { -%}
  // The app connects in the background: wait up to 1 s, as tests also start it without a database.
  const deadline = Date.now() + 1_000;
  while (Date.now() < deadline && !(await fetch(`${url}/readyz`)).ok) await sleep(20);
{% } -%}
  return {
    url,
    output: () => output,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
}

{% if (!memory) { -%}
/** Returns the shortest time of up to three runs, in ms: a busy machine delays one run, a bug delays all. */
export async function quickest(act: () => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let tries = 0; tries < 3 && best >= 2_000; tries += 1) {
    const begin = Date.now();
    await act();
    best = Math.min(best, Date.now() - begin);
  }
  return best;
}
{% } -%}

/** A minimal browser: it keeps its cookie. */
export class Browser {
  cookie = '';

  get(url: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(url, { headers });
  }

{% if (auth || flash) { -%}
  /** Submits a form like a page of the app. */
  post(url: string, form: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Response> {
    const init = { method: 'POST', body: new URLSearchParams(form) };
    return this.#send(url, { ...init, headers: { 'Sec-Fetch-Site': 'same-origin', ...headers } });
  }
{% } -%}

  async #send(url: string, init: RequestInit): Promise<Response> {
    const headers = { ...init.headers, cookie: this.cookie };
    const response = await fetch(url, { redirect: 'manual', ...init, headers });
    const [set] = response.headers.getSetCookie();
    this.cookie = set?.split(';')[0] ?? this.cookie;
    return response;
  }

  /** How often this session was here, this time included; NaN when the page is an error. */
  async visits(app: App): Promise<number> {
    return Number(await (await this.get(`${app.url}/count`)).text());
  }
}
