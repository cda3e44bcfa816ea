import type { InstallError } from './errors.ts';
import type { Plan, RunStep } from './types.ts';

/** The result of a command, for the report. */
export interface Outcome {
  status: 'done' | 'unchanged' | 'planned' | 'failed';
  plan: Plan;
  /** Set if the files were written but the install failed. */
  error?: InstallError;
}

/** Reports progress: all files are written, or a command starts. */
export type Progress = (event: 'files' | RunStep['id']) => void;
