import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { scratchFolder } from '../real/packed.ts';
import { freePort } from '../real/port.ts';
import { run, runCli } from '../real/spawn.ts';
import { KEYS, openTerminal } from '../real/terminal.ts';
import { install, type Server, serve, Visitor } from './app.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 300_000 });

const SMALL = ['--features', 'none', '--deploy', 'none', '--yes', '--no-install'];

describe.each([
  ['ts', 'esm'],
  ['js', 'cjs'],
])('npm run dev of an app in %s, %s', (language, module) => {
  const source = `src/app.${language}`;
  const view = 'views/home.ejs';
  let app: string;
  let dev: Server;

  beforeAll(async () => {
    const folder = scratchFolder();
    app = path.join(folder, 'app');
    const ran = await runCli(['app', ...SMALL, '--language', language, '--module', module], folder);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    await install(app);
    await git('add', '.');
    await git('commit', '--quiet', '--message', 'Start');
    dev = await serve(app, ['npm', 'run', 'dev']);
  });

  afterAll(() => dev?.stop());

  async function git(...args: string[]): Promise<void> {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
    expect(await run('git', [...identity, ...args], { cwd: app })).toMatchObject({ code: 0 });
  }

  async function sed(file: string, script: string): Promise<void> {
    expect(await run('sed', ['-i', script, file], { cwd: app })).toMatchObject({ code: 0 });
  }

  /** Saves a file as many editors do, by renaming a temporary file over it. */
  async function saveSafely(file: string, change: (text: string) => string): Promise<void> {
    const target = path.join(app, file);
    await writeFile(`${target}.tmp`, change(await readFile(target, 'utf8')));
    await rename(`${target}.tmp`, target);
  }

  const page = async (): Promise<string> => (await fetch(dev.url).catch(() => undefined))?.text() ?? '';
  const expectPage = (text: string): Promise<void> =>
    expect.poll(page, { interval: 200, timeout: 15_000 }).toContain(text);

  // Each change replaces the inode of the file, so a watcher that misses a replacement misses the next change.
  test('shows every change to a source file', async () => {
    await sed(source, "s/title = '.*'/title = 'Edited by sed'/");
    await expectPage('· Edited by sed</title>');
    await sed(source, "s/title = '.*'/title = 'Edited by sed again'/");
    await expectPage('· Edited by sed again</title>');
    await git('stash');
    await expectPage('· App</title>');
    await git('stash', 'pop');
    await expectPage('· Edited by sed again</title>');
    await git('checkout', '--', source);
    await expectPage('· App</title>');
    for (const title of ['Saved', 'Saved again']) {
      await saveSafely(source, (text) => text.replace(/title = '.*'/, `title = '${title}'`));
      await expectPage(`· ${title}</title>`);
    }
    await appendFile(path.join(app, source), '\n');
    await git('checkout', '--', source);
    await expectPage('· App</title>');
  });

  test('shows every change to a view', async () => {
    await sed(view, 's/<section class="intro">/&<p>By sed<\\/p>/');
    await expectPage('<p>By sed</p>');
    await saveSafely(view, (text) => text.replace('By sed', 'Saved'));
    await expectPage('<p>Saved</p>');
    await git('checkout', '--', view);
    await expect.poll(page, { interval: 200, timeout: 15_000 }).not.toContain('<p>Saved</p>');
  });

  test('recovers when a broken file is fixed', async () => {
    await saveSafely(source, (text) => `${text}\nthrow new Error('broken');\n`);
    await expect.poll(dev.output, { timeout: 15_000 }).toContain('Error: broken');
    await git('checkout', '--', source);
    await expectPage('· App</title>');
  });

  test('restarts with the values of a changed .env', async () => {
    const visitor = new Visitor();
    expect([await visitor.visits(dev), await visitor.visits(dev)]).toEqual([1, 2]);
    const settings = await readFile(path.join(app, '.env'), 'utf8');
    // Cookies signed with the old secret are no longer valid.
    await saveSafely('.env', (text) => text.replace(/^(SESSION_SECRET=.*)..$/m, '$1zz'));
    const visits = () => visitor.visits(dev).catch(() => undefined);
    await expect.poll(visits, { interval: 200, timeout: 15_000 }).toBe(1);
    await writeFile(path.join(app, '.env'), `${settings}TRUST_PROXY=many\n`);
    await expect.poll(dev.output, { timeout: 15_000 }).toContain('TRUST_PROXY must be the number of proxies');
    await writeFile(path.join(app, '.env'), settings);
    await expectPage('· App</title>');
  });

  test('reports that its MongoDB has exited', async () => {
    const mongod = processesIn(app).find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--dbpath'));
    process.kill(Number(mongod), 'SIGKILL');
    await expect.poll(dev.output).toContain('MongoDB exited unexpectedly. Start dev again');
  });

  test('Ctrl-C stops the app, MongoDB and all other processes, even after a restart', async () => {
    await dev.stop();
    const { type, see, screen, ended } = openTerminal('npm', ['run', 'dev'], app, { PORT: String(await freePort()) });
    await see(/MongoDB is running on .*Listening on/s);
    await appendFile(path.join(app, source), '\n');
    await see(/Restarting.*Listening on/s);
    // At least npm, its shell, the watcher, the app and MongoDB.
    expect(processesIn(app).length).toBeGreaterThanOrEqual(5);
    type(KEYS.ctrlC);
    expect(await ended).toBe(0);
    expect(screen()).not.toMatch(/error/i);
    await expect.poll(() => processesIn(app)).toEqual([]);
  });
});

/** The IDs of the processes whose working directory is in a folder. */
function processesIn(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
    } catch {
      return false; // It has exited, or belongs to another user.
    }
  });
}
