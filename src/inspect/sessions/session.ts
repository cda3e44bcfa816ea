import type * as t from '@babel/types';
import type { MiddlewareFact } from '../express/middleware.ts';
import type { Position } from '../program/execution-order.ts';
import type { InTests } from '../program/test-branches.ts';
import type { Call } from '../syntax/ast.ts';
import type { Place, SourceFile } from '../syntax/source-file.ts';
import type { SpreadFact } from './spread-options.ts';

/** The expression that makes a session store. */
export interface StoreFact extends Place {
  /** `express-session` for its MemoryStore; undefined for a class of the project's own, or for what cannot be seen. */
  package: string | undefined;
  /** The `new X(...)` or `X.create(...)`; absent when the store comes from somewhere we cannot see. */
  call: Call | undefined;
  /** The value of the first argument, when it is an object literal of the project. */
  options: { file: SourceFile; node: t.ObjectExpression } | undefined;
  /** Literals that are spread into the options. */
  spreads: SpreadFact[];
  /** What is spread in, or given as a whole, without being seen. */
  unresolved: Place[];
}

/** One `session(...)` of express-session. */
export interface SessionFact {
  file: SourceFile;
  node: Call;
  /** `computed`: put together at run time (spread, merge, config), so that only the visible part can be judged. */
  shape: 'literal' | 'computed' | 'none';
  options: { file: SourceFile; node: t.ObjectExpression } | undefined;
  store: StoreFact | undefined;
  /** Stores that other branches give it, when there is a choice. */
  otherStores: StoreFact[];
  /** The `use` that puts it into an app. */
  mounted: MiddlewareFact | undefined;
  /** Middleware and routes of the app that read the session, but run before it. */
  earlyReaders: Place[];
  inTests: InTests;
  /** Where its options and its store are made; an options object of another file is read when that file is loaded. */
  evaluatedAt: { file: SourceFile; position: Position }[];
}
