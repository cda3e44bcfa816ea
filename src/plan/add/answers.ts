import type { Answers, Connection, Store } from '../../questions/values.ts';
import type { RenderedFile } from '../create/render.ts';

/** The sources of the store's file, see create/storeFiles.ts. */
export type StoreRenderer = (answers: Answers, dbName: string) => RenderedFile[];

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
  /** Renders the files of a store that is kept in a file of its own; absent: connect-mongo's own, inline. */
  hardened: StoreRenderer | undefined;
  /** How each answer came to be, for the summary. */
  sources: Answers;
}
