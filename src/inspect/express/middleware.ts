import type * as t from '@babel/types';
import type { Position } from '../program/execution-order.ts';
import type { Call } from '../syntax/ast.ts';
import type { SourceFile } from '../syntax/source-file.ts';

/** What a middleware means for the position of the session middleware. */
export type MiddlewareKind =
  /** Static files and body parsers: the session middleware goes after them. */
  | 'static'
  | 'body'
  /** Headers, logs, limits: the session middleware goes after them where there are no static files or body parsers. */
  | 'setup'
  | 'session'
  /** Reads the session: must come after the session middleware. */
  | 'consumer'
  | 'route'
  /** A route whose whole code is known and does not read the session: may come before it. */
  | 'plain'
  | 'error'
  | 'other';

/** One `app.use(...)` or route. */
export interface MiddlewareFact {
  file: SourceFile;
  node: Call;
  /** The name of the method: `use`, `get`, ... */
  method: string;
  /** The app in a call of a package that adds routes to it, such as `consign().into(app)`. */
  routedApp: t.Node | undefined;
  kind: MiddlewareKind;
  position: Position;
  /** The functions that defer it, outermost first. */
  deferredBy: t.Node[];
}

/** One Express app. */
export interface AppFact {
  file: SourceFile;
  /** The `express()` call, or the call through which a framework hands out the app that it creates. */
  node: Call;
  /** A framework creates it together with its routes: middleware added later runs after them. */
  createdWithRoutes: boolean;
  /** A package other than Express creates it; only the session that is mounted on it shows that it is an app. */
  ofFramework: boolean;
  /** In the order in which they run. */
  middleware: MiddlewareFact[];
  /** The app sets `trust proxy`. */
  trustProxy: boolean;
  /** The app that mounts this one: `app.use(this)`. */
  mountedInto: AppFact | undefined;
}
