import assert from 'node:assert/strict';
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
import { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
{% if (!memory) { -%}
import { database, startDatabase } from './database.js';
{% } -%}

const root = path.join(import.meta.dirname, '..');
{% if (ts) { -%}
const command = ['--import', 'tsx', 'test/server.ts'];
{% } else { -%}
const command = ['test/server.js'];
{% } -%}

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

export type Settings = Record<string, string>;

export interface App {
  url: string;
  output(): string;
  /** Stops it and returns its exit code: null if it was killed. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

{% if (secretFile) { -%}
let files = 0;

function secretFile(list: string): string {
  files += 1;
  const file = path.join(folder, String(files));
  writeFileSync(file, list.replaceAll(',', '\n'));
  return file;
}
{% } -%}

export function environment(settings: Settings = {}) {
  const defaults = {
    NODE_ENV: 'test',
    PORT: '0',
    TRUST_PROXY: '',
{% if (!memory) { -%}
    {%- urlEnv %}: database.url,
{% } -%}
  };
{% if (!secretFile) { -%}
  return { ...process.env, ...defaults, {%- secretEnv %}: SECRET, ...settings };
{% } else { -%}
  const { {%- secretEnv %}: list = SECRET, ...others } = settings;
  return { ...process.env, ...defaults, {%- secretEnv %}_FILE: list && secretFile(list), ...others };
{% } -%}
}

/** Starts the app in its own process. Rejects with its output and exit code if it exits instead. */
export async function startApp(settings?: Settings): Promise<App> {
  const child = spawn(process.execPath, command, { cwd: root, env: environment(settings) });
  children.push(child);
  const ended = once(child, 'exit');
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (text: string) => {
      output += text;
      const [found] = /http:\/\/localhost:\d+/.exec(output) ?? [];
      if (found) resolve(found);
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

/** Runs the app{% if (!memory) { %} and its database{% } %} for the tests of a file. */
export function setUpApp(settings?: Settings): App {
  const app = {} as App;
  before(async () => {
{% if (!memory) { -%}
    await startDatabase();
{% } -%}
    Object.assign(app, await startApp(settings));
  });
  return app;
}

/** Waits up to 2 s for output that matches, and returns the match. */
export async function printed(app: App, pattern: RegExp): Promise<string> {
  for (let tries = 0; tries < 100 && !pattern.test(app.output()); tries += 1) await sleep(20);
  return pattern.exec(app.output())?.[0] ?? assert.fail(`${pattern} is not in the output:\n${app.output()}`);
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

  get sessionId(): string {
    return /s%3A([^.]+)/.exec(this.cookie)?.[1] ?? assert.fail('There is no session cookie');
  }

  /** The number of visits in this session, including this one; NaN if the page is an error. */
  async visits(app: App): Promise<number> {
    return Number(await (await this.get(`${app.url}/count`)).text());
  }
}
