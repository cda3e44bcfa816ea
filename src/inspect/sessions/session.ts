import type { MiddlewareFact } from '../express/middleware.ts';
import type { Position } from '../program/execution-order.ts';
import type { InTests } from '../program/test-branches.ts';
import type { Call } from '../syntax/ast.ts';
import type { ObjectPlace, Place, SourceFile } from '../syntax/source-file.ts';
import type { SpreadFact } from './spread-options.ts';

/** The expression that creates a session store. */
export interface StoreFact extends Place {
  /** `express-session` for its MemoryStore; undefined for a class of the project, or when it cannot be determined. */
  package: string | undefined;
  /** The `new X(...)` or `X.create(...)`; undefined when it cannot be determined. */
  call: Call | undefined;
  /** The first argument that is an object literal of the project. */
  options: ObjectPlace | undefined;
  /** Literals that are spread into the options. */
  spreads: SpreadFact[];
  /** Spread or passed options whose properties cannot be determined. */
  unresolved: Place[];
  inTests: InTests;
}

/** One `session(...)` of express-session. */
export interface SessionFact {
  file: SourceFile;
  node: Call;
  /** The package: `express-session`, `cookie-session` or `client-sessions`. */
  library: string;
  /** `computed`: assembled at run time (spread, merge, config), so only part of the options is known. */
  shape: 'literal' | 'computed' | 'none';
  options: ObjectPlace | undefined;
  store: StoreFact | undefined;
  /** The stores of other branches, when a condition chooses the store. */
  otherStores: StoreFact[];
  /** The stores of branches that keep sessions in memory, next to a lasting store. */
  memoryStores: StoreFact[];
  /** A store that is assigned after session() is called, or to the variable that held its class. */
  opaqueStore: StoreFact | undefined;
  /** The `app.use(...)` that mounts it. */
  mounted: MiddlewareFact | undefined;
  /** Middleware and routes of the app that read the session but run before the session middleware. */
  earlyReaders: Place[];
  inTests: InTests;
  /** Where its options and its store are evaluated: an options object of another file is when that file is loaded. */
  evaluatedAt: { file: SourceFile; position: Position }[];
}
