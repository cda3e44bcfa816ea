import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'; //? secretFile
import { readdirSync } from 'node:fs'; //? !secretFile
import { tmpdir } from 'node:os'; //? secretFile
import path from 'node:path';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises'; //? !memory

const root = path.join(import.meta.dirname, '..');
const command = ['--import', 'tsx', 'test/server.ts']; //? ts
const command = ['test/server.js']; //? js

/** The paths of the files that need no session. */
export const publicFiles = readdirSync(path.join(root, 'public'), { withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  .map(({ name }) => `/${encodeURIComponent(name)}`);

export const SECRET = 'kq3ZJ0m8vYx1Tn6RwB5cLh2sDf9gPaUe7iXo4tNyMb';

const folder = mkdtempSync(path.join(tmpdir(), /*= `${slug}-` */ 'my-app-')); //? secretFile
const children: ChildProcess[] = [];
after(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true }); //? secretFile
});

export interface App {
  url: string;
  /** All that it has written so far. */
  output(): string;
  /** Ends it and gives its exit code: null when it was killed. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

let files = 0; //? secretFile

/** A file with these secrets, which are separated by commas. */ //? secretFile
export function secretFile(list: string): string { //? secretFile
  files += 1; //? secretFile
  const file = path.join(folder, String(files)); //? secretFile
  writeFileSync(file, list.replaceAll(',', '\n')); //? secretFile
  return file; //? secretFile
} //? secretFile

/** Starts the app in a process of its own. Rejects with its output and exit code when it ends instead. */
export async function startApp(settings: Record<string, string>): Promise<App> {
  const env = { ...process.env, NODE_ENV: 'test', PORT: '0', TRUST_PROXY: '', /*- secretEnv */ SESSION_SECRET: SECRET, ...settings }; //? !secretFile
  const { /*- secretEnv */ SESSION_SECRET: list = SECRET, ...others } = settings; //? secretFile
  const secrets = { /*- secretEnv + '_FILE' */ SESSION_SECRET_FILE: list && secretFile(list) }; //? secretFile
  const env = { ...process.env, NODE_ENV: 'test', PORT: '0', TRUST_PROXY: '', ...secrets, ...others }; //? secretFile
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
  // The connection is made in the background: when there is a database, it is there in a moment. //? !memory
  const patience = Date.now() + 1_000; //? !memory
  while (Date.now() < patience && !(await fetch(`${url}/readyz`)).ok) await sleep(20); //? !memory
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

/** ms that it takes at best, in up to three tries: a busy machine delays one of them, a mistake all. */ //? !memory
export async function quickest(act: () => Promise<unknown>): Promise<number> { //? !memory
  let best = Infinity; //? !memory
  for (let tries = 0; tries < 3 && best >= 2_000; tries += 1) { //? !memory
    const begin = Date.now(); //? !memory
    await act(); //? !memory
    best = Math.min(best, Date.now() - begin); //? !memory
  } //? !memory
  return best; //? !memory
} //? !memory

/** A browser, as far as sessions go: it keeps its cookie. */
export class Browser {
  cookie = '';

  get(url: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(url, { headers });
  }

  /** Sends a form, as the page of the app would. */ //? auth || flash
  post(url: string, form: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Response> { //? auth || flash
    const init = { method: 'POST', body: new URLSearchParams(form) }; //? auth || flash
    return this.#send(url, { ...init, headers: { 'Sec-Fetch-Site': 'same-origin', ...headers } }); //? auth || flash
  } //? auth || flash

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
