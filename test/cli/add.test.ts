import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { packedCli, scratchFolder } from '../real/packed.ts';
import { type Ran, run, runCli } from '../real/spawn.ts';
import { KEYS, openTerminal } from '../real/terminal.ts';

let folder: string;
beforeEach(() => {
  folder = scratchFolder();
});

const PLAIN = {
  'package.json':
    '{\n  "name": "shop",\n  "scripts": { "start": "node app.js" },\n  "dependencies": {\n    "express": "^4.21.2"\n  }\n}\n',
  'app.js':
    "const express = require('express');\n\nconst app = express();\napp.use(express.static('public'));\napp.get('/', (req, res) => res.send('hello'));\napp.listen(3000);\n",
};

function project(files: Record<string, string>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  }
}

const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
const tree = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name !== '.git')
      .map((name) => [name, read(name)]),
  );
const json = (ran: Ran) => JSON.parse(ran.stdout);
const add = (...args: string[]) => runCli(['add', ...args], folder);
const git = (...args: string[]) =>
  run('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: folder });

test('several packages with an Express app: lists each one with the flag that selects it', async () => {
  for (const name of ['api', 'web'])
    project(Object.fromEntries(Object.entries(PLAIN).map(([file, text]) => [`${name}/${file}`, text])));
  const refused = await add('--yes', '--no-install');
  expect(refused.code).toBe(3);
  expect(refused.stderr).toMatch(/api\/package\.json: .*--package api\n.*web\/package\.json: .*--package web/);
});

test('a refusal says its reason and its remedy once', async () => {
  project({ ...PLAIN, 'package.json': PLAIN['package.json'].replace('{', '{ "engines": { "node": "8.x" },') });
  const { code, stderr } = await add('--yes', '--no-install');
  expect(code).toBe(3);
  expect(stderr.match(/requires Node 8\.x/g)).toHaveLength(1);
  expect(stderr.match(/Raise engines\.node/g)).toHaveLength(1);
});

describe('a plain app', () => {
  beforeEach(() => project(PLAIN));

  test('adds at most 14 lines, removes none, and a second run is a no-op', async () => {
    const ran = await add('--yes', '--no-install', '--json');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const app = json(ran).files.find((file: { path: string }) => file.path === 'app.js');
    const lines = app.diff.split('\n').slice(2) as string[];
    expect(lines.filter((line) => line.startsWith('-'))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('+')).length).toBeLessThanOrEqual(14);
    expect(json(ran).next).toEqual(['npm install', 'npx create-mongo-session-app doctor --live']);
    const secret = /^SESSION_SECRET=(.+)$/m.exec(read('.env'))?.[1] ?? '';
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(ran.stdout).not.toContain(secret);
    const written = tree();
    const second = await add('--yes', '--no-install', '--json');
    expect(json(second)).toMatchObject({ status: 'unchanged', files: [] });
    expect(tree()).toEqual(written);
  });

  test('a dry run shows exactly what the real run does, and writes nothing', async () => {
    const before = tree();
    const planned = json(await add('--yes', '--no-install', '--json', '--dry-run'));
    expect(tree()).toEqual(before);
    const done = json(await add('--yes', '--no-install', '--json'));
    expect({ ...planned, status: 'done' }).toEqual(done);
  });

  test('refuses to edit a file with uncommitted changes unless --allow-dirty is given', async () => {
    await git('init', '-q');
    await git('add', '.');
    await git('commit', '-qm', 'start');
    project({ 'app.js': `${PLAIN['app.js']}// mine\n` });
    const before = tree();
    const refused = await add('--yes', '--no-install');
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(/uncommitted changes.*app\.js.*--allow-dirty/s);
    expect(tree()).toEqual(before);
    expect((await add('--yes', '--no-install', '--allow-dirty')).code).toBe(0);
  });

  test('the prompt shows the diff, and answering no changes nothing', async () => {
    const before = tree();
    const terminal = openTerminal(process.execPath, [packedCli(), 'add', '--no-install'], folder);
    await terminal.see('How long should an inactive session last?');
    terminal.type(KEYS.enter);
    await terminal.see('Apply these changes?');
    expect(terminal.screen()).toContain("+const session = require('express-session');");
    terminal.type(`n${KEYS.enter}`);
    expect(await terminal.ended).toBe(130);
    expect(tree()).toEqual(before);
  });
});

test.each([
  ['no app', { 'package.json': '{"dependencies":{}}', 'index.js': 'console.log(1)\n' }],
  [
    'Express 3',
    {
      'package.json': '{"dependencies":{"express":"3.4.4"}}',
      'app.js':
        "var express = require('express');\nvar app = express();\napp.use(express.bodyParser());\napp.listen(1);\n",
    },
  ],
  [
    'a file that does not parse',
    { 'package.json': PLAIN['package.json'], 'app.js': 'const app = require("express")(;\n' },
  ],
])('%s: refuses without writing anything or printing a stack trace', async (_, files) => {
  project(files);
  const before = tree();
  const ran = await add('--yes', '--no-install');
  expect(ran.code).toBe(3);
  expect(ran.stderr).not.toMatch(/^\s+at /m);
  expect(tree()).toEqual(before);
  expect(json(await add('--yes', '--no-install', '--json')).status).toBe('refused');
});

test('a file instead of a folder is a usage error with the right command', async () => {
  project(PLAIN);
  const ran = await add('app.js');
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain('add . --entry app.js');
  expect(json(await add('app.js', '--json'))).toMatchObject({ status: 'failed', error: { exitCode: 2 } });
});

test('a dry run refuses what the real run refuses', async () => {
  project({ ...PLAIN, 'real.js': PLAIN['app.js'], 'package.json': PLAIN['package.json'] });
  rmSync(path.join(folder, 'app.js'));
  symlinkSync('real.js', path.join(folder, 'app.js'));
  for (const flags of [['--dry-run'], []]) {
    const ran = await add('--yes', '--no-install', '--json', ...flags);
    expect(ran.code).toBe(3);
    expect(json(ran)).toMatchObject({ status: 'refused', root: folder, notes: [{ code: 'file-not-safe' }] });
  }
});

test('a secret in the existing code is not printed', async () => {
  const app = PLAIN['app.js'].replace(
    'const app = express();',
    "const session = require('express-session');\nconst app = express();\napp.use(session({ secret: 'Zk3v9Qp17' }));",
  );
  project({ 'package.json': PLAIN['package.json'], 'app.js': app });
  for (const flags of [['--dry-run'], ['--dry-run', '--json'], ['--json']]) {
    const ran = await add('--yes', '--no-install', ...flags);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).not.toContain('Zk3v9Qp17');
  }
});

describe('an app with another store', () => {
  beforeEach(() =>
    project({
      'package.json':
        '{\n  "name": "shop",\n  "scripts": { "start": "node app.js" },\n  "dependencies": {\n    "express": "^4.21.2",\n    "express-session": "^1.19.0",\n    "session-file-store": "^1.5.0"\n  }\n}\n',
      'app.js':
        "const express = require('express');\nconst session = require('express-session');\nconst FileStore = require('session-file-store')(session);\n\nconst app = express();\napp.use(session({ secret: process.env.KEY, resave: false, saveUninitialized: false, store: new FileStore() }));\napp.get('/', (req, res) => res.send('hello'));\napp.listen(3000);\n",
    }),
  );
  const open = () => openTerminal(process.execPath, [packedCli(), 'add', '--no-install'], folder);

  test('refuses without prompts, and names the flags that replace the store', async () => {
    const ran = await add('--yes');
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('app.js:6');
    expect(ran.stderr).toContain('--store mongo');
    expect(ran.stderr).toContain('--keep-sessions');
  });

  test('the prompt offers to move the sessions', async () => {
    const terminal = open();
    await terminal.see('This project already stores sessions with session-file-store.');
    terminal.type(KEYS.enter);
    await terminal.see('Apply these changes?');
    terminal.type(KEYS.enter);
    expect(await terminal.ended).toBe(0);
    expect(read('app.js')).toContain('new MovingStore(');
    expect(terminal.screen()).toContain('add . --store mongo --keep-sessions --no-install --yes');
  });

  test('the prompt can be declined', async () => {
    const before = tree();
    const terminal = open();
    await terminal.see('already stores sessions');
    terminal.type(KEYS.down + KEYS.down + KEYS.enter);
    expect(await terminal.ended).toBe(130);
    expect(tree()).toEqual(before);
  });
});

test('refuses a folder without a package.json', async () => {
  const ran = await add('--yes');
  expect(ran.code).toBe(3);
  expect(ran.stderr).toContain('package.json');
});
