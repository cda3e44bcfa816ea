import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { applyPatch } from 'diff';
import { afterAll, describe, expect, test } from 'vitest';
import { runAdd } from '../../src/commands/add.ts';
import { RefusedError } from '../../src/errors.ts';
import { unifiedDiff } from '../../src/plan/diff.ts';
import { questionsFor } from '../../src/questions/table.ts';
import { jsonOutcome } from '../../src/report/json.ts';
import { NO_PROGRESS } from '../../src/report/progress.ts';
import { FIXTURES } from './fixtures.ts';

// Checks that `--dry-run --json` shows exactly the changes that the run then makes.

/** A secret, or its token in a plan. */
const SECRET = /=([\w-]{43}|\{\{new secret: \w+\}\})(?=$| +#)/gm;

const scratch = mkdtempSync(path.join(tmpdir(), 'dry-run-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Copies the fixture, with `_env` renamed to `.env`. */
function project(name: string): string {
  const folder = path.join(scratch, name);
  cpSync(path.join(import.meta.dirname, name, 'input'), folder, { recursive: true });
  for (const file of files(folder)) {
    const real = file.replace(/(^|\/)_(env|gitignore)/, '$1.$2');
    if (real !== file) renameSync(path.join(folder, file), path.join(folder, real));
  }
  return folder;
}

function files(folder: string, under = ''): string[] {
  return readdirSync(path.join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(under, entry.name);
    return entry.isDirectory() ? files(folder, file) : [file];
  });
}

const tree = (folder: string): Record<string, string> =>
  Object.fromEntries(files(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));

/** The flags as a user types them; the fixtures contain parsed values. */
function flagsOf(name: string, folder: string): Record<string, string | boolean> {
  const { flags = {} } = JSON.parse(readFileSync(path.join(import.meta.dirname, name, 'answers.json'), 'utf8'));
  const typed = questionsFor('add').flatMap(({ id, show }) =>
    flags[id] === undefined ? [] : [[id, typeof flags[id] === 'boolean' ? flags[id] : show(flags[id])]],
  );
  return { ...Object.fromEntries(typed), directory: folder, install: false };
}

describe.each(FIXTURES)('%s', (name) => {
  test('a dry run shows exactly the changes of the run', async () => {
    const folder = project(name);
    const before = tree(folder);
    const flags = flagsOf(name, folder);
    const run = async (dryRun: boolean) => {
      const options = { cwd: scratch, dryRun, yes: true, userAgent: undefined, allowDirty: false, check: false };
      try {
        const outcome = await runAdd(flags, options, undefined, NO_PROGRESS);
        return JSON.parse(jsonOutcome(outcome, unifiedDiff));
      } catch (error) {
        if (error instanceof RefusedError) return { status: 'refused', message: error.message, notes: error.notes };
        throw error;
      }
    };
    const shown = await run(true);
    expect(tree(folder)).toEqual(before);
    const done = await run(false);
    expect({ ...shown, status: done.status }).toEqual(done);
    const after = tree(folder);
    if (done.status !== 'done') return expect(after).toEqual(before);
    expect(shown.status).toBe('planned');
    const promised: Record<string, string> = { ...before };
    for (const { path: file, diff } of shown.files) promised[file] = patched(before[file] ?? '', diff);
    const hidden = (all: Record<string, string>) =>
      Object.fromEntries(Object.entries(all).map(([file, text]) => [file, text.replace(SECRET, '=?')]));
    expect(hidden(after)).toEqual(hidden(promised));
  });
});

function patched(before: string, diff: string): string {
  const after = applyPatch(before, diff, { autoConvertLineEndings: false });
  if (after === false) throw new Error(`The diff does not apply:\n${diff}`);
  return after;
}
