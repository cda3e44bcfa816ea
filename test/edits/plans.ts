import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { inspectProject } from '../../src/inspect/inspect-project.ts';
import { parseSource } from '../../src/inspect/syntax/parse.ts';
import { addAnswers, detected } from '../../src/plan/add/detect.ts';
import { planAdd } from '../../src/plan/add/plan-add.ts';
import { requireEditable } from '../../src/plan/add/preconditions.ts';
import { loadStoreFiles } from '../../src/plan/create/store-files.ts';
import type { Answers } from '../../src/questions/values.ts';
import type { Plan } from '../../src/types.ts';

// Plans of `add` for projects in scratch folders.

const storeFiles = await loadStoreFiles();

export type Files = Record<string, string>;

/** The files below a folder, with `_env` and `_gitignore` as `.env` and `.gitignore`. */
export function readTree(dir: string, under = ''): Files {
  const files: Files = {};
  for (const entry of readdirSync(join(dir, under), { withFileTypes: true })) {
    const path = join(under, entry.name);
    if (entry.isDirectory()) Object.assign(files, readTree(dir, path));
    else files[path.replace(/(^|\/)_(env|gitignore)/, '$1.$2')] = readFileSync(join(dir, path), 'utf8');
  }
  return files;
}

export function writeTree(dir: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
}

/** The plan of `add` for a project. */
export function plan(dir: string, { flags }: { flags?: Record<string, unknown> }): Plan {
  const facts = requireEditable(inspectProject(dir));
  const typed = Object.fromEntries(
    Object.entries(flags ?? {}).map(([id, value]) => [id, { value, from: 'flag' }]),
  ) as Answers;
  const hardened = typed.features?.value.includes('hardened') ? storeFiles : undefined;
  return planAdd(facts, addAnswers(facts, { ...detected(facts), ...typed }, hardened));
}

/** The new text of each file that a plan creates or edits. */
export function changes({ steps }: Plan): Files {
  return Object.fromEntries(
    steps.flatMap((step) =>
      step.kind === 'run' ? [] : [[step.path, step.kind === 'edit' ? step.after : step.content]],
    ),
  );
}

export function parses(files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    if (name.endsWith('.json')) expect(() => JSON.parse(text.replace(/^\uFEFF/, ''))).not.toThrow();
    else if (/\.[cm]?[jt]sx?$/.test(name)) expect(parseSource(name, text)).not.toHaveProperty('unparsed');
  }
}
