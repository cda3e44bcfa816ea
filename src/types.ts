/**
 * The data that flows through the pipeline: cli -> inspect -> ask -> plan -> apply -> report.
 * Everything here is plain and JSON-safe; a dry run, `--json`, a diff and a rollback are views of one Plan.
 */

/** Where an answer came from: it explains every decision and writes the "run this again" line. */
type AnswerSource = 'flag' | 'prompt' | 'default' | 'detected';

export interface Answer<T = unknown> {
  value: T;
  from: AnswerSource;
}

export type Severity = 'info' | 'warning' | 'error';

/** Something the user should know. `code` is stable for scripts, `message` is a sentence, `snippet` can be pasted. */
export interface Note {
  code: string;
  severity: Severity;
  message: string;
  /** Relative to the plan's root, with forward slashes. */
  file?: string;
  /** 1-based. */
  line?: number;
  snippet?: string;
}

/** A file that does not exist yet. `content` may hold secret tokens (see plan/secrets.ts); only apply fills them in. */
export interface CreateStep {
  kind: 'create';
  /** Relative to the root, with forward slashes. */
  path: string;
  content: string;
  /** POSIX permission bits, 0o644 when absent. */
  mode?: number;
}

/** A change to an existing file: refused by apply when the file no longer has the text that was planned for. */
export interface EditStep {
  kind: 'edit';
  path: string;
  before: string;
  after: string;
  /** Why the file is touched, for the summary. */
  why: string;
  /** POSIX permission bits to set after the edit; kept as they are when absent. */
  mode?: number;
}

/** A command that runs after every file is in place. A failed install keeps the files and exits 4. */
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
  /** Package name to version range, written to `dependencies` (or, for `dev`, to `devDependencies`). */
  add: Record<string, string>;
  dev: Record<string, string>;
  remove: string[];
}

export interface Plan {
  version: 1;
  command: 'create' | 'add';
  /** Absolute path of the folder that every step is relative to. */
  root: string;
  steps: Step[];
  dependencies: DependencyChanges;
  answers: Record<string, Answer>;
  notes: Note[];
  /** Commands to type next, in order. */
  next: string[];
}
