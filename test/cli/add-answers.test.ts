import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { packedCli, scratchFolder } from '../real/packed.ts';
import { run, runCli } from '../real/spawn.ts';
import { KEYS, openTerminal } from '../real/terminal.ts';

let folder: string;
beforeEach(() => {
  folder = scratchFolder();
});

/** Writes an Express app with one middleware before its route. */
function project(dependencies: Record<string, string>, head: string, middleware: string): void {
  const all = { express: '^4.21.2', ...dependencies };
  const files = {
    'package.json': `${JSON.stringify({ name: 'shop', scripts: { start: 'node app.js' }, dependencies: all })}\n`,
    'app.js': `const express = require('express');
${head}
const app = express();
${middleware}
app.get('/', (req, res) => res.send('hello'));
app.listen(3000);
`,
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
}

const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
const tree = () => readdirSync(folder).map((file) => [file, read(file)]);
const add = (...args: string[]) => runCli(['add', '--yes', '--no-install', ...args], folder);

describe('an app with a MemoryStore and a maxAge of 30 minutes', () => {
  beforeEach(() =>
    project(
      { 'express-session': '^1.19.0' },
      "const session = require('express-session');",
      'app.use(session({ secret: process.env.KEY, cookie: { maxAge: 30 * 60 * 1000 } }));',
    ),
  );

  test.each([
    [['--touch-after', '20m'], '--touch-after "20m": more than half of the max age (30m)'],
    [['--url-env', 'KEY'], '--secret-env "KEY" (found in the project): KEY holds the connection string'],
    [['--features', 'hardened', '--keep-sessions'], '--keep-sessions: the hardened store cannot read sessions'],
    [['--no-rolling', '--rolling'], '--rolling and --no-rolling contradict each other'],
  ])('%j is a usage error', async (flags, message) => {
    const before = tree();
    const ran = await add(...flags);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(message);
    expect(tree()).toEqual(before);
  });

  test('the hardened store uses the maxAge of the app', async () => {
    expect((await add('--features', 'hardened')).code).toBe(0);
    expect(read('session-store.js')).toContain('const MAX_AGE = 30 * 60 * 1000;');
    expect(read('session-store.js')).toContain('touchAfter: 3 * 60,');
  });

  test('the repeat command includes --entry and --allow-dirty', async () => {
    writeFileSync(path.join(folder, 'other.js'), read('app.js'));
    const ran = await add('--entry', 'app.js', '--allow-dirty');
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('npx create-mongo-session-app add . --no-install --entry app.js --allow-dirty --yes');
  });
});

test('does not ask for the max age when cookie-session has one', async () => {
  project(
    { 'cookie-session': '^2.1.0' },
    "const cookieSession = require('cookie-session');",
    'app.use(cookieSession({ keys: [process.env.KEY], maxAge: 60 * 60 * 1000 }));',
  );
  const terminal = openTerminal(process.execPath, [packedCli(), 'add', '--no-install'], folder);
  await terminal.see('This project already stores sessions with cookie-session.');
  terminal.type(KEYS.enter);
  await terminal.see('Apply these changes?');
  expect(terminal.screen()).not.toContain('How long should an inactive session last?');
  terminal.type(KEYS.enter);
  expect(await terminal.ended).toBe(0);
  expect(read('app.js')).toContain('maxAge: 60 * 60 * 1000');
});

describe('at a terminal', () => {
  const open = (...args: string[]) =>
    openTerminal(process.execPath, [packedCli(), 'add', '--no-install', '--max-age', '2w', ...args], folder);

  test('asks which of several apps to edit, and repeats the choice', async () => {
    project({}, '', '');
    for (const file of ['one.js', 'two.js']) writeFileSync(path.join(folder, file), read('app.js'));
    writeFileSync(path.join(folder, 'package.json'), '{ "name": "shop", "dependencies": { "express": "^4.21.2" } }\n');
    rmSync(path.join(folder, 'app.js'));
    const terminal = open();
    await terminal.see(/Which one should have sessions\?.*one\.js, with 1 middleware.*two\.js/s);
    terminal.type(KEYS.down + KEYS.enter);
    await terminal.see('Apply these changes?');
    terminal.type(KEYS.enter);
    expect(await terminal.ended).toBe(0);
    expect(read('two.js')).toContain('MongoStore');
    expect(read('one.js')).not.toContain('MongoStore');
    expect(terminal.screen()).toContain('add . --max-age 2w --no-install --entry two.js --yes');
  });

  test.each([
    ['y', 0],
    ['n', 3],
  ])('asks whether to edit a file with uncommitted changes: %s', async (answer, code) => {
    project({}, '', '');
    const git = (...args: string[]) =>
      run('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: folder });
    await git('init', '-q');
    await git('add', '.');
    await git('commit', '-qm', 'all');
    writeFileSync(path.join(folder, 'app.js'), `${read('app.js')}// mine\n`);
    const terminal = open();
    await terminal.see(/These files have uncommitted changes:\s+app\.js\s.*Edit them anyway\?/s);
    terminal.type(answer + KEYS.enter);
    if (code === 0) {
      await terminal.see('Apply these changes?');
      terminal.type(KEYS.enter);
    }
    expect(await terminal.ended).toBe(code);
    expect(read('app.js').includes('MongoStore')).toBe(code === 0);
    if (code === 0) expect(terminal.screen()).toContain('--no-install --allow-dirty --yes');
  });
});
