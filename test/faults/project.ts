import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plan, Step } from '../../src/types.ts';

/** Every file and folder below a root: a folder is null, a file its permission bits and text. */
export type Tree = Record<string, string | null>;

// Several kB each, so that a small disk can fill up while any of them is written.
const lines = (file: string, count: number): string => `// line of ${file}\n`.repeat(count);
const edited = ['app.js', 'package.json', 'src/routes.js'] as const;
const originals = Object.fromEntries(edited.map((file, index) => [file, lines(file, 300 + 100 * index)]));

/** Writes a project with three files. */
export function writeProject(root: string): void {
  for (const [file, content] of Object.entries(originals)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content, { mode: 0o644 });
  }
}

/** A plan that edits all three files and creates two, one private and one in a new folder. */
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

/** All files and folders below the root. */
export function treeOf(root: string): Tree {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(names.map((name) => [name, entry(path.join(root, name))]));
}

function entry(file: string): string | null {
  const stat = lstatSync(file);
  return stat.isDirectory() ? null : `${(stat.mode & 0o777).toString(8)} ${shortened(readFileSync(file, 'utf8'))}`;
}

/** The text with repeated lines shortened to one, for readable differences. */
function shortened(text: string): string {
  return text.replace(/^(.*\n)\1+/gm, (lines, line: string) => `${line.trimEnd()} x ${lines.length / line.length}\n`);
}
