import type { Node } from '@babel/types';
import type { NodeFact } from '../inspect/project/node-version.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import type { SourceFile } from '../inspect/syntax/source-file.ts';
import type { Answers, Connection, Store } from '../questions/values.ts';

/** The sources of the store's file, see create/storeFiles.ts. */
export type StoreRenderer = (answers: Answers, dbName: string) => { path: string; content: string }[];

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

/** Majors of connect-mongo that edited code is written for. */
export type StoreMajor = 4 | 5 | 6;

export interface Versions {
  storeMajor: StoreMajor;
  /** Absent: what the project has fits. */
  mongodb: string | undefined;
  /** A newer typeorm of the range that the project has, which goes with a newer driver. */
  typeorm?: string | undefined;
  reason: string;
  /** What asks for a Node that is too old for any version. */
  ignored: NodeFact[];
}

/** What is settled before any edit is planned: every edit reads the same, whatever the others do. */
export interface Decisions {
  answers: AddAnswers;
  /** Which connect-mongo, and which driver, the project gets. */
  versions: Versions;
  /** The sessions that the plan edits: one, or several that are all in use. */
  sessions: SessionFact[];
  /** What goes to a newer major of connect-mongo: how the code loads it, package.json alone, or nothing. */
  migration: 'imports' | 'package' | 'none';
  /** What the files that load connect-mongo call its class after the migration. */
  storeNames: Map<SourceFile, string>;
  /** Declarations that are removed with the stores that make way: their names are free. */
  freed: Set<Node>;
}
