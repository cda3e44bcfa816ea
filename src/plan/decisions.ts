import type { Node } from '@babel/types';
import type { NodeFact } from '../inspect/project/node-version.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import type { SourceFile } from '../inspect/syntax/source-file.ts';
import type { Answers, Connection, Store } from '../questions/values.ts';

/** Renders the modules of the hardened store, see create/store-files.ts. */
export type StoreRenderer = (answers: Answers, dbName: string) => { path: string; content: string }[];

/** The answers that the plan depends on; `undefined` means: keep what the project has. */
export interface AddAnswers {
  store: Store;
  /** The user allowed another store to be replaced. */
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
  /** Renders the hardened store; undefined for the plain store of connect-mongo. */
  hardened: StoreRenderer | undefined;
  /** The answers with their origin, for the summary. */
  sources: Answers;
}

/** Whether the user gave an answer, by a flag or a prompt. */
export function isAsked(answers: Answers, id: keyof Answers): boolean {
  return /^(flag|prompt)$/.test(answers[id]?.from ?? '');
}

/** Majors of connect-mongo that edited code can target. */
export type StoreMajor = 4 | 5 | 6;

export interface Versions {
  storeMajor: StoreMajor;
  /** The range of mongodb to set; undefined to keep the current one. */
  mongodb: string | undefined;
  /** The range of typeorm to set, for a newer mongodb; undefined to keep the current one. */
  typeorm?: string | undefined;
  reason: string;
  /** Requirements for a Node too old for any connect-mongo. */
  ignored: NodeFact[];
}

/** Decisions made before any edit is planned, so that edits are independent of each other. */
export interface Decisions {
  answers: AddAnswers;
  /** The versions of connect-mongo and mongodb that the project gets. */
  versions: Versions;
  /** The sessions to edit: one, or several that are all in use. */
  sessions: SessionFact[];
  /** What is migrated to a newer connect-mongo: its imports, only package.json, or nothing. */
  migration: 'imports' | 'package' | 'none';
  /** The local name of the class of connect-mongo after the migration, by file. */
  storeNames: Map<SourceFile, string>;
  /** Declarations that are removed with replaced stores, so their names can be used again. */
  removedDeclarations: Set<Node>;
}
