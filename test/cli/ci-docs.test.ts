import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { packedCli, scratchFolder } from '../real/packed.ts';
import { findPythonTools } from '../real/python.ts';

const PAGE = readFileSync(new URL('../../docs/ci.md', import.meta.url), 'utf8');

/** The code blocks of the page in a language, in order. */
function blocks(language: string): string[] {
  return [...PAGE.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, name, code = '']) =>
    name === language ? code : [],
  );
}

const [workflow = '', liveWorkflow = '', preCommitConfig = ''] = blocks('yaml');
const WRONG = "cookie: { domain: 'herokuapp.com' }";
let folder: string;
let env: NodeJS.ProcessEnv;

/** Runs a command line of the page; `npx --yes create-mongo-session-app` is the packed tool, which is not published yet. */
async function shell(command: string) {
  return execa('sh', ['-c', command], { cwd: folder, env, reject: false, timeout: 120_000 });
}

function writeApp(options: string): void {
  writeFileSync(
    path.join(folder, 'app.js'),
    `const app = require('express')();
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const store = MongoStore.create({ mongoUrl: process.env.MONGO_URL });
app.use(session({ secret: process.env.SECRET, store, ${options} }));
app.get('/', (req, res) => res.end());
app.listen(3000);
`,
  );
}

beforeEach(() => {
  folder = scratchFolder();
  const bin = path.join(scratchFolder(), 'bin');
  mkdirSync(bin);
  writeFileSync(path.join(bin, 'npx'), `#!/bin/sh\nshift 2\nexec ${process.execPath} ${packedCli()} "$@"\n`);
  chmodSync(path.join(bin, 'npx'), 0o755);
  env = { PATH: `${bin}${path.delimiter}${process.env['PATH']}` };
  writeFileSync(
    path.join(folder, 'package.json'),
    '{"scripts":{"start":"node app.js"},"dependencies":{"express":"4.21.2","express-session":"1.18.1","connect-mongo":"6.0.0","mongodb":"7.0.0"}}',
  );
  writeApp(WRONG);
  execFileSync('git', ['init', '-q'], { cwd: folder });
});

const commit = () =>
  shell('git add app.js package.json && git -c user.name=a -c user.email=a@example.com commit -qm Change');

describe('the workflows', () => {
  test('are triggered by pull requests, and upload what the tool wrote, also after errors', async () => {
    const { on, permissions, jobs } = parse(workflow);
    expect(Object.keys(on)).toContain('pull_request');
    expect(permissions['security-events']).toBe('write');
    const { steps } = jobs.doctor;
    const command = steps.find(({ run }: { run?: string }) => run).run;
    const upload = steps.find(({ uses = '' }) => uses.includes('upload-sarif'));
    expect(upload.if).toBe('always()');
    expect((await shell(command)).exitCode).toBe(5);
    const log = JSON.parse(readFileSync(path.join(folder, upload.with.sarif_file), 'utf8'));
    expect(log.runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('public-suffix-domain');
  });

  test('name flags that exist', async () => {
    const { jobs } = parse(liveWorkflow);
    const command = jobs.doctor.steps.at(-1).run;
    expect((await shell(`${command} --help`)).exitCode).toBe(0);
  });
});

test('the hook of git stops a commit with an error, and lets one without pass', async () => {
  const hook = path.join(folder, '.githooks/pre-commit');
  mkdirSync(path.dirname(hook));
  writeFileSync(hook, blocks('sh')[0] ?? '');
  const [, makeExecutable = ''] = /\(`(chmod[^`]+)`\)/.exec(PAGE) ?? [];
  const [, switchOn = ''] = /with `(git config[^`]+)`/.exec(PAGE) ?? [];
  expect((await shell(`${makeExecutable} && ${switchOn}`)).exitCode).toBe(0);
  const stopped = await commit();
  expect(stopped.exitCode).not.toBe(0);
  expect(stopped.stdout + stopped.stderr).toContain('public-suffix-domain');
  writeApp('resave: false');
  expect((await commit()).exitCode).toBe(0);
});

test('the hook of pre-commit stops a commit with an error, and lets one without pass', {
  timeout: 400_000,
}, async () => {
  const { path: python } = await findPythonTools();
  writeFileSync(path.join(folder, '.pre-commit-config.yaml'), preCommitConfig);
  expect((await shell('git add .')).exitCode).toBe(0);
  const stopped = await shell(`${python} -m pre_commit run --all-files`);
  expect(stopped.exitCode).toBe(1);
  expect(stopped.stdout).toContain('public-suffix-domain');
  writeApp('resave: false');
  expect((await shell(`git add . && ${python} -m pre_commit run --all-files`)).exitCode).toBe(0);
});

test('the comment accepts the finding', async () => {
  const [options = ''] = /\/\/ doctor-ignore[^}]+/.exec(blocks('js')[0] ?? '') ?? [];
  writeApp(options);
  const ran = await shell('npx --yes create-mongo-session-app doctor --rule resave');
  expect(ran.stdout).toContain('1 accepted by comments');
});
