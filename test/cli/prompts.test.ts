import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
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
  await terminal.see('TypeScript or JavaScript?');
  terminal.type(KEYS.enter);
  await terminal.see('Where should sessions be stored?');
  terminal.type(KEYS.enter);
  await terminal.see('How long should an inactive session last?');
  terminal.type(KEYS.enter);
  await terminal.see('Where should the session secret come from?');
  terminal.type(KEYS.enter);
  await terminal.see('Which features do you want?');
  terminal.type(KEYS.enter);
  await terminal.see('Create the app?');
}

/** Flags for every prompt but the store and the features. */
const ANSWERED = ['--language', 'ts', '--max-age', '2w', '--secret', 'env', '--no-install', '--no-git'];

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
  expect(terminal.screen()).toMatch(/Sessions +MongoDB, collection sessions, expire after 2 weeks without a request/);
  expect(terminal.screen()).toMatch(/Also +Dockerfile and compose.yaml, dependencies not installed/);
  terminal.type(KEYS.enter);
  expect(await terminal.ended).toBe(0);
  expect(terminal.screen()).toContain(
    'npx create-mongo-session-app shop --language ts --store mongo --max-age 2w --secret env --features auth,flash,devices --no-install --no-git --yes',
  );
  expect(JSON.parse(readFileSync(path.join(folder, 'shop/package.json'), 'utf8')).name).toBe('shop');
});

test('the list of features rejects a feature without the one that it requires', async () => {
  const terminal = open('shop', ...ANSWERED, '--store', 'mongo');
  await terminal.see('Which features do you want?');
  // Deselect auth, which devices needs.
  terminal.type(` ${KEYS.enter}`);
  await terminal.see('devices (the device list) needs auth');
  terminal.type(`${KEYS.down}${KEYS.down} ${KEYS.enter}`);
  await terminal.see('Create the app?');
  terminal.type(KEYS.enter);
  expect(await terminal.ended).toBe(0);
  const { dependencies } = JSON.parse(readFileSync(path.join(folder, 'shop/package.json'), 'utf8'));
  expect(dependencies).toHaveProperty('connect-flash');
  expect(dependencies).not.toHaveProperty('passport');
});

test('an invalid answer is explained and can be corrected', async () => {
  const terminal = open('shop', '--language', 'ts', '--store', 'mongo');
  await terminal.see('How long');
  terminal.type(`0${KEYS.enter}`);
  await terminal.see('from 1 minute to 400 days');
  terminal.type(KEYS.ctrlC);
  expect(await terminal.ended).toBe(130);
});

/** Opens a question from the summary by its index; `shown` is text of its prompt. */
async function change(terminal: Terminal, index: number, shown: string): Promise<void> {
  terminal.type(KEYS.down + KEYS.enter);
  await terminal.see('What do you want to change?');
  terminal.type(KEYS.down.repeat(index) + KEYS.enter);
  await terminal.see(new RegExp(`What do you want to change\\?.*${shown}`, 's'));
}

test('a change resets answers that conflict with the change, and reports it', async () => {
  const terminal = open('--no-install', '--no-git');
  await acceptDefaults(terminal, 'shop');
  await change(terminal, 2, 'on a Redis server');
  terminal.type(KEYS.down + KEYS.enter);
  await terminal.see(
    'The feature list is now flash messages instead of sign-up and sign-in, flash messages, device list, because auth needs MongoDB as the session store, not Redis.',
  );
  await terminal.see(/Sessions +Redis.*Cancel/s);
  terminal.type(KEYS.enter);
  expect(await terminal.ended).toBe(0);
  const line = /npx create-mongo-session-app (.*--yes)/.exec(terminal.screen())?.[1] ?? '';
  expect(line).toBe('shop --language ts --store redis --max-age 2w --secret env --no-install --no-git --yes');
  const created = files('shop');
  expect(Object.keys(JSON.parse(created['package.json'] ?? '').dependencies)).toEqual([
    ...['connect-flash', 'connect-redis', 'ejs', 'express', 'express-session', 'helmet', 'http-errors', 'pino'],
    ...['pino-http', 'redis', 'zod'],
  ]);
  renameSync(path.join(folder, 'shop'), path.join(folder, 'first'));
  expect(await runCli(line.split(' '), folder)).toMatchObject({ code: 0, stderr: '' });
  expect({ ...files('shop'), '.env': '' }).toEqual({ ...created, '.env': '' });
});

test('a change resets a flag that conflicts with the change', async () => {
  const flags = ['--store', 'mongo', '--secret', 'env', '--features', 'none', '--touch-after', '6d'];
  const terminal = open('shop', '--language', 'ts', '--max-age', '2w', ...flags, '--no-install', '--no-git');
  await terminal.see('Create the app?');
  await change(terminal, 3, '\\(2w\\)');
  terminal.type(`1h${KEYS.enter}`);
  await terminal.see(
    'The expiry write interval is now 6 minutes instead of 6 days, because more than half of the max age (1h) would sign out active users.',
  );
  await terminal.see(/instead of 6 days.*Cancel/s);
  terminal.type(KEYS.enter);
  expect(await terminal.ended).toBe(0);
  expect(terminal.screen()).toContain(
    '--language ts --store mongo --max-age 1h --secret env --features none --no-install --no-git --yes',
  );
});

test('Esc goes back to the question before, whose answer is kept as the default', async () => {
  const terminal = open('--no-install', '--no-git');
  await terminal.see('Where should the app go?');
  terminal.type(`shop${KEYS.enter}`);
  await terminal.see('TypeScript or JavaScript?');
  terminal.type(KEYS.down + KEYS.enter);
  await terminal.see('Where should sessions be stored?');
  terminal.type(KEYS.escape);
  await terminal.see(/Where should sessions be stored\?.*TypeScript or JavaScript\?/s);
  terminal.type(KEYS.escape);
  await terminal.see('Where should the app go? (shop)');
  terminal.type(`store${KEYS.enter}`);
  await terminal.see(/Where should the app go\? store.*TypeScript or JavaScript\?/s);
  terminal.type(KEYS.enter);
  await terminal.see(/(TypeScript or JavaScript\? JavaScript.*Where should sessions be stored\?.*){2}/s);
  for (const prompt of ['How long', 'Where should the session secret', 'Which features', 'Create the app?']) {
    terminal.type(KEYS.enter);
    await terminal.see(prompt);
  }
  expect(terminal.screen()).toMatch(/Folder +store\s+Sessions/);
  terminal.type(KEYS.enter);
  expect(await terminal.ended).toBe(0);
  expect(tree()).toEqual(['store']);
  expect(files('store')).toHaveProperty('src/app.js');
});

test('Esc leads back from a change to the summary', async () => {
  const terminal = open('shop', ...ANSWERED, '--store', 'mongo', '--features', 'none');
  await terminal.see('Create the app?');
  await change(terminal, 2, 'on a Redis server');
  terminal.type(KEYS.escape);
  await terminal.see(/on a Redis server.*What do you want to change\?/s);
  terminal.type(KEYS.escape);
  await terminal.see(/on a Redis server.*What do you want to change\?.*Create the app\?/s);
  terminal.type(KEYS.enter);
  expect(await terminal.ended).toBe(0);
  expect(terminal.screen()).toContain('--store mongo');
});

test('the prompt for the folder rejects one whose files would be overwritten', async () => {
  mkdirSync(path.join(folder, 'my-app'));
  writeFileSync(path.join(folder, 'my-app/README.md'), 'mine');
  const terminal = open();
  await terminal.see('Where should the app go? (my-app-2)');
  terminal.type(`my-app${KEYS.enter}`);
  await terminal.see('my-app already contains README.md. Choose another folder.');
  terminal.type(KEYS.ctrlC);
  expect(await terminal.ended).toBe(130);
});

test('features that the store does not support are disabled, with the reason', async () => {
  const terminal = open('shop', ...ANSWERED, '--store', 'redis');
  await terminal.see('- sign-up and sign-in (needs MongoDB)');
  terminal.type(KEYS.enter);
  await terminal.see('Create the app?');
  expect(terminal.screen()).toMatch(/Features +flash messages\s+Code/);
  terminal.type(KEYS.ctrlC);
  expect(await terminal.ended).toBe(130);
});

test.each([{ ACCESSIBLE: '1' }, { TERM: 'dumb' }])('%j: numbered prompts without escape sequences', async (env) => {
  const terminal = openTerminal(process.execPath, [packedCli(), '--no-install', '--no-git'], folder, env);
  await terminal.see('Where should the app go? [my-app]');
  terminal.type(KEYS.enter);
  await terminal.see('1. TypeScript\r\n  2. JavaScript\r\nNumber [1]:');
  terminal.type(`3${KEYS.enter}`);
  await terminal.see('Invalid: type a number from 1 to 2');
  terminal.type(`2${KEYS.enter}`);
  await terminal.see('Where should sessions be stored?');
  terminal.type(`back${KEYS.enter}`);
  await terminal.see('Number [2]:');
  for (const prompt of [
    'Where should sessions be stored?',
    'How long',
    'Where should the session secret',
    'Which features',
  ]) {
    terminal.type(KEYS.enter);
    await terminal.see(new RegExp(`Number \\[2\\]:.*${prompt.replace('?', '\\?')}`, 's'));
  }
  terminal.type(`2, 3${KEYS.enter}`);
  await terminal.see('Invalid: devices (the device list) needs auth');
  terminal.type(`none${KEYS.enter}`);
  await terminal.see(/Features +none\s+Code +JavaScript/);
  terminal.type(KEYS.enter);
  expect(await terminal.ended).toBe(0);
  // Colours are allowed, but no sequence that moves the cursor or erases text.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with a control character
  expect(terminal.output().match(/\u001B(?!\[[\d;]*m).{0,8}/g)).toBeNull();
  expect(JSON.parse(files('my-app')['package.json'] ?? '').dependencies).not.toHaveProperty('connect-flash');
});

test('numbered prompts are cancelled by Ctrl-C', async () => {
  const terminal = openTerminal(process.execPath, [packedCli()], folder, { TERM: 'dumb' });
  await terminal.see('Where should the app go? [my-app]');
  terminal.type(KEYS.ctrlC);
  expect(await terminal.ended).toBe(130);
  expect(terminal.screen()).toContain('Cancelled. Nothing was written.');
  expect(tree()).toEqual([]);
});

test.each([{ CI: 'true' }, { CI: '1' }])('%j disables prompts, even in a terminal', async (env) => {
  const terminal = openTerminal(process.execPath, [packedCli()], folder, env);
  expect(await terminal.ended).toBe(2);
  expect(terminal.screen()).toContain('Prompts are disabled (CI is set). Please pass: <dir>');
});
