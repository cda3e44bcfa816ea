import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, parseExpression } from '@babel/parser';
import { afterAll, expect, test } from 'vitest';
import { CliError, RefusedError } from '../../src/errors.ts';
import { readSource } from '../../src/inspect/syntax/source-file.ts';
import type { Plan } from '../../src/types.ts';
import { FIXTURES } from '../edits/fixtures.ts';
import { changes, type Files, plan, readTree, writeTree } from '../edits/plans.ts';
import { mutate } from './mutations.ts';
import { Random } from './random.ts';

// Mutates the inputs of the edit fixtures and plans `add` for each. FUZZ sets the number of mutations, FUZZ_SEED the
// first seed. A failure names its seed: FUZZ=1 FUZZ_SEED=n repeats it.

const COUNT = Number(process.env['FUZZ'] ?? 400);
const FIRST = Number(process.env['FUZZ_SEED'] ?? 0);
const SLOW_MS = 10_000;
/** Names that Node declares in every CommonJS module, and all globals. */
const GLOBALS = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  'require',
  'module',
  'exports',
  '__dirname',
  '__filename',
]);

const edits = join(import.meta.dirname, '../edits');
const scratch = mkdtempSync(join(tmpdir(), 'fuzz-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The seeds of each fixture: one test each, so that a hang shows in which one. */
const seedsOf = new Map<string, number[]>();
for (let seed = FIRST; seed < FIRST + COUNT; seed += 1) {
  const name = FIXTURES[(seed * 7919) % FIXTURES.length] ?? '';
  seedsOf.set(name, [...(seedsOf.get(name) ?? []), seed]);
}

test.each([...seedsOf.keys()].sort())('mutations of %s', { timeout: 600_000 }, (name) => {
  const { flags = {} } = JSON.parse(readFileSync(join(edits, name, 'answers.json'), 'utf8'));
  const input = readTree(join(edits, name, 'input'));
  const failures = (seedsOf.get(name) ?? []).flatMap((seed) => {
    const { files, applied } = mutate(input, new Random(seed));
    const folder = join(scratch, String(seed));
    writeTree(folder, files);
    const problem = problemOf(folder, flags, files);
    rmSync(folder, { recursive: true, force: true });
    return problem === undefined ? [] : [`seed ${seed} (${applied.join(', ')}): ${problem}`];
  });
  expect(failures).toEqual([]);
});

/** What is wrong with the plan for a project; undefined when nothing is. */
function problemOf(folder: string, flags: Record<string, unknown>, files: Files): string | undefined {
  const started = performance.now();
  try {
    const first = plan(folder, { flags });
    if (performance.now() - started > SLOW_MS) return 'too slow';
    const stale = first.steps.find((step) => step.kind === 'edit' && step.before !== files[step.path]);
    if (stale?.kind === 'edit') return `the edit of ${stale.path} does not start from the file`;
    const changed = changes(first);
    const broken = Object.entries(changed).flatMap(([path, text]) => brokenBy(path, files[path] ?? '', text));
    if (broken.length > 0) return broken.join('; ');
    writeTree(folder, changed);
    return problemOfSecondRun(folder, flags, first);
  } catch (error) {
    const unsafe = error instanceof RefusedError && error.notes.find(({ code }) => code === 'edit-unsafe');
    if (unsafe && errorsOf(unsafe.file ?? '', files[unsafe.file ?? ''] ?? '').length === 0) return error.message;
    // A new env file below another file: writing it fails, planning does not.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    return error instanceof CliError ? undefined : String((error as Error).stack);
  }
}

function problemOfSecondRun(folder: string, flags: Record<string, unknown>, first: Plan): string | undefined {
  if (first.steps.length === 0) return undefined;
  try {
    const again = Object.keys(changes(plan(folder, { flags })));
    return again.length === 0 ? undefined : `a second run changes ${again.join(', ')}`;
  } catch (error) {
    return `a second run fails: ${error instanceof CliError ? error.message : (error as Error).stack}`;
  }
}

/** Errors of an edited file that it did not have before: of syntax, of declarations, and names that nothing declares. */
function brokenBy(path: string, before: string, after: string): string[] {
  if (path.endsWith('.json')) {
    const read = /\/\/|\/\*|,\s*[}\]]/.test(before) ? parseExpression : JSON.parse;
    try {
      read(after.replace(/^\uFEFF/, ''));
      return [];
    } catch (error) {
      return [`${path}: ${error}`];
    }
  }
  if (!/\.[cm]?[jt]sx?$/.test(path)) return [];
  // A file that Node rejects anyway may have any other error as well.
  if (errorsOf(path, before).length > 0) return [];
  const source = readSource(path, before, 'commonjs');
  const old = new Set('index' in source ? [...source.index.undeclared].map(notDeclared) : []);
  return [...errorsOf(path, after), ...undeclared(path, after)]
    .filter((one) => !old.has(one))
    .map((one) => `${path}: ${one}`);
}

function errorsOf(path: string, text: string): string[] {
  const plugins = /\.[cm]?ts$/.test(path) ? ['typescript' as const] : ['typescript' as const, 'jsx' as const];
  try {
    const { errors } = parse(text.replace(/^\uFEFF/, ''), {
      sourceType: 'unambiguous',
      errorRecovery: true,
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
      plugins: [...plugins, 'decorators'],
    });
    return (errors ?? []).map((error) => String(error).replace(/\s*\(\d+:\d+\)/, ''));
  } catch (error) {
    return [String(error).replace(/\s*\(\d+:\d+\)/, '')];
  }
}

const notDeclared = (name: string): string => `${name} is not declared`;

/** Names of variables that no declaration of a file declares. */
function undeclared(path: string, text: string): string[] {
  const file = readSource(path, text, 'commonjs');
  if ('unparsed' in file) return [];
  const { identifiers, resolve, parents } = file.index;
  const isRead =
    /^(CallExpression|NewExpression|MemberExpression|VariableDeclarator|AssignmentExpression|ConditionalExpression|SpreadElement)$/;
  return identifiers.flatMap((one) => {
    const parent = parents.get(one);
    const isName = parent?.type === 'MemberExpression' && parent.property === one && !parent.computed;
    return isName || resolve(one) || !isRead.test(parent?.type ?? '') || GLOBALS.has(one.name)
      ? []
      : [notDeclared(one.name)];
  });
}
