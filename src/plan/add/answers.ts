import type { Answers, Connection, Store } from '../../questions/values.ts';

/** What the plan needs to know. `undefined` means: leave it as the project has it. */
export interface AddAnswers {
  store: Store;
  /** `--store` was given: another store may be replaced. */
  replaceStore: boolean;
  connection: Connection;
  urlEnv: string;
  secretEnv: string;
  /** Milliseconds. */
  maxAgeMs: number | undefined;
  rolling: boolean | undefined;
  /** Seconds. */
  touchAfterS: number | undefined;
  collection: string;
  keepSessions: boolean;
  /** How each answer came to be, for the summary. */
  sources: Answers;
}
