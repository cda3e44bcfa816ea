import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { packedCli, scratchFolder } from '../real/packed.ts';
import { KEYS, openTerminal, type Terminal } from '../real/terminal.ts';

let folder: string;
beforeEach(() => {
  folder = scratchFolder();
});

const open = (...args: string[]): Terminal => openTerminal(process.execPath, [packedCli(), ...args], folder);
const tree = (): string[] => readdirSync(folder);

async function answerAll(terminal: Terminal, name: string): Promise<void> {
  await terminal.see('Where should the app go?');
  terminal.type(name + KEYS.enter);
  await terminal.see('Where should sessions live?');
  terminal.type(KEYS.enter);
  await terminal.see('How long should an unused session live?');
  terminal.type(KEYS.enter);
  await defaults(terminal);
}

/** The questions behind the age, answered with what they propose. */
async function defaults(terminal: Terminal): Promise<void> {
  await terminal.see('Where should the session secret come from?');
  terminal.type(KEYS.enter);
  await terminal.see('Which features?');
  terminal.type(KEYS.enter);
  await terminal.see('Go on?');
}

test('Ctrl-C at the first prompt', async () => {
  const terminal = open();
  await terminal.see('Where should the app go?');
  terminal.type(KEYS.ctrlC);
  expect(await terminal.ended).toBe(130);
  expect(terminal.screen()).toContain('Cancelled. Nothing was written.');
  expect(terminal.screen()).not.toMatch(/^\s+at /m);
  expect(tree()).toEqual([]);
});

test('Ctrl-C at the last prompt', async () => {
  const terminal = open('--no-install');
  await answerAll(terminal, 'my-app');
  terminal.type(KEYS.ctrlC);
  expect(await terminal.ended).toBe(130);
  expect(terminal.screen()).toContain('Cancelled. Nothing was written.');
  expect(tree()).toEqual([]);
});

test('a person answers, sees the summary, and gets the app', async () => {
  const terminal = open('--no-install', '--no-git');
  await answerAll(terminal, 'shop');
  expect(terminal.screen()).toMatch(/mongo +where sessions live \(prompt\)/);
  expect(terminal.screen()).toMatch(/DATABASE_URL +variable with the connection string \(default\)/);
  terminal.type(KEYS.enter);
  expect(await terminal.ended).toBe(0);
  expect(terminal.screen()).toContain(
    'npx create-mongo-session-app shop --store mongo --max-age 2w --secret env --features auth,flash,devices --no-install --no-git --yes',
  );
  expect(JSON.parse(readFileSync(path.join(folder, 'shop/package.json'), 'utf8')).name).toBe('shop');
});

test('features are picked from a list; those that stand on others are refused', async () => {
  const terminal = open('shop', '--store', 'mongo', '--max-age', '2w', '--secret', 'env', '--no-install', '--no-git');
  await terminal.see('Which features?');
  // The first one off: devices stay, which need it.
  terminal.type(` ${KEYS.enter}`);
  await terminal.see('devices needs auth');
  terminal.type(`${KEYS.down}${KEYS.down} ${KEYS.enter}`);
  await terminal.see('Go on?');
  terminal.type(KEYS.enter);
  expect(await terminal.ended).toBe(0);
  const { dependencies } = JSON.parse(readFileSync(path.join(folder, 'shop/package.json'), 'utf8'));
  expect(dependencies).toHaveProperty('connect-flash');
  expect(dependencies).not.toHaveProperty('passport');
});

test('a bad answer is explained and asked again', async () => {
  const terminal = open('shop', '--store', 'mongo');
  await terminal.see('How long');
  terminal.type(`0${KEYS.enter}`);
  await terminal.see('from 1 minute to 400 days');
  terminal.type(KEYS.ctrlC);
  expect(await terminal.ended).toBe(130);
});

test('customise changes one answer, and what depends on it', async () => {
  const terminal = open('shop', '--max-age', '2w', '--no-install', '--no-git');
  await terminal.see('Where should sessions live?');
  terminal.type(KEYS.enter);
  await defaults(terminal);
  terminal.type(KEYS.down + KEYS.enter);
  await terminal.see('Change what?');
  terminal.type(KEYS.down + KEYS.enter);
  await terminal.see(/Change what\?.*Where should sessions live\?.*Redis/s);
  terminal.type(KEYS.down + KEYS.enter);
  await terminal.see('REDIS_URL');
  terminal.type(KEYS.enter);
  expect(await terminal.ended).toBe(0);
  expect(readFileSync(path.join(folder, 'shop/package.json'), 'utf8')).toContain('connect-redis');
});

test.each([{ CI: 'true' }, { CI: '1' }])('with %j nobody is asked, even in a terminal', async (env) => {
  const terminal = openTerminal(process.execPath, [packedCli()], folder, env);
  expect(await terminal.ended).toBe(2);
  expect(terminal.screen()).toContain('<directory>');
});
