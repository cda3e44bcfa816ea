import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { bundle } from '../../build/bundle.ts';
import { RefusedError } from '../../src/errors.ts';
import { checkPlan } from '../../src/proof/check/check-plan.ts';
import type { startProof } from '../../src/proof/check/start.ts';
import { NO_PROGRESS } from '../../src/report/progress.ts';
import type { Note, Plan, Step } from '../../src/types.ts';
import { packedCli, scratchFolder } from '../real/packed.ts';
import { run, runCli } from '../real/spawn.ts';
import { KEYS, openTerminal } from '../real/terminal.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 240_000 });

const NPM = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
const MANIFESTS = {
  app: {
    dependencies: {
      'connect-mongo': '^6.0.0',
      dotenv: '^16.4.5',
      express: '^4.21.2',
      'express-session': '^1.18.1',
      mongodb: '^7.0.0',
      'session-file-store': '^1.5.0',
    },
  },
  tools: {
    dependencies: {
      '@types/express': '^4.17.21',
      '@types/express-session': '^1.18.1',
      '@types/node': '^20.0.0',
      eslint: '^9.0.0',
      prettier: '^3.0.0',
      typescript: '~5.9.3',
    },
  },
};

/** Folders with the packages of the projects below, which are written around them. */
const folders = { app: scratchFolder(), tools: scratchFolder() };
let folder = folders.app;

beforeAll(async () => {
  for (const [kind, manifest] of Object.entries(MANIFESTS)) {
    const cwd = folders[kind as keyof typeof MANIFESTS];
    writeFileSync(path.join(cwd, 'package.json'), JSON.stringify({ name: 'shop', version: '1.0.0', ...manifest }));
    expect(await run('npm', NPM, { cwd, timeout: 200_000 })).toMatchObject({ code: 0 });
  }
});

const APP = `require('dotenv').config();
const express = require('express');

const app = express();
app.get('/', (req, res) => res.send('hello'));
module.exports = app;
`;
const TEST = `const test = require('node:test');
const assert = require('node:assert');
const app = require('../app');

test('answers hello', async () => {
  const server = app.listen(0);
  const answer = await fetch('http://127.0.0.1:' + server.address().port);
  server.close();
  assert.equal(await answer.text(), 'hello');
});
`;

/** Writes a project with a git repository around installed packages. */
async function project(
  kind: keyof typeof MANIFESTS,
  scripts: Record<string, string>,
  files: Record<string, string> = {},
): Promise<void> {
  folder = folders[kind];
  for (const name of readdirSync(folder))
    if (!/^(node_modules|package-lock\.json)$/.test(name)) rmSync(path.join(folder, name), { recursive: true });
  write({
    'package.json': `${JSON.stringify({ name: 'shop', version: '1.0.0', scripts, ...MANIFESTS[kind] }, null, 2)}\n`,
    '.gitignore': 'node_modules\n.env\n',
    'app.js': APP,
    'test/app.test.js': TEST,
    ...files,
  });
  await git('init', '-q');
  await git('add', '.');
  await git('commit', '-qm', 'Start');
}

function write(files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
}

const git = (...args: string[]) =>
  run('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: folder });
const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');

/** A plan by hand: the new text of each file. */
function planOf(files: Record<string, string>): Plan {
  const steps = Object.entries(files).map(([file, text]): Step => {
    const exists = lstatSync(path.join(folder, file), { throwIfNoEntry: false }) !== undefined;
    return exists
      ? { kind: 'edit', path: file, before: read(file), after: text, why: 'by hand' }
      : { kind: 'create', path: file, content: text };
  });
  const dependencies = { add: {}, dev: {}, remove: [] };
  return { version: 1, command: 'add', root: folder, steps, dependencies, answers: {}, notes: [], next: [] };
}

function manifestWith(change: (manifest: { dependencies: Record<string, string> }) => void): string {
  const manifest = JSON.parse(read('package.json'));
  change(manifest);
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

interface Stopped {
  message: string;
  places: string[];
}

const check = (files: Record<string, string>, options: { limit?: number; packageDir?: string } = {}): Promise<Note[]> =>
  checkPlan(
    planOf(files),
    { packageDir: options.packageDir ?? '', packageManager: 'npm' },
    { progress: NO_PROGRESS, ...(options.limit && { limit: options.limit }) },
  );

/** The refusal of a plan. */
async function stopped(files: Record<string, string>, options = {}): Promise<Stopped> {
  const error = await check(files, options).catch((thrown: unknown) => thrown);
  if (!(error instanceof RefusedError)) throw new Error(`Not refused: ${JSON.stringify(error)}`);
  const places = error.notes.flatMap(({ file, line, message }) => (file ? [`${file}:${line} ${message}`] : []));
  return { message: error.message, places };
}

/** A hash of every file and link of the project. */
function hashOf(root: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(root, { recursive: true }).map(String).sort()) {
    const file = path.join(root, name);
    const stat = lstatSync(file);
    hash.update(`${name} ${stat.mode} ${stat.mtimeMs} `);
    if (stat.isSymbolicLink()) hash.update(readlinkSync(file));
    else if (stat.isFile()) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

const SESSION = `const session = require('express-session');\nconst { MongoStore } = require('connect-mongo');\n`;
const withSession = (call: string): string =>
  APP.replace("require('express');\n", `require('express');\n${SESSION}`).replace('app.get(', `${call}\napp.get(`);

describe('a wrong edit is stopped', () => {
  test('a client that is created at import from a variable of .env: the tests fail in a clone', async () => {
    await project('app', { test: 'node --test' }, { '.env': 'MONGODB_URI=mongodb://127.0.0.1:1/shop\n' });
    const app = APP.replace(
      'const app =',
      "const { MongoClient } = require('mongodb');\nconst client = new MongoClient(process.env.MONGODB_URI);\nconst app =",
    );
    const { message, places } = await stopped({ 'app.js': `${app}app.locals.client = client;\n` });
    expect(message).toMatch(/^add --check: npm test in a clone passed before and fails with the change\./);
    expect(message).toContain("reading 'startsWith'");
    expect(places[0]).toBe('app.js:5 const client = new MongoClient(process.env.MONGODB_URI);');
  });

  test('a secret that is moved to .env: every request of the tests fails in a clone', async () => {
    const literal = `app.use(session({ secret: 'long enough', resave: false, saveUninitialized: false }));`;
    await project('app', { test: 'node --test' }, { 'app.js': withSession(literal) });
    const { message } = await stopped({
      'app.js': withSession(literal.replace("'long enough'", 'process.env.SESSION_SECRET')),
      '.env': 'SESSION_SECRET={{new secret: SESSION_SECRET}}\n',
    });
    expect(message).toMatch(/^add --check: npm test in a clone passed before and fails with the change\./);
    expect(message).toContain('secret option required for sessions');
  });

  test('a session where a declaration file replaces the types of express-session: it does not compile', async () => {
    await project(
      'tools',
      { typecheck: 'tsc' },
      {
        'tsconfig.json':
          '{ "compilerOptions": { "strict": true, "noEmit": true, "esModuleInterop": true }, "include": ["src"] }',
        'src/session.d.ts': "declare module 'express-session' { interface SessionData { visits: number } }\n",
        'src/app.ts': "import express from 'express';\n\nexport const app = express();\n",
      },
    );
    const app = `import express from 'express';\nimport session from 'express-session';\n\nexport const app = express();\napp.use(session({ secret: 'x' }));\n`;
    const { message, places } = await stopped({ 'src/app.ts': app });
    expect(message).toMatch(
      /^add --check: npm run typecheck passed before and fails with the change\.\n {2}src\/app\.ts\(/,
    );
    expect(places).toContain("src/app.ts:5 app.use(session({ secret: '***' }));");
  });

  test('an ES import in CommonJS with verbatimModuleSyntax: the compiler of a project without such a script shows it', async () => {
    const options = { module: 'nodenext', verbatimModuleSyntax: true, esModuleInterop: true, skipLibCheck: true };
    await project(
      'tools',
      {},
      {
        'tsconfig.json': JSON.stringify({ compilerOptions: options, include: ['src'] }),
        'src/app.ts': "import express = require('express');\n\nexpress().listen(3000);\n",
      },
    );
    const { message, places } = await stopped({
      'src/app.ts':
        "import express = require('express');\nimport session from 'express-session';\n\nexpress().use(session({ secret: 'x' })).listen(3000);\n",
    });
    expect(message).toMatch(/^add --check: tsc --noEmit passed before and fails with the change\.\n.*TS1295/);
    expect(places).toEqual(["src/app.ts:2 import session from 'express-session';"]);
  });

  test('connect-mongo 6 with the option of version 3: the app fails at start', async () => {
    await project('app', { test: 'node --test' });
    const call = "app.use(session({ secret: 'x', store: MongoStore.create({ url: 'mongodb://127.0.0.1:1/shop' }) }));";
    const { message, places } = await stopped({ 'app.js': withSession(call) });
    expect(message).toMatch(/^add --check: npm test passed before and fails with the change\.\n/);
    expect(message).toContain('AssertionError');
    expect(places.join()).toContain(
      "app.js:7 app.use(session({ secret: '***', store: MongoStore.create({ url: '***' }) }));",
    );
  });

  test('a connection that stays open: the tests do not end', async () => {
    await project('app', { test: 'node test/run.js' }, { 'test/run.js': "require('../app');\nconsole.log('ok');\n" });
    const { message } = await stopped(
      { 'app.js': `${APP}require('node:http').createServer(app).listen(0);\n` },
      { limit: 4_000 },
    );
    expect(message).toMatch(/^add --check: npm test passed before and does not end within 4 seconds with the change\./);
  });

  test('a build that loads the app and needs .env from now on: it fails in a clone', async () => {
    await project(
      'app',
      { build: 'node build.js' },
      { 'build.js': "require('./app');\n", '.env': 'SESSION_SECRET=abcdefgh\n' },
    );
    const { message, places } = await stopped({
      'app.js': `${APP}if (!process.env.SESSION_SECRET) throw new Error('SESSION_SECRET is not set');\n`,
    });
    expect(message).toMatch(/^add --check: npm run build in a clone passed before and fails with the change\./);
    expect(message).toContain('SESSION_SECRET is not set');
    expect(places[0]).toContain('app.js:7 if (!process.env.SESSION_SECRET)');
  });

  test('an import of a package that package.json does not get', async () => {
    await project('app', { test: 'node --test' });
    const { message, places } = await stopped({
      'app.js': `const store = require('connect-pg-simple');\n${APP}store;\n`,
    });
    expect(message).toContain("Cannot find module 'connect-pg-simple'");
    expect(places[0]).toBe("app.js:1 const store = require('connect-pg-simple');");
  });

  test('a version that does not exist: npm cannot install it', async () => {
    await project('app', { test: 'node --test' });
    const manifest = manifestWith(({ dependencies }) => {
      dependencies['connect-mongo'] = '^99.0.0';
    });
    const { message } = await stopped({ 'package.json': manifest });
    expect(message).toMatch(/^add --check: npm install passed before and fails with the change\.\n.*ETARGET/);
  });

  test('a version that the declared Node cannot run, where npm is strict about it', async () => {
    await project('app', { test: 'node --test' }, { '.npmrc': 'engine-strict=true\n' });
    const manifest = manifestWith(({ dependencies }) => {
      dependencies['undici'] = '^8.0.0';
    });
    const { message } = await stopped({ 'package.json': manifest });
    expect(message).toMatch(/^add --check: npm install passed before and fails with the change\.\n.*EBADENGINE/);
  });

  test('a store that is removed while a test still loads it', async () => {
    const old =
      "const FileStore = require('session-file-store')(require('express-session'));\nrequire('node:test')('store', () => FileStore);\n";
    await project('app', { test: 'node --test' }, { 'test/store.test.js': old });
    const manifest = manifestWith(({ dependencies }) => {
      delete dependencies['session-file-store'];
    });
    const { message, places } = await stopped({ 'package.json': manifest });
    expect(message).toContain("Cannot find module 'session-file-store'");
    expect(places[0]).toBe(`test/store.test.js:1 ${old.split('\n')[0]}`);
  });

  test('an import that is left unused: the linter fails', async () => {
    const config =
      "module.exports = [{ languageOptions: { sourceType: 'commonjs' }, rules: { 'no-unused-vars': 'error' } }];\n";
    await project('tools', { lint: 'eslint app.js' }, { 'eslint.config.js': config });
    const { message, places } = await stopped({ 'app.js': `const path = require('node:path');\n${APP}` });
    expect(message).toMatch(
      /npm run lint passed before and fails with the change\.\n.*'path' is assigned a value but never used/,
    );
    expect(places).toEqual(["app.js:1 const path = require('node:path');"]);
  });

  test('a quote that the formatter would not print', async () => {
    await project(
      'tools',
      { 'format:check': 'prettier --check app.js' },
      { '.prettierrc': '{ "singleQuote": true }\n' },
    );
    const { message, places } = await stopped({ 'app.js': `${APP}console.log("ready");\n` });
    expect(message).toMatch(/npm run format:check passed before and fails with the change\.\n.*\[warn\] app\.js/);
    expect(places[0]).toMatch(/^app\.js:/);
  });
});

describe('a wrong edit that only a start shows is stopped', () => {
  const START = 'node app.js';
  const LISTENS = `${APP}if (require.main === module) app.listen(process.env.PORT);\n`;
  let engine: { checkPlan: typeof checkPlan; startProof: typeof startProof };
  const withStart = (plan: Plan): Promise<Note[]> =>
    engine.checkPlan(
      plan,
      { packageDir: '', packageManager: 'npm' },
      { progress: NO_PROGRESS, proveStart: engine.startProof({}) },
    );

  beforeAll(async () => {
    const source = path.join(import.meta.dirname, '../../src/proof');
    const dist = scratchFolder();
    const entries = {
      check: 'check/check-plan.ts',
      start: 'check/start.ts',
      'live-preload': 'live/preload/preload.ts',
    };
    const files = Object.entries(entries).map(([name, file]) => [name, path.join(source, file)]);
    await bundle(Object.fromEntries(files), dist);
    const load = createRequire(import.meta.url);
    engine = { ...load(path.join(dist, 'check.cjs')), ...load(path.join(dist, 'start.cjs')) };
  });

  test('sessions that stay in memory', async () => {
    await project('app', { start: START }, { 'app.js': LISTENS });
    const call = "app.use(session({ secret: 'long enough', resave: false, saveUninitialized: false }));";
    const edited = LISTENS.replace('app.get(', `const session = require('express-session');\n${call}\napp.get(`);
    await expect(withStart(planOf({ 'app.js': edited }))).rejects.toThrow(
      'add --check: with the change, a session does not survive a restart in MongoDB.\n  Sessions are kept in memory',
    );
  });

  test('an app that ends at its start', async () => {
    await project('app', { start: START }, { 'app.js': LISTENS });
    const edited = LISTENS.replace('app.get(', "require('connect-mongo').MongoStore.create({ url: 'x' });\napp.get(");
    await expect(withStart(planOf({ 'app.js': edited }))).rejects.toThrow(
      /^add --check: npm start passed before and fails with the change\.\n.*You must provide either mongoUrl/,
    );
  });

  test('and an app that did not start before is said not to be proven', async () => {
    const app = `require('node:fs').readFileSync(__dirname + '/key.pem');\n${LISTENS}`;
    await project('app', { start: START }, { 'app.js': app });
    const notes = await withStart(planOf({ 'app.js': `${app}\n` }));
    expect(notes.at(-1)).toMatchObject({
      code: 'start-not-proven',
      message: expect.stringMatching(
        /^It was not proven that a session survives a restart\. npm start ends .*, open 'key\.pem' \(ENOENT\)\. To prove/,
      ),
    });
  });

  test('and an app that is no longer found in the edited copy is said not to be proven', async () => {
    await project('app', { start: START }, { 'app.js': LISTENS });
    const edited = LISTENS.replace("require('express')", "eval('require')('express')");
    const notes = await withStart(planOf({ 'app.js': edited }));
    expect(notes.at(-1)).toMatchObject({
      code: 'start-not-proven',
      message: expect.stringContaining('The app was not found in the copy.'),
    });
  });
});

describe('a script that failed before', () => {
  const LINT =
    "module.exports = [{ languageOptions: { sourceType: 'commonjs' }, rules: { 'no-unused-vars': 'error' } }];\n";
  const UNUSED = `const path = require('node:path');\n${APP}`;

  test('with the same errors is said, and stops nothing', async () => {
    await project('tools', { lint: 'eslint app.js' }, { 'eslint.config.js': LINT, 'app.js': UNUSED });
    const notes = await check({ 'app.js': `// The shop.\n\n${UNUSED}` });
    const message = 'npm run lint failed before, too, so it says nothing about the change.';
    expect(notes).toEqual([{ code: 'check-failed-before', severity: 'warning', message }]);
  });

  test('with a new error in an edited file stops the change', async () => {
    await project('tools', { lint: 'eslint app.js' }, { 'eslint.config.js': LINT, 'app.js': UNUSED });
    const { message, places } = await stopped({ 'app.js': `const os = require('node:os');\n${UNUSED}` });
    expect(message).toMatch(
      /^add --check: npm run lint failed before, and fails with new errors in edited files\.\n.*'os' is assigned/,
    );
    expect(message).not.toContain("'path'");
    expect(places).toEqual(["app.js:1 const os = require('node:os');"]);
  });

  test('and scripts that never end, change files or are those of npm init are not compared', async () => {
    const never = 'node test/never.js';
    await project(
      'app',
      { lint: 'eslint --fix .', build: 'tsc --watch', test: never },
      { 'test/never.js': 'setInterval(() => {}, 1000);\n' },
    );
    const notes = await check({ 'app.js': `${APP}\n` }, { limit: 1_500 });
    expect(notes.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'check-not-compared: npm run lint was not run: it changes files.',
      'check-not-compared: npm run build was not run: it never ends.',
      'check-not-compared: npm test did not end within 1.5 seconds before the change.',
      'check-without-scripts: No script for the type check, lint, format check, build or tests could be compared.',
    ]);
    await project('app', { test: 'echo "Error: no test specified" && exit 1' });
    expect(await check({ 'app.js': `${APP}\n` })).toMatchObject([{ code: 'check-without-scripts' }]);
  });
});

describe('with the packed CLI', () => {
  const REFUSES_SESSIONS = `const fs = require('node:fs');
const lines = fs.readFileSync('app.js', 'utf8').split('\\n');
const at = lines.findIndex((line) => line.includes('express-session'));
if (at !== -1) console.log('app.js:' + (at + 1) + ':1 error: no sessions, ' + fs.readFileSync('.env', 'utf8'));
process.exitCode = at === -1 ? 0 : 1;
`;

  test('what passes is applied, with a table of the scripts', async () => {
    const scripts = { start: 'node app.js', lint: 'node --check app.js', test: 'node --test' };
    const { express, dotenv } = MANIFESTS.app.dependencies;
    const manifest = { name: 'shop', version: '1.0.0', scripts, dependencies: { dotenv, express } };
    await project('app', scripts, {
      'package.json': `${JSON.stringify(manifest, null, 2)}\n`,
      'app.js': `${APP}if (require.main === module) app.listen(process.env.PORT);\n`,
    });
    const ran = await runCli(['add', '--yes', '--check', '--no-install'], folder);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout.replace(/\d+ s/g, 'N s')).toContain(
      [
        '  Script               Before        With the change',
        '  npm install          not needed    passed (N s)',
        '  npm run lint         passed (N s)  passed (N s)',
        '  npm test             passed (N s)  passed (N s)',
        '  npm start            passed (N s)  passed (N s)',
        '  npm test in a clone  passed (N s)  passed (N s)',
      ].join('\n'),
    );
    expect(ran.stdout).toContain('npx create-mongo-session-app add . --no-install --check --yes');
    expect(ran.stdout).toContain('info With the change, a session survives a restart in MongoDB.');
    expect(read('app.js')).toContain('MongoStore.create(');
  });

  test('a check that fails leaves the project untouched, and shows no secret', async () => {
    const files = { 'lint.js': REFUSES_SESSIONS, '.env': 'API_KEY=f3a9c1d2e4b5\n' };
    await project('app', { lint: 'node lint.js', test: 'node --test' }, files);
    const before = hashOf(folder);
    const temporary = scratchFolder();
    const env = { TMPDIR: temporary };
    const text = await runCli(['add', '--yes', '--check'], folder, { env });
    expect(text.code).toBe(3);
    expect(text.stderr).toMatch(
      /^error add --check: npm run lint passed before and fails with the change\.\n {2}app\.js:3:1 error: no sessions, API_KEY=\*\*\*\n/,
    );
    expect(text.stderr).toMatch(
      /\nerror app\.js:3: const session = require\('express-session'\);\nNothing was written\./,
    );
    const ran = await runCli(['add', '--dry-run', '--check', '--json'], folder, { env });
    expect(ran.code).toBe(3);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      status: 'refused',
      files: [],
      notes: [{ code: 'check-failed' }, { code: 'check-failed', file: 'app.js', line: 3 }],
    });
    expect(ran.stdout + text.stdout + text.stderr).not.toContain('f3a9c1d2e4b5');
    expect(hashOf(folder)).toBe(before);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('packages that git does not ignore are copied once', async () => {
    await project('app', { test: 'node --test' }, { '.gitignore': '.env\n' });
    const nested = path.join('node_modules', 'outer', 'node_modules', 'inner');
    write({
      'node_modules/outer/package.json': '{ "name": "outer" }',
      [path.join(nested, 'package.json')]: '{ "name": "inner" }',
    });
    try {
      const { status, notes } = JSON.parse((await runCli(['add', '--dry-run', '--check', '--json'], folder)).stdout);
      expect(notes.filter(({ severity }: Note) => severity === 'error')).toEqual([]);
      expect(status).toBe('planned');
    } finally {
      rmSync(path.join(folder, 'node_modules/outer'), { recursive: true });
    }
  });

  test('a dry run with a check writes nothing, and has the results as notes', async () => {
    await project('app', { test: 'node --test' });
    const before = hashOf(folder);
    const { status, notes } = JSON.parse((await runCli(['add', '--dry-run', '--check', '--json'], folder)).stdout);
    expect(status).toBe('planned');
    expect(notes.filter(({ code }: Note) => code === 'check-passed')).toHaveLength(2);
    expect(hashOf(folder)).toBe(before);
  });

  test('is offered at a terminal, with the changes', async () => {
    await project('app', { test: 'node --test' }, { 'app.js': withSession("app.use(session({ secret: 'x' }));") });
    const terminal = openTerminal(process.execPath, [packedCli(), 'add', '--no-install'], folder);
    await terminal.see('Apply these changes?');
    terminal.type(KEYS.down);
    await terminal.see('runs npm test on a copy, which can take minutes');
    terminal.type(KEYS.enter);
    expect(await terminal.ended).toBe(0);
    expect(terminal.screen()).toMatch(/npm test +passed \(\d+ s\) +passed \(\d+ s\)/);
    expect(terminal.screen()).toMatch(/add \. --no-install --check --yes/);
  });

  test('Ctrl-C ends the script that runs, and writes nothing', async () => {
    const temporary = scratchFolder();
    const pidFile = path.join(scratchFolder(), 'pid');
    const hang =
      "require('node:fs').writeFileSync(process.env.PID_FILE, String(process.pid));\nsetInterval(() => {}, 1000);\n";
    await project('app', { test: 'node test/hang.js' }, { 'test/hang.js': hang });
    const before = hashOf(folder);
    const cli = execa(process.execPath, [packedCli(), 'add', '--yes', '--check'], {
      ...{ cwd: folder, reject: false, stdin: 'ignore', env: { TMPDIR: temporary, PID_FILE: pidFile } },
    });
    await vi.waitUntil(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '', 60_000);
    cli.kill('SIGINT');
    const ended = await cli;
    expect(ended.exitCode).toBe(130);
    expect(ended.stderr).toContain('Cancelled. Nothing was written.');
    await vi.waitFor(() => expect(isRunning(readFileSync(pidFile, 'utf8'))).toBe(false), 10_000);
    expect(readdirSync(temporary)).toEqual([]);
    expect(hashOf(folder)).toBe(before);
  });
});

/** Whether a process runs; an ended one that init has not collected yet does not. */
function isRunning(pid: string): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && !/\) Z /.test(readFileSync(stat, 'utf8'));
}

test('a package of a workspace: its copy uses the other packages of the copy, and the scripts of the root', async () => {
  await project(
    'app',
    { lint: 'node --check packages/api/app.js', test: 'exit 1' },
    {
      'packages/api/package.json':
        '{ "name": "api", "scripts": { "test": "node --test" }, "dependencies": { "shared": "*" } }\n',
      'packages/api/app.js': "exports.name = require('shared').name;\n",
      'packages/api/app.test.js': "require('node:assert').equal(require('./app').name, 'shared');\n",
      'packages/shared/package.json': '{ "name": "shared", "version": "1.0.0" }\n',
      'packages/shared/index.js': "exports.name = 'shared';\n",
    },
  );
  const link = path.join(folder, 'node_modules/shared');
  symlinkSync('../packages/shared', link);
  try {
    const packageDir = 'packages/api';
    const notes = await check(
      { 'packages/api/app.js': `${read('packages/api/app.js')}exports.sessions = true;\n` },
      { packageDir },
    );
    expect(notes.map(({ message }) => message)).toEqual([
      'npm run lint passed before and passes with the change.',
      'npm test passed before and passes with the change.',
    ]);
    const { message, places } = await stopped(
      { 'packages/shared/index.js': 'throw new Error("no store");\n' },
      { packageDir },
    );
    expect(message).toMatch(/^add --check: npm test passed before and fails with the change\./);
    expect(places[0]).toBe('packages/shared/index.js:1 throw new Error("no store");');
  } finally {
    rmSync(link);
  }
});
