import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/**
 * What each folder may import, from the top down: a folder may only name what stands below it. `x/**` is x with all
 * folders in it, `x` the files directly in it. Every file may import errors.ts, types.ts and outcome.ts.
 */
const ALLOWED: Record<string, string[]> = {
  'cli.ts': ['arguments.ts', 'commands', 'ask', 'report', 'apply', 'plan', 'questions', 'terminal.ts'],
  'arguments.ts': ['commands', 'report', 'questions', 'terminal.ts'],
  commands: ['doctor', 'ask', 'report', 'proof/**', 'apply', 'rules', 'plan/**', 'inspect/**', 'questions'],
  doctor: ['rules', 'plan/**', 'inspect/**'],
  ask: ['report', 'plan', 'questions', 'terminal.ts'],
  report: ['rules', 'plan', 'questions', 'terminal.ts'],
  'proof/check': ['apply', 'proof', 'proof/live', 'plan', 'inspect/**'],
  apply: ['plan'],
  'proof/live': ['proof', 'proof/live/preload', 'plan', 'inspect/**'],
  proof: ['plan'],
  // Loaded into the app that is proven.
  'proof/live/preload': [],
  'plan/add': [
    'rules',
    'plan/snippet',
    'plan/edits/**',
    'plan/wiring',
    'plan/versions',
    'plan/source',
    'plan/create',
    'plan',
    'inspect/**',
    'questions',
  ],
  'plan/snippet': ['plan/wiring', 'plan/source', 'plan', 'inspect/**'],
  'plan/edits': ['rules', 'plan/edits/connect-mongo', 'plan/wiring', 'plan/source', 'plan', 'inspect/**', 'questions'],
  'plan/edits/connect-mongo': ['rules', 'plan/wiring', 'plan/source', 'plan', 'inspect/**', 'questions'],
  'plan/wiring': ['plan/source', 'plan/create', 'plan', 'inspect/**', 'questions'],
  'plan/versions': ['rules', 'plan', 'inspect/**'],
  'plan/source': ['plan', 'inspect/**', 'questions'],
  'plan/secret': ['plan', 'inspect/environment'],
  'plan/create': ['plan', 'inspect/project', 'questions'],
  plan: ['rules', 'inspect', 'inspect/sessions', 'inspect/project', 'inspect/syntax', 'questions'],
  rules: ['inspect/**'],
  inspect: [
    'inspect/entry',
    'inspect/environment',
    'inspect/databases',
    'inspect/sessions',
    'inspect/express',
    'inspect/program',
    'inspect/syntax',
    'inspect/project',
  ],
  'inspect/entry': [
    'inspect/environment',
    'inspect/databases',
    'inspect/sessions',
    'inspect/express',
    'inspect/program',
    'inspect/syntax',
    'inspect/project',
  ],
  'inspect/environment': ['inspect/program', 'inspect/syntax', 'inspect/project'],
  'inspect/databases': ['inspect/program', 'inspect/syntax'],
  'inspect/sessions': ['inspect/express', 'inspect/program', 'inspect/syntax'],
  'inspect/express': ['inspect/program', 'inspect/syntax'],
  'inspect/program': ['inspect/syntax', 'inspect/project'],
  'inspect/syntax': [],
  'inspect/project': ['questions'],
  'outcome.ts': ['questions'],
  questions: [],
  'terminal.ts': [],
  'errors.ts': [],
  'types.ts': [],
};

const FOR_ALL = ['errors.ts', 'types.ts', 'outcome.ts'];

const files = readdirSync(SRC, { recursive: true })
  .map((file) => String(file).split(path.sep).join('/'))
  .filter((file) => file.endsWith('.ts'));

/** Each import of a file of src, type imports included. */
const imports = files.flatMap((from) => {
  const text = readFileSync(path.join(SRC, from), 'utf8');
  return [...text.matchAll(/(?:\bfrom|\bimport\(?)\s*'(\.{1,2}\/[^']+\.ts)'/g)].map(([, specifier = '']) => ({
    from,
    to: path.posix.join(path.posix.dirname(from), specifier),
  }));
});

/** The folder of a file; a file directly in src stands for itself. */
function folderOf(file: string): string {
  return file.includes('/') ? path.posix.dirname(file) : file;
}

function allows(patterns: string[], folder: string): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('/**') ? `${folder}/`.startsWith(pattern.slice(0, -2)) : pattern === folder,
  );
}

/** Groups of nodes that import one another (Tarjan's strongly connected components), as sorted lines. */
function circlesOf(edges: { from: string; to: string }[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of edges) targets.set(from, [...(targets.get(from) ?? []), to]);
  const indices = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[] = [];
  const visit = (node: string): number => {
    const index = indices.size;
    indices.set(node, index);
    lowest.set(node, index);
    stack.push(node);
    for (const target of targets.get(node) ?? []) {
      const reached = indices.has(target) ? (stack.includes(target) ? indices.get(target) : undefined) : visit(target);
      lowest.set(node, Math.min(lowest.get(node) ?? index, reached ?? index));
    }
    const low = lowest.get(node) ?? index;
    if (low === index) {
      const circle = stack.splice(stack.indexOf(node));
      if (circle.length > 1) circles.push(circle.sort().join(' '));
    }
    return low;
  };
  for (const node of targets.keys()) if (!indices.has(node)) visit(node);
  return circles.sort();
}

test('the table of folders points down only', () => {
  const order = Object.keys(ALLOWED);
  for (const [folder, patterns] of Object.entries(ALLOWED)) {
    const above = order.slice(0, order.indexOf(folder) + 1);
    expect(
      above.filter((other) => !FOR_ALL.includes(other) && allows(patterns, other)),
      folder,
    ).toEqual([]);
  }
});

test('every folder imports what the table allows', () => {
  const crossing = imports
    .map(({ from, to }) => ({ from: folderOf(from), to: folderOf(to) }))
    .filter(({ from, to }) => from !== to && !FOR_ALL.includes(to) && !allows(ALLOWED[from] ?? [], to))
    .map(({ from, to }) => `${from} -> ${to}`);
  expect([...new Set(crossing)].sort()).toEqual([]);
});

test('no files import one another in a circle', () => {
  expect(circlesOf(imports)).toEqual([]);
});

test('no folders import one another in a circle', () => {
  const folders = imports
    .map(({ from, to }) => ({ from: folderOf(from), to: folderOf(to) }))
    .filter(({ from, to }) => from !== to);
  expect(circlesOf(folders)).toEqual([]);
});

function importing(pattern: RegExp): string[] {
  return files.filter((file) => pattern.test(readFileSync(path.join(SRC, file), 'utf8'))).sort();
}

test('only inspect reads, only ask prompts, only apply and proof write and spawn', () => {
  expect(importing(/^import .*from '@inquirer/m)).toEqual(['ask/inquirer-prompts.ts']);
  expect(importing(/^import (?!type).*from '(execa|fs-extra)'/m).every((file) => file.startsWith('apply/'))).toBe(true);
  expect(
    importing(/^import .*from 'node:(fs|child_process)/m).every((file) =>
      /^(inspect\/|apply\/|proof\/|terminal)/.test(file),
    ),
  ).toBe(true);
  expect(importing(/^import .*from 'node:(crypto|os|http)/m).every((file) => /^(apply|proof)\//.test(file))).toBe(true);
});
