import type { InstallError } from './errors.ts';
import type { AddOptions } from './questions/conversation.ts';
import type { Plan, RunStep } from './types.ts';

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
}

/** Reports the progress of a command. */
export interface CommandProgress {
  /** It printed a line. */
  line(text: string): void;
  ended(): void;
}
