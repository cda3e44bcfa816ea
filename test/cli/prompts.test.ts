import { readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { packedCli, scratchFolder } from '../real/packed.ts';
import { runCli } from '../real/spawn.ts';
import { KEYS, openTerminal, type Terminal } from '../real/terminal.ts';

let folder: string;
beforeEach(() => {
  folder = scratchFolder();
});

const open = (...args: string[]): Terminal => openTerminal(process.execPath, [packedCli(), ...args], folder);
const tree = (): string[] => readdirSync(folder);

/** Every file of an app with its content. */
function files(app: string): Record<string, string> {
  const root = path.join(folder, app);
  const names = readdirSync(root, { recursive: true }).map(String);
  return Object.fromEntries(
    names
      .filter((name) => statSync(path.join(root, name)).isFile())
      .map((name) => [name, readFileSync(path.join(root, name), 'utf8')]),
  );
}

/** Enters the name of the app and accepts the default of every other prompt. */
async function acceptDefaults(terminal: Terminal, name: string): Promise<void> {
  await terminal.see('Where should the app go?');
  terminal.type(name + KEYS.enter);
  await terminal.see('Where should sessions be stored?');
  terminal.type(KEYS.enter);
  await terminal.see('How long should an inactive session last?');
  terminal.type(KEYS.enter);
  await terminal.see('Where should the session secret come from?');
  terminal.type(KEYS.enter);
  await terminal.see('Which features do you want?');
  terminal.type(KEYS.enter);
  await terminal.see('Create the app with these settings?');
}

test('Ctrl-C at the first prompt writes nothing', async () => {
  const terminal = open();
  await terminal.see('Where should the app go?');
  terminal.type(KEYS.ctrlC);
  expect(await terminal.ended).toBe(130);
  expect(terminal.screen()).toContain('Cancelled. Nothing was written.');
  expect(terminal.screen()).not.toMatch(/^\s+at /m);
  expect(tree()).toEqual([]);
});

test('Ctrl-C at the last prompt writes nothing', async () => {
  const terminal = open('--no-install');
  await acceptDefaults(terminal, 'my-app');
  terminal.type(KEYS.ctrlC);
  expect(await terminal.ended).toBe(130);
  expect(terminal.screen()).toContain('Cancelled. Nothing was written.');
  expect(tree()).toEqual([]);
});

test('prompts, then a summary, then the app', async () => {
  const terminal = open('--no-install', '--no-git');
  await acceptDefaults(terminal, 'shop');
  expect(terminal.screen()).toMatch(/mongo +session store \(prompt\)/);
  expect(terminal.screen()).toMatch(/DATABASE_URL +environment variable for the connection string \(default\)/);
  terminal.type(KEYS.enter);
  expect(await terminal.ended).toBe(0);
  expect(terminal.screen()).toContain(
    'npx create-mongo-session-app shop --store mongo --max-age 2w --secret env --features auth,flash,devices --no-install --no-git --yes',
  );
  expect(JSON.parse(readFileSync(path.join(folder, 'shop/package.json'), 'utf8')).name).toBe('shop');
});

test('the list of features rejects a feature without the one that it requires', async () => {
  const terminal = open('shop', '--store', 'mongo', '--max-age', '2w', '--secret', 'env', '--no-install', '--no-git');
  await terminal.see('Which features do you want?');
  // Deselect auth, which devices needs.
  terminal.type(` ${KEYS.enter}`);
  await terminal.see('devices needs auth');
  terminal.type(`${KEYS.down}${KEYS.down} ${KEYS.enter}`);
  await terminal.see('Create the app with these settings?');
  terminal.type(KEYS.enter);
  expect(await terminal.ended).toBe(0);
  const { dependencies } = JSON.parse(readFileSync(path.join(folder, 'shop/package.json'), 'utf8'));
  expect(dependencies).toHaveProperty('connect-flash');
  expect(dependencies).not.toHaveProperty('passport');
});

test('an invalid answer is explained and can be corrected', async () => {
  const terminal = open('shop', '--store', 'mongo');
  await terminal.see('How long');
  terminal.type(`0${KEYS.enter}`);
  await terminal.see('from 1 minute to 400 days');
  terminal.type(KEYS.ctrlC);
  expect(await terminal.ended).toBe(130);
});

/** Opens a question from the summary by its index; `shown` is text of its prompt. */
async function customise(terminal: Terminal, index: number, shown: string): Promise<void> {
  terminal.type(KEYS.down + KEYS.enter);
  await terminal.see('Which setting do you want to change?');
  terminal.type(KEYS.down.repeat(index) + KEYS.enter);
  await terminal.see(new RegExp(`Which setting do you want to change\\?.*${shown}`, 's'));
}

test('customise resets answers that conflict with the change, and reports it', async () => {
  const terminal = open('--no-install', '--no-git');
  await acceptDefaults(terminal, 'shop');
  await customise(terminal, 1, 'on a Redis server');
  terminal.type(KEYS.down + KEYS.enter);
  await terminal.see(
    'The feature list is now flash instead of auth,flash,devices, because auth needs MongoDB as the session store, not Redis.',
  );
  await terminal.see(/REDIS_URL.*Cancel/s);
  terminal.type(KEYS.enter);
  expect(await terminal.ended).toBe(0);
  const line = /npx create-mongo-session-app (.*--yes)/.exec(terminal.screen())?.[1] ?? '';
  expect(line).toBe('shop --store redis --max-age 2w --secret env --no-install --no-git --yes');
  const created = files('shop');
  expect(Object.keys(JSON.parse(created['package.json'] ?? '').dependencies)).toEqual([
    ...['connect-flash', 'connect-redis', 'ejs', 'express', 'express-session', 'helmet', 'http-errors', 'pino'],
    ...['pino-http', 'redis', 'zod'],
  ]);
  renameSync(path.join(folder, 'shop'), path.join(folder, 'first'));
  expect(await runCli(line.split(' '), folder)).toMatchObject({ code: 0, stderr: '' });
  expect({ ...files('shop'), '.env': '' }).toEqual({ ...created, '.env': '' });
});

test('customise resets a flag that conflicts with the change', async () => {
  const flags = ['--store', 'mongo', '--secret', 'env', '--features', 'none', '--touch-after', '6d'];
  const terminal = open('shop', '--max-age', '2w', ...flags, '--no-install', '--no-git');
  await terminal.see('Create the app with these settings?');
  await customise(terminal, 2, '\\(2w\\)');
  terminal.type(`1h${KEYS.enter}`);
  await terminal.see(
    'The expiry write interval is now 6m instead of 6d, because more than half of the max age (1h) would sign out active users.',
  );
  await terminal.see(/instead of 6d.*Cancel/s);
  terminal.type(KEYS.enter);
  expect(await terminal.ended).toBe(0);
  expect(terminal.screen()).toContain(
    '--store mongo --max-age 1h --secret env --features none --no-install --no-git --yes',
  );
});

test.each([{ CI: 'true' }, { CI: '1' }])('%j disables prompts, even in a terminal', async (env) => {
  const terminal = openTerminal(process.execPath, [packedCli()], folder, env);
  expect(await terminal.ended).toBe(2);
  expect(terminal.screen()).toContain('Prompts are disabled (CI is set). Please pass: <dir>');
});
