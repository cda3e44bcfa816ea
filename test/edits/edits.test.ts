import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { RefusedError } from '../../src/errors.ts';
import type { Note } from '../../src/types.ts';
import { FIXTURES } from './fixtures.ts';
import { changes, type Files, parses, plan, readTree, writeTree } from './plans.ts';

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
afterAll(() => rmSync(scratch, { recursive: true, force: true }), 60_000);

function refusal(dir: string, expected: Case, wanted = expected.refused): Note[] {
  try {
    plan(dir, expected);
  } catch (error) {
    if (error instanceof RefusedError) return error.notes.filter(({ code }) => code === wanted);
  }
  return [];
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
          for (const code of expected.without ?? []) expect(refusal(project, expected, code)).toEqual([]);
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
