import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { inspectProject } from '../../src/inspect/inspect-project.ts';
import { lineOfNode } from '../../src/inspect/syntax/source-file.ts';
import { explain } from '../../src/rules/rule.ts';
import { RULES } from '../../src/rules/rules.ts';

// Each rule has a folder with a project that trips it (`bad`), a similar one that does not (`good`), and the findings of the
// rule in the first (`expect.txt`, written by UPDATE=1). Its page shows both. There may be more: `bad-x` with
// `expect-x.txt`, and `good-x`. A leading `_` stands for the dot of a dotfile.
const FIXTURES = fileURLToPath(new URL('.', import.meta.url));
const folders = readdirSync(FIXTURES, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? one.name : []));
const isInfo = new Set(RULES.flatMap(({ id, severity }): string[] => (severity === 'info' ? [id] : [])));

const scratch = mkdtempSync(join(tmpdir(), 'rules-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The findings of all rules in a project, as `rule:file:line`. */
function findings(folder: string): string[] {
  // A copy outside the repository, so that the packages installed here do not count as those of the project.
  const copy = mkdtempSync(join(scratch, 'p-'));
  cpSync(folder, copy, { recursive: true });
  for (const name of readdirSync(copy))
    if (name.startsWith('_')) renameSync(join(copy, name), join(copy, name.replace('_', '.')));
  const project = inspectProject(copy);
  if ('problem' in project) throw new Error(project.problem);
  return RULES.flatMap(({ id, check }) =>
    check(project).map(({ place }) =>
      'file' in place
        ? `${id}:${place.file.path}:${lineOfNode(place.file, place.node)}`
        : `${id}:${place.path}:${place.line}`,
    ),
  );
}

test('every rule has a folder, and every folder a rule', () => {
  expect(folders.sort()).toEqual(RULES.map(({ id }) => id).sort());
});

describe.each(RULES.map(({ id }) => id))('%s', (id) => {
  const own = (all: string[]): string => all.filter((one) => one.startsWith(`${id}:`)).join('\n');
  const folder = join(FIXTURES, id);

  const named = (start: string): string[] => readdirSync(folder).filter((name) => name.startsWith(start));

  test.each(named('bad'))('finds the problem in %s, and only that', (name) => {
    const all = findings(join(folder, name));
    const file = join(folder, `${name.replace('bad', 'expect')}.txt`);
    if (process.env.UPDATE) writeFileSync(file, `${own(all)}\n`);
    expect(own(all)).not.toBe('');
    expect(`${own(all)}\n`).toBe(readFileSync(file, 'utf8'));
    expect(all.filter((one) => !one.startsWith(`${id}:`) && !isInfo.has(one.split(':')[0] ?? ''))).toEqual([]);
  });

  test.each(named('good'))('finds nothing in %s', (name) => expect(own(findings(join(folder, name)))).toBe(''));
});

test('every sentence about a rule is short', () => {
  for (const { id, what, why = '', fix = '' } of RULES) {
    expect(what.length, id).toBeLessThanOrEqual(70);
    expect(Math.max(why.length, fix.length), id).toBeLessThan(150);
  }
});

test('a finding is explained in whole sentences', () => {
  const [resave] = RULES.filter(({ id }) => id === 'resave');
  expect(resave && explain(resave, { message: 'resave is true.' })).toMatch(
    /^resave is true\. .+\. Set it to false\.$/,
  );
});
