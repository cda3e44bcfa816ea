/**
 * The data that the stages pass on: cli -> inspect -> ask -> plan -> apply -> report. All of it is plain and
 * JSON-serializable. Dry run, `--json`, diff and rollback are views of one Plan.
 */

/** The source of an answer. The summary shows it, and the command that repeats a run depends on it. */
type AnswerSource = 'flag' | 'prompt' | 'default' | 'detected';

export interface Answer<T = unknown> {
  value: T;
  from: AnswerSource;
}

/** The most severe first. */
export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A message for the user. `code` is stable, so scripts can rely on it; `snippet` is code to paste. */
export interface Note {
  code: string;
  severity: Severity;
  message: string;
  /** Relative to the root of the plan, with forward slashes. */
  file?: string;
  /** 1-based. */
  line?: number;
  snippet?: string;
}

/** Creates a file. `content` may contain tokens for secrets (see plan/secrets.ts), which apply replaces. */
export interface CreateStep {
  kind: 'create';
  /** Relative to the root, with forward slashes. */
  path: string;
  content: string;
  /** POSIX permission bits; 0o644 if omitted. */
  mode?: number;
  /** No part of it is shown, as it holds secrets alone. */
  confidential?: boolean;
}

/** Edits an existing file. Refused by apply if the text of the file is no longer `before`. */
export interface EditStep {
  kind: 'edit';
  path: string;
  before: string;
  after: string;
  /** What is changed, for the summary. */
  why: string;
  /** POSIX permission bits to set after the edit; unchanged if omitted. */
  mode?: number;
  /** No part of it is shown: the changed lines hold existing secrets. */
  confidential?: boolean;
}

/** Runs a command after all files are written. A failed install keeps the files and exits with 4. */
export interface RunStep {
  kind: 'run';
  id: 'git-init' | 'install';
  command: string;
  args: string[];
  /** Relative to the root. */
  cwd: string;
}

export type Step = CreateStep | EditStep | RunStep;

export interface DependencyChanges {
  /** Version ranges by package name, for `dependencies`. */
  add: Record<string, string>;
  /** Version ranges by package name, for `devDependencies`. */
  dev: Record<string, string>;
  remove: string[];
}

export interface Plan {
  version: 1;
  command: 'create' | 'add' | 'doctor' | 'secret';
  /** Absolute path of the folder that all steps are relative to. */
  root: string;
  steps: Step[];
  dependencies: DependencyChanges;
  answers: Record<string, Answer>;
  notes: Note[];
  /** Commands for the user to run next, in order. */
  next: string[];
}

/** What a plan has that changes no dependencies and needs no answers. */
export const NO_CHANGES: Pick<Plan, 'version' | 'dependencies' | 'answers' | 'next'> = {
  version: 1,
  dependencies: { add: {}, dev: {}, remove: [] },
  answers: {},
  next: [],
};
