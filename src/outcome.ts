import type { InstallError } from './errors.ts';
import type { AddOptions } from './questions/conversation.ts';
import type { Plan, RunStep, Severity } from './types.ts';

/** The result of a command, for the report. */
export interface Outcome {
  status: 'done' | 'unchanged' | 'planned' | 'failed';
  plan: Plan;
  /** The options of `add` that repeat the run, including those chosen at prompts. */
  add?: AddOptions;
  /** Set if the files were written but the install failed. */
  error?: InstallError;
}

/** Reports the progress of a run. */
export interface Progress {
  filesWritten(): void;
  commandStarted(step: RunStep): CommandProgress;
  /** @param title a participle: `Copying the project` */
  stepStarted(title: string): CommandProgress;
  checked(rows: readonly CheckRow[]): void;
}

/** The results of a script of the project, in words. */
export interface CheckRow {
  script: string;
  before: string;
  after: string;
}

/** Reports the progress of a command. */
export interface CommandProgress {
  /** It printed a text, of which the last line is shown. */
  printed(text: string): void;
  ended(): void;
}

/** A problem that `doctor` found, with its place. */
export interface Diagnosis {
  rule: string;
  /** What the rule finds, without the details of this place. */
  what: string;
  severity: Severity;
  /** What is wrong here, why it matters and what to do, in one sentence each. */
  message: string;
  why?: string | undefined;
  fix?: string | undefined;
  /** Relative to the root, with forward slashes. */
  file: string;
  /** 1-based, as columns; 1 for a problem of the whole file. */
  line: number;
  column?: number;
  endLine?: number;
  endColumn?: number;
  /** The reason in the comment that accepts it; such a problem is only counted. */
  accepted?: string;
}

/** The result of one drill or probe of the running app. */
export interface LiveCheck {
  /** Stable, kebab-case. */
  id: string;
  /** What is proven, as a fact: `A session survives a restart`. */
  title: string;
  status: 'passed' | 'failed' | 'warning' | 'skipped';
  /** What was seen, in a sentence or two; for a skipped check, why. */
  message: string;
  /** Milliseconds. */
  ms: number;
}

/** The result of `doctor`. */
export interface Examination {
  /** Absolute. */
  root: string;
  status: Outcome['status'];
  diagnoses: Diagnosis[];
  /** The proof of `--live`; undefined without it. */
  checks?: LiveCheck[];
  /** The repairs of `--fix`, planned or made; none if it has no steps. */
  plan?: Plan;
}
