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
  return stringify({ ...body(plan, differ), status, error: error && errorBody(error) });
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
    ...emptyBody('doctor', status, root),
    files: files?.files ?? [],
    notes: [...notes, ...(files?.notes ?? [])],
    checks,
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
  const [status, notes] = error instanceof RefusedError ? ['refused', error.notes.map(noteBody)] : ['failed', []];
  return stringify({ ...emptyBody(command, status, root), notes, error: errorBody(error) });
}

/** All fields of a document but `error`, in their order. */
function emptyBody(command: string, status: string, root: string | null): Record<string, unknown> {
  return {
    version: 1,
    command,
    status,
    root,
    files: [],
    dependencies: { add: {}, remove: [] },
    answers: {},
    notes: [],
    checks: undefined,
    next: [],
  };
}

function body(plan: Plan, differ: Differ | undefined) {
  const { add, dev, remove } = plan.dependencies;
  return {
    ...emptyBody(plan.command, '', plan.root),
    files: plan.steps
      .filter((step) => step.kind !== 'run')
      .map((step) => ({ path: step.path, action: step.kind, ...(differ ? { diff: differ(step) } : {}) })),
    dependencies: { add: { ...add, ...dev }, remove },
    answers: plan.answers,
    notes: plan.notes.map(noteBody),
    next: plan.next,
  };
}

function noteBody({ code, severity, message, file, line, snippet }: Note) {
  return { code, severity, message, file, line, snippet };
}

type Failure = Pick<CliError, 'message' | 'hint' | 'exitCode'>;

function errorBody({ message, hint, exitCode }: Failure) {
  return { message, exitCode, hint };
}

function stringify(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
