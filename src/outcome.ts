import type { InstallError } from './errors.ts';
import type { Plan, RunStep } from './types.ts';

/** What a command did, for the report. */
export interface Outcome {
  status: 'done' | 'unchanged' | 'planned' | 'failed';
  plan: Plan;
  /** Set when the files are in place but a later command failed. */
  error?: InstallError;
}

/** Reports what is being done; `report` decides how it looks. */
export type Progress = (event: 'files' | RunStep['id']) => void;
