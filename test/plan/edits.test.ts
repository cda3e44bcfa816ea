import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ProjectFacts } from '../../src/inspect/facts.ts';
import { inspectProject } from '../../src/inspect/inspect-project.ts';
import { decide } from '../../src/plan/add/decide.ts';
import { addAnswers, detected } from '../../src/plan/add/detect.ts';
import { mergeChanges } from '../../src/plan/add/merge-changes.ts';
import { planAdd } from '../../src/plan/add/plan-add.ts';
import { requireEditable } from '../../src/plan/add/preconditions.ts';
import type { Change } from '../../src/plan/change.ts';
import type { Decisions } from '../../src/plan/decisions.ts';
import { type Edit, planTargets } from '../../src/plan/draft.ts';
import { correctSessionOptions } from '../../src/plan/edits/correct-session-options.ts';
import { giveStore } from '../../src/plan/edits/give-store.ts';
import { replaceStore } from '../../src/plan/edits/replace-store.ts';
import { isRefusal } from '../../src/plan/refusal.ts';
import { applyEdits } from '../../src/plan/source/apply-edits.ts';
import { findUnused } from '../../src/plan/source/unused.ts';
import type { Answers } from '../../src/questions/values.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'pure-edits-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Inspected {
  project: ProjectFacts;
  decisions: Decisions;
}

function inspected(app: string, dependencies: Record<string, string>, flags: Answers = {}): Inspected {
  const folder = mkdtempSync(path.join(scratch, 'p-'));
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ main: 'app.js', dependencies }));
  writeFileSync(path.join(folder, 'app.js'), app);
  const project = requireEditable(inspectProject(folder));
  const decisions = decide(project, addAnswers(project, { ...detected(project), ...flags }));
  if (isRefusal(decisions)) throw new Error(decisions.title);
  return { project, decisions };
}

function planned<T>({ project, decisions }: Inspected, edit: Edit<T>): Change[] {
  return planTargets(edit, project, decisions).filter((result): result is Change => !isRefusal(result));
}

const MEMORY = `const express = require('express');
const session = require('express-session');
const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: true, saveUninitialized: false }));
app.listen(3000);
`;

const REDIS = `const express = require('express');
const session = require('express-session');
const { createClient } = require('redis');
const { RedisStore } = require('connect-redis');
const prefix = 'shop:';
const client = createClient();
client.connect().catch(console.error);
const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store: new RedisStore({ client, prefix }) }));
app.listen(3000);
`;

test('an edit returns the same change each time, independently of other edits', () => {
  const facts = inspected(MEMORY, { express: '^5.0.0', 'express-session': '^1.18.0' });
  const first = planned(facts, giveStore);
  planAdd(facts.project, facts.decisions.answers);
  planned(facts, correctSessionOptions);
  expect(planned(facts, giveStore)).toEqual(first);
  expect(first[0]?.edits.map(({ kind }) => kind)).toEqual(['add-property']);
  expect(first[0]?.imports.map(({ specifier }) => specifier)).toEqual(['connect-mongo', 'mongodb']);
});

test('one edit can be applied alone', () => {
  const facts = inspected(MEMORY, { express: '^5.0.0', 'express-session': '^1.18.0' });
  const [step] = applyEdits(mergeChanges(planned(facts, correctSessionOptions)).edits);
  expect(step?.after).toBe(MEMORY.replace('resave: true', 'resave: false'));
});

test('equal changes are merged into one', () => {
  const facts = inspected(MEMORY, { express: '^5.0.0', 'express-session': '^1.18.0' });
  const changes = planned(facts, correctSessionOptions);
  const merged = mergeChanges([...changes, ...changes]);
  expect(merged.edits).toHaveLength(changes[0]?.edits.length ?? 0);
  expect(merged.notes).toHaveLength(changes[0]?.notes.length ?? 0);
});

test('a refusal is returned as data, with its location and without the lines to paste', () => {
  const { project, decisions } = inspected(REDIS, { express: '^5.0.0', redis: '^5.0.0', 'connect-redis': '^9.0.0' });
  expect(planTargets(replaceStore, project, decisions)[0]).toEqual({
    title: 'This project already stores sessions with connect-redis.',
    hint: expect.stringContaining('--store mongo'),
    notes: [{ code: 'other-store', message: expect.any(String), file: 'app.js', line: 9, paste: 'planned' }],
  });
});

test('finds all declarations and packages that only removed code used', () => {
  const dependencies = { express: '^5.0.0', redis: '^5.0.0', 'connect-redis': '^9.0.0' };
  const facts = inspected(REDIS, dependencies, { store: { value: 'mongo', from: 'flag' } });
  const unused = findUnused(facts.project, mergeChanges(planned(facts, replaceStore)));
  const names = [...unused.declarations].map((node) => REDIS.slice(node.start ?? 0, node.end ?? 0).split(' ')[0]);
  expect(names.sort()).toEqual(['client', 'prefix', '{', '{']);
  expect(unused.packages.sort()).toEqual(['connect-redis', 'redis']);
  expect(unused.possiblyUnused).toEqual([]);
});
