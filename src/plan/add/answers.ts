import type { Answer } from '../../types.ts';

/** What the plan needs to know. `undefined` means: leave it as the project has it. Durations in milliseconds. */
export interface AddAnswers {
  store: 'mongo' | 'redis' | 'memory';
  /** `--store` was given: another store may be replaced. */
  replaceStore: boolean;
  connection: 'url' | 'client' | 'mongoose';
  urlEnv: string;
  secretEnv: string;
  maxAgeMs: number | undefined;
  rolling: boolean | undefined;
  /** Seconds. */
  touchAfterS: number | undefined;
  collection: string;
  features: string[];
  keepSessions: boolean;
  /** How each answer came to be, for the summary. */
  sources: Record<string, Answer>;
}
