import type { CliError } from '../errors.ts';
import { RefusedError } from '../errors.ts';
import type { Examination, Outcome } from '../outcome.ts';
import { explain } from '../rules/rule.ts';
import type { Note, Plan, Step } from '../types.ts';

/** Renders the unified diff of a step; loaded only when needed. */
export type Differ = (step: Exclude<Step, { kind: 'run' }>) => string;

/** The document that `--json` prints for a run with a plan. */
export function jsonOutcome(outcome: Outcome, differ: Differ | undefined): string {
  const { plan, status, error } = outcome;
  return stringify({ ...body(plan, differ), status, ...(error ? { error: errorBody(error) } : {}) });
}

/** The document that `doctor` prints with `--json`: its findings are notes. */
export function jsonExamination(examination: Examination, differ: Differ | undefined): string {
  const { root, status, diagnoses, checks, plan } = examination;
  const notes = diagnoses.map(({ rule, what: _, severity, message, why, fix, endLine, endColumn, ...place }) => ({
    code: rule,
    severity,
    message: explain({ why, fix }, { message }),
    ...place,
  }));
  const files = plan ? body(plan, differ) : undefined;
  return stringify({
    version: 1,
    command: 'doctor',
    status,
    root,
    files: files?.files ?? [],
    dependencies: { add: {}, remove: [] },
    answers: {},
    notes: [...notes, ...(files?.notes ?? [])],
    ...(checks ? { checks } : {}),
    next: [],
  });
}

/** The command and the folder of a run. */
export interface RunContext {
  command: string;
  /** An absolute path; null if the folder is not known yet. */
  root: string | null;
}

/** The document that `--json` prints for a run that failed before it had a plan. */
export function jsonError({ command, root }: RunContext, error: Failure): string {
  return stringify({
    version: 1,
    command,
    status: error instanceof RefusedError ? 'refused' : 'failed',
    root,
    files: [],
    dependencies: { add: {}, remove: [] },
    answers: {},
    notes: error instanceof RefusedError ? error.notes.map(noteBody) : [],
    next: [],
    error: errorBody(error),
  });
}

function body(plan: Plan, differ: Differ | undefined) {
  const { add, dev, remove } = plan.dependencies;
  return {
    version: plan.version,
    command: plan.command,
    status: '',
    root: plan.root,
    files: plan.steps
      .filter((step) => step.kind !== 'run')
      .map((step) => ({ path: step.path, action: step.kind, ...(differ ? { diff: differ(step) } : {}) })),
    dependencies: { add: { ...add, ...dev }, remove },
    answers: plan.answers,
    notes: plan.notes.map(noteBody),
    next: plan.next,
  };
}

function noteBody({ code, severity, message, file, line, snippet }: Note): Note {
  return {
    code,
    severity,
    message,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(snippet === undefined ? {} : { snippet }),
  };
}

type Failure = Pick<CliError, 'message' | 'hint' | 'exitCode'>;

function errorBody({ message, hint, exitCode }: Failure) {
  return { message, exitCode, ...(hint === undefined ? {} : { hint }) };
}

function stringify(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
