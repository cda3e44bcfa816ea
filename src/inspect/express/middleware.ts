import type * as t from '@babel/types';
import type { Position } from '../program/execution-order.ts';
import type { Call } from '../syntax/ast.ts';
import type { SourceFile } from '../syntax/source-file.ts';

/** What a middleware means for the place of the session. */
export type MiddlewareKind =
  /** Files and request parsing: the session goes after them. */
  | 'static'
  | 'body'
  /** Headers, logs, limits: the session goes after them too, when nothing better is there. */
  | 'setup'
  | 'session'
  /** Reads the session: must come after it. */
  | 'consumer'
  | 'route'
  /** A route whose code is in sight and reads no session: it may come before it. */
  | 'plain'
  | 'error'
  | 'other';

/** One `app.use(...)` or route, in the order in which the app gets them. */
export interface MiddlewareFact {
  file: SourceFile;
  node: Call;
  /** The name of the method: `use`, `get`, ... */
  method: string;
  kind: MiddlewareKind;
  position: Position;
  /** The callbacks it waits for, outermost first. */
  deferredBy: t.Node[];
}

export interface AppFact {
  file: SourceFile;
  /** The `express()` call, or the one through which a framework gives the app that it makes. */
  node: Call;
  /** Made with its routes: whatever is added to it comes too late for them. */
  createdWithRoutes: boolean;
  middleware: MiddlewareFact[];
  /** `app.set('trust proxy', ...)` is somewhere. */
  trustProxy: boolean;
  /** Handed to `listen`, `http.createServer` or another app. */
  mountedInto: AppFact | undefined;
}
