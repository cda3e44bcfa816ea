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
      expect(ran.stdout).toBe('No problems found in ., 1 accepted by comments');
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
  writeFiles({ 'app.js': '' });
  expect((await doctor('app.js')).code).toBe(2);
});

test('changes nothing', async () => {
  const source = app('resave: true,');
  writeFiles({ 'package.json': MANIFEST, 'app.js': source });
  await doctor();
  expect(readFileSync(path.join(folder, 'app.js'), 'utf8')).toBe(source);
});
