import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plan, Step } from '../../src/types.ts';

/** Every file and folder below a root: a folder is null, a file its permission bits and text. */
export type Tree = Record<string, string | null>;

// Some kilobytes each, so that a small disk can fill up in the middle of any of them.
const lines = (file: string, count: number): string => `// line of ${file}\n`.repeat(count);
const edited = ['app.js', 'package.json', 'src/routes.js'] as const;
const originals = Object.fromEntries(edited.map((file, index) => [file, lines(file, 300 + 100 * index)]));

/** A project with three files, as it is before the plan. */
export function makeProject(root: string): void {
  for (const [file, content] of Object.entries(originals)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content, { mode: 0o644 });
  }
}

/** Edits all three files and creates two, one of them private, one in a new folder. */
export function planFor(root: string): Plan {
  const steps: Step[] = [
    ...edited.map((file): Step => {
      const before = originals[file] ?? '';
      return { kind: 'edit', path: file, before, after: `// added\n${before}`, why: '' };
    }),
    { kind: 'create', path: '.env', content: 'A=1\n', mode: 0o600 },
    { kind: 'create', path: 'lib/session/store.js', content: lines('store.js', 400), mode: 0o644 },
  ];
  return {
    version: 1,
    command: 'add',
    root,
    steps,
    dependencies: { add: {}, dev: {}, remove: [] },
    answers: {},
    notes: [],
    next: [],
  };
}

/** What is there, to the last leftover. */
export function treeOf(root: string): Tree {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(names.map((name) => [name, entry(path.join(root, name))]));
}

function entry(file: string): string | null {
  const stat = lstatSync(file);
  return stat.isDirectory() ? null : `${(stat.mode & 0o777).toString(8)} ${shortened(readFileSync(file, 'utf8'))}`;
}

/** Equal lines of the same number as one, so that a difference can be read. */
function shortened(text: string): string {
  return text.replace(/^(.*\n)\1+/gm, (lines, line: string) => `${line.trimEnd()} x ${lines.length / line.length}\n`);
}
