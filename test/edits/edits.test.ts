import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { RefusedError } from '../../src/errors.ts';
import { inspectProject } from '../../src/inspect/inspect-project.ts';
import { parseSource } from '../../src/inspect/syntax/parse.ts';
import { addAnswers, detected } from '../../src/plan/add/detect.ts';
import { planAdd } from '../../src/plan/add/plan-add.ts';
import { requireEditable } from '../../src/plan/add/preconditions.ts';
import { loadStoreFiles } from '../../src/plan/create/store-files.ts';
import type { Answers } from '../../src/questions/values.ts';
import type { Note, Plan } from '../../src/types.ts';
import { FIXTURES } from './fixtures.ts';

// Each folder is a test: `input` is a project, `answers.json` the flags and expected notes, `output` the changed files.
// `_env` stands for `.env`. UPDATE=1 rewrites the outputs; review them before you commit.

interface Case {
  flags?: Record<string, unknown>;
  /** Codes of notes that the plan must contain. */
  notes?: string[];
  /** Codes of notes that the plan must not contain. */
  without?: string[];
  /** Code of the first note of the refusal. */
  refused?: string;
  /** Lines of all notes with that code. */
  lines?: number[];
  /** The first lines of the snippet of the refusal. */
  snippet?: string[];
  unchanged?: boolean;
}

const here = import.meta.dirname;
const scratch = mkdtempSync(join(tmpdir(), 'edits-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const storeFiles = await loadStoreFiles();

type Files = Record<string, string>;

function readTree(dir: string, under = ''): Files {
  const files: Files = {};
  for (const entry of readdirSync(join(dir, under), { withFileTypes: true })) {
    const path = join(under, entry.name);
    if (entry.isDirectory()) Object.assign(files, readTree(dir, path));
    else files[path.replace(/(^|\/)_(env|gitignore)/, '$1.$2')] = readFileSync(join(dir, path), 'utf8');
  }
  return files;
}

function writeTree(dir: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
}

function plan(dir: string, { flags }: Case): Plan {
  const facts = requireEditable(inspectProject(dir));
  const typed = Object.fromEntries(
    Object.entries(flags ?? {}).map(([id, value]) => [id, { value, from: 'flag' }]),
  ) as Answers;
  const hardened = typed.features?.value.includes('hardened') ? storeFiles : undefined;
  return planAdd(facts, addAnswers(facts, { ...detected(facts), ...typed }, hardened));
}

function refusal(dir: string, expected: Case): Note[] {
  try {
    plan(dir, expected);
  } catch (error) {
    if (error instanceof RefusedError) return error.notes.filter(({ code }) => code === expected.refused);
  }
  return [];
}

function changes({ steps }: Plan): Files {
  return Object.fromEntries(
    steps.flatMap((step) =>
      step.kind === 'run' ? [] : [[step.path, step.kind === 'edit' ? step.after : step.content]],
    ),
  );
}

function parses(files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    if (name.endsWith('.json')) expect(() => JSON.parse(text.replace(/^\uFEFF/, ''))).not.toThrow();
    else if (/\.[cm]?[jt]sx?$/.test(name)) expect(parseSource(name, text)).not.toHaveProperty('unparsed');
  }
}

const crlf = (files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replace(/\r?\n/g, '\r\n')]));

for (const name of FIXTURES) {
  const dir = join(here, name);
  const expected = JSON.parse(readFileSync(join(dir, 'answers.json'), 'utf8')) as Case;
  describe(name, () => {
    for (const [label, convert] of [
      ['LF', (files: Files) => files],
      ['CRLF', crlf],
    ] as const) {
      it(label, () => {
        const project = join(scratch, name, label);
        writeTree(project, convert(readTree(join(dir, 'input'))));
        if (expected.refused) {
          expect(() => plan(project, expected)).toThrowError(
            expect.objectContaining({
              notes: expect.arrayContaining([expect.objectContaining({ code: expected.refused })]),
            }),
          );
          expect(() => plan(project, expected)).toThrowError(RefusedError);
          const notes = refusal(project, expected);
          if (expected.lines) expect(notes.map(({ line }) => line)).toEqual(expected.lines);
          if (expected.snippet)
            expect(notes[0]?.snippet?.split('\n').slice(0, expected.snippet.length)).toEqual(expected.snippet);
          return;
        }
        const first = plan(project, expected);
        const changed = changes(first);
        parses(changed);
        if (process.env.UPDATE && label === 'LF') {
          rmSync(join(dir, 'output'), { recursive: true, force: true });
          writeTree(
            join(dir, 'output'),
            Object.fromEntries(
              Object.entries(changed).map(([path, text]) => [path.replace(/(^|\/)\.(env|gitignore)/, '$1_$2'), text]),
            ),
          );
        }
        expect(first.notes.map(({ code }) => code)).toEqual(expect.arrayContaining(expected.notes ?? []));
        for (const code of expected.without ?? []) expect(first.notes.map((note) => note.code)).not.toContain(code);
        if (expected.unchanged) return expect(changed).toEqual({});
        const output = readTree(join(dir, 'output'));
        // An existing file keeps its line endings; a new one may have either.
        const created = new Set(first.steps.flatMap((step) => (step.kind === 'create' ? [step.path] : [])));
        const want = Object.fromEntries(
          Object.entries(output).map(([path, text]) => [
            path,
            created.has(path) ? text : convert({ [path]: text })[path],
          ]),
        );
        const lf = (text: string): string => text.replace(/\r\n/g, '\n');
        const have = Object.fromEntries(
          Object.entries(changed).map(([path, text]) => [path, created.has(path) ? lf(text) : text]),
        );
        expect(have).toEqual(want);
        writeTree(project, changed);
        expect(changes(plan(project, expected))).toEqual({});
      });
    }
  });
}
