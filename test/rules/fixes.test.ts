import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { check } from '../../src/doctor/check.ts';
import { isFixable, planFixes } from '../../src/doctor/fixes.ts';
import type { ProjectFacts } from '../../src/inspect/facts.ts';
import { inspectProject } from '../../src/inspect/inspect-project.ts';
import { RULES } from '../../src/rules/rules.ts';
import { scratchFolder } from '../real/packed.ts';

// `fixed` holds the files of `bad` that --fix changes, as it leaves them. UPDATE=1 writes it.
const FIXTURES = fileURLToPath(new URL('.', import.meta.url));

function facts(folder: string): ProjectFacts {
  const project = inspectProject(folder);
  if ('problem' in project) throw new Error(project.problem);
  return project;
}

/** The rules that --fix repairs, each with its projects: `bad`, and `bad-x` whose result is in `fixed-x`. */
const PROJECTS = RULES.filter(({ id }) => isFixable(id)).flatMap(({ id }) =>
  readdirSync(path.join(FIXTURES, id)).flatMap((name) => (name.startsWith('bad') ? [{ id, name }] : [])),
);

test.each(PROJECTS)('--fix repairs what $id finds in $name', ({ id, name }) => {
  const folder = scratchFolder();
  cpSync(path.join(FIXTURES, id, name), folder, { recursive: true });
  const rules = RULES.filter((rule) => rule.id === id);
  const examine = (project: ProjectFacts) => check(project, rules, () => undefined);
  const project = facts(folder);
  const { steps } = planFixes(project, examine(project));
  expect(steps.length).toBeGreaterThan(0);
  const fixed = path.join(FIXTURES, id, name.replace('bad', 'fixed'));
  for (const step of steps) {
    if (step.kind !== 'edit') throw new Error(step.kind);
    writeFileSync(path.join(folder, step.path), step.after);
    const expected = path.join(fixed, step.path);
    if (process.env['UPDATE']) {
      mkdirSync(path.dirname(expected), { recursive: true });
      writeFileSync(expected, step.after);
    }
    expect(step.after).toBe(readFileSync(expected, 'utf8'));
  }
  expect(examine(facts(folder))).toEqual([]);
});

test('only rules that --fix repairs have a fixed project', () => {
  const withFixed = readdirSync(FIXTURES).filter((name) => existsSync(path.join(FIXTURES, name, 'fixed')));
  expect(withFixed.sort()).toEqual(
    RULES.map(({ id }) => id)
      .filter(isFixable)
      .sort(),
  );
});
