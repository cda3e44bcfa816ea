import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Invocation, parseArguments } from '../../src/arguments.ts';
import { runAdd } from '../../src/commands/add.ts';
import { runCreate } from '../../src/commands/create.ts';
import { RefusedError, UsageError } from '../../src/errors.ts';
import type { AddOptions } from '../../src/questions/conversation.ts';
import { NO_PROGRESS } from '../../src/report/progress.ts';
import { repeatCommand } from '../../src/report/repeat.ts';
import type { CreateStep, Plan } from '../../src/types.ts';
import { randomFlags, randomFrom, randomPerson } from './random-person.ts';

const scratch = mkdtempSync(path.join(os.tmpdir(), 'repeat-line-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const NPX = 'npx create-mongo-session-app ';
const USER_AGENTS = [undefined, 'npm/10.8.2 node/v20.20.0 linux x64', 'pnpm/9.1.0 npm/? node/v20.20.0 linux x64'];
const options = { cwd: scratch, dryRun: true, yes: false, userAgent: undefined };

/** Parses the repeat command as the shell and the CLI do. */
function parseLine(line: string): Extract<Invocation, { flags: unknown }> {
  expect(line).toMatch(new RegExp(`^${NPX}`));
  const script = `printf '%s\\0' ${line.slice(NPX.length)}`;
  const argv = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
  const parsed = parseArguments(argv, '0.0.0');
  if ('text' in parsed) throw new Error(parsed.text);
  if (!('flags' in parsed)) throw new Error(line);
  return parsed;
}

/** A plan without the sources of its answers and without the folder argument. */
function comparable({ answers, steps, ...plan }: Plan) {
  const { directory, ...others } = answers;
  // The version of the package manager is read from the machine, or from the command that started the run.
  const versionless = JSON.stringify(steps).replace(/\bpnpm@\d+\.\d+\.\d+/g, 'pnpm@VERSION');
  return {
    ...plan,
    steps: JSON.parse(versionless),
    values: Object.entries(others).map(([id, { value }]) => [id, value]),
  };
}

/** Packages that the sources import but package.json does not list. */
function missingPackages({ steps, dependencies: { add, dev } }: Plan): string[] {
  const sources = steps.filter((step) => step.kind === 'create' && /\.[jt]s$/.test(step.path)) as CreateStep[];
  const imported = sources.flatMap(({ content }) =>
    [...content.matchAll(/(?: from |^import |require\()'((?:@[\w-]+\/)?[\w-]+)[\w/.-]*'/gm)].map(
      ([, name = '']) => name,
    ),
  );
  return imported.filter((name) => !(name in { ...add, ...dev }));
}

async function createRandomly(seed: number): Promise<'refused' | 'repeated'> {
  const random = randomFrom(seed);
  const flags = random.pick([{}, randomFlags(random, 'create')]);
  const log = [JSON.stringify(flags)];
  const { person } = randomPerson(random, 'create', flags, log);
  const run = { ...options, userAgent: random.pick(USER_AGENTS) };
  let plan: Plan;
  try {
    ({ plan } = await runCreate(flags, run, person, NO_PROGRESS));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    // Only flags can contradict each other, and before the first prompt.
    expect(log, error.message).toEqual([JSON.stringify(flags)]);
    return 'refused';
  }
  expect(missingPackages(plan), log.join('\n')).toEqual([]);
  log.push(repeatCommand('create', plan.answers));
  const { command, flags: repeated } = parseLine(repeatCommand('create', plan.answers));
  expect(command).toBe('create');
  const again = await runCreate(repeated, { ...options, yes: true, userAgent: USER_AGENTS[1] }, undefined, NO_PROGRESS);
  expect(comparable(again.plan), log.join('\n')).toEqual(comparable(plan));
  return 'repeated';
}

test('after any sequence of changes, the repeat command creates the same app', { timeout: 120_000 }, async () => {
  const ends = { refused: 0, repeated: 0 };
  for (let seed = 0; seed < 400; seed += 1) ends[await createRandomly(seed)] += 1;
  expect(ends.repeated).toBeGreaterThan(200);
});

const APP = `const express = require('express');
const app = express();
app.get('/', (req, res) => res.send('hello'));
app.listen(3000);
`;
const session = (options: string): string =>
  APP.replace('const app = express();\n', `$&app.use(session({ secret: process.env.KEY, ${options} }));\n`);
const LOAD = "const session = require('express-session');\n";
const FILE_STORE = "const FileStore = require('session-file-store')(session);\n";

const PROJECTS: Record<string, Record<string, string>> = {
  plain: { 'app.js': APP },
  entries: { 'app.js': APP, 'other.js': APP },
  memory: { 'app.js': LOAD + session('cookie: { maxAge: 60 * 60 * 1000 }') },
  file: { 'app.js': LOAD + FILE_STORE + session('store: new FileStore()') },
};

function writeProject(name: string): string {
  const folder = path.join(scratch, name);
  mkdirSync(folder, { recursive: true });
  const dependencies = { express: '^5.1.0', 'express-session': '^1.19.0', 'session-file-store': '^1.5.0' };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name, dependencies }));
  for (const [file, text] of Object.entries(PROJECTS[name] ?? {})) writeFileSync(path.join(folder, file), text);
  return folder;
}

async function addRandomly(name: string, seed: number): Promise<'refused' | 'repeated'> {
  const random = randomFrom(seed);
  const flags = randomFlags(random, 'add');
  const log = [JSON.stringify(flags)];
  const { person, expectResetsReported } = randomPerson(random, 'add', flags, log);
  const add: AddOptions = {
    allowDirty: random.pick([true, false]),
    check: false,
    ...(name === 'entries' && { entry: random.pick(['app.js', 'other.js']) }),
  };
  const run = { ...options, cwd: writeProject(name), userAgent: random.pick(USER_AGENTS) };
  let plan: Plan;
  try {
    ({ plan } = await runAdd(flags, { ...run, ...add }, person, NO_PROGRESS));
  } catch (error) {
    if (error instanceof RefusedError) return 'refused';
    if (!(error instanceof UsageError)) throw error;
    expect(log, error.message).toEqual([JSON.stringify(flags)]);
    return 'refused';
  }
  expectResetsReported(plan.answers);
  const { command, flags: repeated, add: addAgain } = parseLine(repeatCommand('add', plan.answers, add));
  expect(command).toBe('add');
  const again = await runAdd(
    repeated,
    { ...run, yes: true, userAgent: USER_AGENTS[1], ...addAgain },
    undefined,
    NO_PROGRESS,
  );
  expect(comparable(again.plan), log.join('\n')).toEqual(comparable(plan));
  return 'repeated';
}

test.each(Object.keys(PROJECTS))('the repeat command of add plans the same edits: %s', async (name) => {
  const ends = { refused: 0, repeated: 0 };
  for (let seed = 0; seed < 60; seed += 1) ends[await addRandomly(name, seed)] += 1;
  expect(ends.repeated).toBeGreaterThan(20);
});
