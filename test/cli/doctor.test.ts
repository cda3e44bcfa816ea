import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { beforeEach, describe, expect, test } from 'vitest';
import { scratchFolder } from '../real/packed.ts';
import { runCli } from '../real/spawn.ts';

let folder: string;
beforeEach(() => {
  folder = scratchFolder();
});

const doctor = (...args: string[]) => runCli(['doctor', ...args], folder);

function writeFiles(files: Record<string, string>, dir = ''): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, dir, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

const MANIFEST = JSON.stringify({
  scripts: { start: 'node app.js' },
  dependencies: { express: '4.21.2', 'express-session': '1.18.1', 'connect-mongo': '6.0.0', mongodb: '7.0.0' },
});

/** An app with a session that has these further options, one a line, from line 9 on. */
function app(...options: string[]): string {
  return `const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const app = express();
app.use(session({
  secret: process.env.SESSION_SECRET,
  name: 'sid', rolling: true, saveUninitialized: false,
  store: MongoStore.create({ mongoUrl: process.env.DATABASE_URL }),
  ${options.join('\n  ')}
}));
app.get('/', (req, res) => res.send(req.session.user));
app.listen(3000);
`;
}

test('names file, line and column of a problem, why it matters and what to do', async () => {
  writeFiles({ 'package.json': MANIFEST, 'app.js': app('resave: true,') });
  const ran = await doctor();
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toContain('app.js\n');
  expect(ran.stdout).toMatch(/^ {4}9:3 {2}warning resave is true\. resave$/m);
  expect(ran.stdout).toContain('concurrent requests overwrite');
  expect(ran.stdout).toContain('docs/rules/RULE.md');
});

test('exits with 5 for errors alone', async () => {
  writeFiles({ 'package.json': MANIFEST, 'app.js': app('resave: false,', "cookie: { domain: 'herokuapp.com' },") });
  expect((await doctor()).code).toBe(5);
  expect(JSON.parse((await doctor('--json')).stdout)).toMatchObject({
    command: 'doctor',
    status: 'failed',
    notes: expect.arrayContaining([
      expect.objectContaining({
        code: 'public-suffix-domain',
        severity: 'error',
        file: 'app.js',
        line: 10,
        column: 13,
      }),
    ]),
  });
});

test('--quiet shows errors only, --rule checks one rule', async () => {
  writeFiles({ 'package.json': MANIFEST, 'app.js': app('resave: true,', "cookie: { domain: 'herokuapp.com' },") });
  const quiet = await doctor('--quiet');
  expect(quiet.stdout).toContain('public-suffix-domain');
  expect(quiet.stdout).not.toContain('resave is true');
  const one = await doctor('--rule', 'resave');
  expect(one.code).toBe(0);
  expect(one.stdout).not.toContain('public-suffix-domain');
  const unknown = await doctor('--rule', 'resaved');
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain('There is no rule resaved');
});

describe('a comment', () => {
  test.each(['// doctor-ignore resave: the store needs it', '/* doctor-ignore resave: the store needs it */'])(
    'with a reason accepts a problem of the next line: %s',
    async (comment) => {
      writeFiles({ 'package.json': MANIFEST, 'app.js': app(comment, 'resave: true,') });
      const ran = await doctor('--rule', 'resave');
      expect(ran.stdout).toBe('No problems found in this folder, 1 accepted by comments');
      const log = JSON.parse((await doctor('--rule', 'resave', '--format', 'sarif')).stdout);
      expect(log.runs[0].results[0].suppressions).toEqual([{ kind: 'inSource', justification: 'the store needs it' }]);
    },
  );

  test('accepts a problem of its own line', async () => {
    writeFiles({
      'package.json': MANIFEST,
      'app.js': app('resave: true, // doctor-ignore resave: the store needs it'),
    });
    expect((await doctor('--rule', 'resave')).stdout).toContain('No problems found');
  });

  test.each([
    ['// doctor-ignore resave', 'This comment gives no reason'],
    ['// doctor-ignore resaved: the store needs it', 'There is no rule resaved'],
    ['// doctor-ignore', 'This comment names no rule'],
  ])('%s has no effect, which is said', async (comment, problem) => {
    writeFiles({ 'package.json': MANIFEST, 'app.js': app(comment, 'resave: true,') });
    const ran = await doctor('--rule', 'resave');
    expect(ran.stdout).toContain(problem);
    expect(ran.stdout).toContain('resave is true');
  });
});

describe('--format sarif', () => {
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const isValid = ajv.compile(schema);

  test('prints a valid SARIF 2.1.0 log', async () => {
    writeFiles({
      'package.json': MANIFEST,
      'app.js': app(
        '// doctor-ignore resave: no other request',
        'resave: true,',
        "cookie: { domain: 'herokuapp.com' },",
      ),
    });
    const ran = await doctor('--format', 'sarif');
    expect(ran.code).toBe(5);
    const log = JSON.parse(ran.stdout);
    expect(isValid(log), JSON.stringify(isValid.errors)).toBe(true);
    expect(isValid({ ...log, runs: [{ results: 1 }] })).toBe(false);
    const found = log.runs[0].results.find(({ ruleId }: { ruleId: string }) => ruleId === 'public-suffix-domain');
    expect(found.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'app.js', uriBaseId: 'ROOT' },
      region: { startLine: 11, startColumn: 13, endLine: 11, endColumn: 36 },
    });
  });
});

test('checks the app of each package of a repository', async () => {
  for (const name of ['web', 'admin']) writeFiles({ 'package.json': MANIFEST, 'app.js': app('resave: true,') }, name);
  const ran = await doctor('--rule', 'resave');
  expect(ran.stdout).toContain('admin/app.js\n');
  expect(ran.stdout).toContain('web/app.js\n');
});

test('refuses a folder without an app, and a file', async () => {
  expect(await doctor()).toMatchObject({ code: 3, stdout: '' });
  writeFiles({ 'package.json': MANIFEST, 'app.js': '' });
  const ran = await doctor();
  expect(ran).toMatchObject({ code: 3, stdout: '' });
  expect(ran.stderr).toContain('--entry');
  expect(ran.stderr).not.toContain('paste');
  expect((await doctor('app.js')).code).toBe(2);
});

test('changes nothing', async () => {
  const source = app('resave: true,');
  writeFiles({ 'package.json': MANIFEST, 'app.js': source });
  await doctor();
  expect(readFileSync(path.join(folder, 'app.js'), 'utf8')).toBe(source);
});

describe('--fix', () => {
  const BROKEN = app('resave: true,', 'cookie: { maxAge: 3600 }, // an hour');
  const FIXED = app('resave: false,', 'cookie: { maxAge: 3600 * 1000 }, // an hour');

  test('repairs what is safe to repair, and reports what is left', async () => {
    writeFiles({ 'package.json': MANIFEST, 'app.js': BROKEN.replace("'sid'", "'__Host-sid'") });
    const ran = await doctor('--fix', '--json');
    expect(ran.code).toBe(5);
    expect(readFileSync(path.join(folder, 'app.js'), 'utf8')).toBe(FIXED.replace("'sid'", "'__Host-sid'"));
    const document = JSON.parse(ran.stdout);
    expect(document.files).toMatchObject([{ path: 'app.js', action: 'edit' }]);
    const codes = document.notes.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(expect.arrayContaining(['cookie-prefix', 'resave-off']));
    expect(codes).not.toContain('resave');
    expect(JSON.parse((await doctor('--fix', '--json')).stdout).files).toEqual([]);
    expect((await doctor('--fix')).stdout).toContain('There is nothing that --fix repairs.');
  });

  test('repairs one rule, and not what a comment accepts', async () => {
    const source = app('// doctor-ignore resave: one request at a time', 'resave: true,', 'cookie: { maxAge: 3600 },');
    writeFiles({ 'package.json': MANIFEST, 'app.js': source });
    await doctor('--fix', '--rule', 'resave');
    expect(readFileSync(path.join(folder, 'app.js'), 'utf8')).toBe(source);
    await doctor('--fix', '--rule', 'max-age-milliseconds');
    expect(readFileSync(path.join(folder, 'app.js'), 'utf8')).toBe(source.replace('3600', '3600 * 1000'));
  });

  test('shows a diff in a dry run, and refuses files with uncommitted changes', async () => {
    writeFiles({ 'package.json': MANIFEST, 'app.js': '' });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'Start');
    writeFiles({ 'app.js': BROKEN });
    const refused = await doctor('--fix');
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain('--allow-dirty');
    const dry = await doctor('--fix', '--allow-dirty', '--dry-run');
    expect(dry.stdout).toContain('+  resave: false,');
    expect(readFileSync(path.join(folder, 'app.js'), 'utf8')).toBe(BROKEN);
  });

  test('repairs one package at a time', async () => {
    for (const name of ['web', 'admin']) writeFiles({ 'package.json': MANIFEST, 'app.js': BROKEN }, name);
    const ran = await doctor('--fix');
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('--package web');
    expect((await doctor('--fix', '--package', 'web')).code).toBe(0);
    expect(readFileSync(path.join(folder, 'web/app.js'), 'utf8')).toBe(FIXED);
    expect(readFileSync(path.join(folder, 'admin/app.js'), 'utf8')).toBe(BROKEN);
  });
});

test.each(['json', 'sarif'])(
  '--live --format %s prints nothing but the document',
  { timeout: 60_000 },
  async (format) => {
    writeFiles({ 'package.json': MANIFEST, 'app.js': app('resave: false,') });
    const ran = await doctor('--live', '--rule', 'resave', '--format', format);
    expect(() => JSON.parse(ran.stdout)).not.toThrow();
    expect(ran).toMatchObject({ code: 5, stderr: '' });
  },
);
