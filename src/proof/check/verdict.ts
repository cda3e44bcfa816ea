import path from 'node:path';
import { RefusedError } from '../../errors.ts';
import type { CheckRow } from '../../outcome.ts';
import type { Note } from '../../types.ts';
import { firstErrorLines, newProblems, type Problem, problemsIn, sourceLine } from './problems.ts';
import type { RepositoryCopy } from './repository-copy.ts';
import type { Ran } from './run-command.ts';
import type { Command, Trial } from './trial.ts';

/** The results of a script without and with the change. */
export interface Comparison {
  command: Command;
  /** The reason, if it was not run. */
  before: Ran | string;
  after: Ran | string;
}

const MAX_PLACES = 5;

/** @throws RefusedError when the change breaks the script, or adds an error to an edited file */
export function requireUnbroken(trial: Trial, { command, before, after }: Comparison): void {
  if (typeof before === 'string' || typeof after === 'string' || after.status === 'passed') return;
  const problems = problemsOf(trial, trial.after, command, after);
  const added = newProblems(problems, problemsOf(trial, trial.before, command, before));
  const edited = new Set(trial.plan.steps.flatMap((step) => (step.kind === 'run' ? [] : [step.path])));
  const inEdited = added.filter(({ file }) => edited.has(file));
  if (before.status !== 'passed' && (inEdited.length === 0 || after.status !== 'failed')) return;
  const reason =
    before.status !== 'passed'
      ? `${command.title} failed before, and fails with new errors in edited files.`
      : `${command.title} passed before and ${after.status === 'failed' ? 'fails' : `does not end within ${minutes(trial.limit)}`} with the change.`;
  const places = [...inEdited, ...added.filter(({ file }) => !edited.has(file))];
  const sentence = `add --check: ${reason}${command.inClone ? ' A clone has no files that git ignores.' : ''}`;
  refuse(trial, sentence, linesOf(command, before, after, inEdited), places);
}

function problemsOf({ within }: Trial, { root }: RepositoryCopy, { cwd }: Command, { output }: Ran): Problem[] {
  return problemsIn(output, { copy: root, root: path.join(root, within), cwd: path.join(root, cwd) });
}

function linesOf({ args }: Command, before: Ran, after: Ran, inEdited: readonly Problem[]): string[] {
  if (before.status !== 'passed') return [...new Set(inEdited.map(({ text }) => text))].slice(0, MAX_PLACES);
  return firstErrorLines(after.output, before.output, args[0] === 'install');
}

/** @throws RefusedError always */
function refuse(trial: Trial, sentence: string, lines: readonly string[], problems: readonly Problem[]): never {
  const root = path.join(trial.after.root, trial.within);
  const places = new Map(problems.map((problem) => [`${problem.file}:${problem.line ?? ''}`, problem]));
  const notes = [...places.values()].slice(0, MAX_PLACES).map((problem): Note => {
    const { file, line } = problem;
    const message = trial.mask(sourceLine(root, problem)) || 'named in the output';
    return { code: 'check-failed', severity: 'error', message, file, ...(line === undefined ? {} : { line }) };
  });
  const message = [sentence, ...lines.map((line) => `  ${line}`)].join('\n');
  throw new RefusedError(message, [{ code: 'check-failed', severity: 'error', message: sentence }, ...notes], {
    hint: 'Nothing was written. Line numbers are those of the edited files, which add --dry-run shows.',
  });
}

/** A row of the table at the end. */
export function rowOf({ command, before, after }: Comparison): CheckRow {
  return { script: command.title, before: resultText(before), after: resultText(after) };
}

function resultText(result: Ran | string): string {
  return typeof result === 'string' ? result : `${result.status} (${Math.max(1, Math.round(result.ms / 1000))} s)`;
}

export function noteOf({ limit }: Trial, { command: { title }, before, after }: Comparison): Note {
  if (typeof after === 'string') {
    const reason =
      typeof before === 'string'
        ? `was not run: it ${before}`
        : `did not end within ${minutes(limit)} before the change`;
    return { code: 'check-not-compared', severity: 'warning', message: `${title} ${reason}.` };
  }
  if (after.status !== 'passed') {
    const message = `${title} failed before, too, so it says nothing about the change.`;
    return { code: 'check-failed-before', severity: 'warning', message };
  }
  const earlier = typeof before === 'string' ? '' : ` ${before.status} before and`;
  return { code: 'check-passed', severity: 'info', message: `${title}${earlier} passes with the change.` };
}

const minutes = (limit: number): string => (limit < 60_000 ? `${limit / 1000} seconds` : `${limit / 60_000} minutes`);
