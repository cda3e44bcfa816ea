import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isFixable } from '../../src/doctor/fixes.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { RULES } from '../../src/rules/rules.ts';

// The pages in docs/rules are made from the rules and their fixtures. UPDATE=1 writes them.
const FIXTURES = fileURLToPath(new URL('.', import.meta.url));
const PAGES = fileURLToPath(new URL('../../docs/rules/', import.meta.url));

const SEVERITIES = { error: 'Error', warning: 'Warning', info: 'Note' };

/** The files of a fixture by their name in a project, without those that both projects share. */
function files(rule: string, project: 'bad' | 'good'): Map<string, string> {
  const other = path.join(FIXTURES, rule, project === 'bad' ? 'good' : 'bad');
  const folder = path.join(FIXTURES, rule, project);
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  const read = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  return new Map(
    names
      .map((name): [string, string] => [name, read(path.join(folder, name))])
      .filter(([name, text]) => text !== read(path.join(other, name)))
      .map(([name, text]) => [name.replace(/(^|\/)_/, '$1.'), text]),
  );
}

function example(rule: string, project: 'bad' | 'good'): string {
  return [...files(rule, project)]
    .map(([name, text]) => `\`${name}\`\n\n\`\`\`${languageOf(name)}\n${text.trimEnd()}\n\`\`\``)
    .join('\n\n');
}

function languageOf(name: string): string {
  const extension = path.extname(name).slice(1);
  return /^([cm]?[jt]sx?|json|ya?ml)$/.test(extension) ? extension : 'sh';
}

function page({ id, what, since = '0.2.0', severity, why, fix }: Rule): string {
  const repaired = isFixable(id) ? ', repaired by `doctor --fix`' : '';
  return `${[
    `# ${id}`,
    what,
    `${SEVERITIES[severity]}, since ${since}${repaired}. [All rules](README.md)`,
    ...(why === undefined ? [] : [`**Why:** ${why}`]),
    ...(fix === undefined ? [] : [`**What to do:** ${fix}`]),
    `## Reported`,
    example(id, 'bad'),
    `## Not reported`,
    example(id, 'good'),
    `## To accept it`,
    `\`\`\`js\n// doctor-ignore ${id}: the reason\n\`\`\``,
  ].join('\n\n')}\n`;
}

function index(): string {
  const rows = RULES.map(({ id, what, severity }) => `| [${id}](${id}.md) | ${severity} | ${what} |`);
  return `# Rules of doctor

\`create-mongo-session-app doctor\` exits with 5 if it finds an error. [ci.md](../ci.md) shows how to run it in CI and how to
accept a finding; [problems.md](problems.md) lists the problems of sessions that the rules come from.

| rule | severity | what it finds |
| --- | --- | --- |
${rows.join('\n')}
`;
}

const pages = new Map([
  ['README.md', index()],
  ...RULES.map((rule): [string, string] => [`${rule.id}.md`, page(rule)]),
]);

if (process.env['UPDATE']) for (const [name, text] of pages) writeFileSync(path.join(PAGES, name), text);
if (process.env['UPDATE'])
  for (const name of readdirSync(PAGES)) if (!pages.has(name) && name !== 'problems.md') rmSync(path.join(PAGES, name));

test('each rule has a page, and each page a rule', () => {
  const written = readdirSync(PAGES).filter((name) => name !== 'problems.md');
  expect(written.sort()).toEqual([...pages.keys()].sort());
});

test.each([...pages])('%s is made from its rule and fixture', (name, text) => {
  expect(readFileSync(path.join(PAGES, name), 'utf8')).toBe(text);
});

test('the page of problems lists every rule for a session, with links that work', () => {
  const text = readFileSync(path.join(PAGES, 'problems.md'), 'utf8');
  const linked = [...text.matchAll(/\]\(([a-z-]+)\.md\)/g)].map(([, id]) => id);
  expect([...new Set(linked)].sort()).toEqual(
    RULES.map(({ id }) => id)
      .filter((id) => id !== 'no-session')
      .sort(),
  );
});
