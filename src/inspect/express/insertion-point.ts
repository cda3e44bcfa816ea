import type * as t from '@babel/types';
import { hasRunBefore } from '../program/deferred-code.ts';
import type { Position } from '../program/execution-order.ts';
import { type Call, contains, isCall, isFunction, isMember, keyName, unwrap } from '../syntax/ast.ts';
import { type SourceFile, textOf } from '../syntax/source-file.ts';
import type { AppFact, MiddlewareFact } from './middleware.ts';

/** Where a session middleware goes in an app that has none. */
export interface InsertionPoint {
  file: SourceFile;
  /** The source text of the app: `app`, `this.app`. */
  receiver: string;
  /** The statement after or before which the session middleware goes. */
  statement: t.Node;
  where: 'after' | 'before';
  /** The call of a chain `.use(a).use(b)` after which it goes, when the next call needs the session. */
  chain: Call | undefined;
  /** The first middleware or route after it that may need the session. */
  next: MiddlewareFact | undefined;
  /** The call that creates the app with its routes: it has to be passed an app that has the session already. */
  appWithRoutes: Call | undefined;
  /** Static files or body parsers are added after it. */
  parsersFollow: boolean;
  position: Position;
}

const DEFAULTS = { chain: undefined, next: undefined, appWithRoutes: undefined, parsersFollow: false, position: [] };

/**
 * Finds where to insert a session middleware: after the last static files or body parser before the first middleware that
 * may read the session. Undefined when no statement of the app is suitable.
 */
export function findInsertionPoint(app: AppFact): InsertionPoint | undefined {
  if (app.createdWithRoutes) return pointBeforeCreation(app);
  const { middleware } = app;
  const nextIndex = indexOfNext(middleware);
  const next = nextIndex === -1 ? undefined : middleware[nextIndex];
  const before = nextIndex === -1 ? middleware : middleware.slice(0, nextIndex);
  const previous = before.findLast(isParser) ?? before.findLast(({ kind }) => kind === 'setup');
  const anchor = previous ?? next ?? before[0];
  if (!anchor) return pointAtCreation(app, undefined);
  // Inside one of several callbacks, the session would be missing where another one runs first. Right after express(), it
  // runs before all of them.
  const readers = middleware.filter(mayReadSession);
  if (!readers.every(({ deferredBy }) => hasRunBefore(anchor.deferredBy, deferredBy)))
    return pointAtCreation(app, next);
  const parsersFollow = next !== undefined && middleware.slice(nextIndex).some(isParser);
  return pointAt(app, anchor, { where: previous ? 'after' : 'before', next, parsersFollow });
}

/** Index of the first middleware that may read the session, else of the first that answers requests; -1 for none. */
function indexOfNext(middleware: MiddlewareFact[]): number {
  const reader = middleware.findIndex(mayReadSession);
  if (reader !== -1) return reader;
  return middleware.findIndex(({ kind }) => kind === 'plain' || kind === 'error');
}

function mayReadSession({ kind }: MiddlewareFact): boolean {
  return kind === 'consumer' || kind === 'route';
}

function isParser({ kind }: MiddlewareFact): boolean {
  return kind === 'static' || kind === 'body';
}

/** The insertion point before or after a middleware. */
function pointAt(
  app: AppFact,
  { file, node, position }: MiddlewareFact,
  { where, next, parsersFollow }: Pick<InsertionPoint, 'where' | 'next' | 'parsersFollow'>,
): InsertionPoint | undefined {
  const companion = next?.file === file ? next.node : app.file === file ? app.node : undefined;
  const statement = statementOf(file, node, where === 'after' ? companion : undefined);
  const receiver = receiverText(file, node);
  if (!statement) return undefined;
  const point = { ...DEFAULTS, file, statement, next, parsersFollow, position };
  // `express().use(a).listen()`: the app has no name, so the session becomes another call of the chain.
  if (receiver === undefined) {
    if (app.file !== file) return undefined;
    return { ...point, receiver: 'app', where: 'after', chain: where === 'after' ? node : app.node };
  }
  // Nothing can follow `return app.use(a)` or `(app) => app.use(a)`: the session becomes another call of the chain.
  const isLast = statement.type === 'ReturnStatement' || isFunctionBetween(file, node, statement);
  if (isLast && where === 'before' && statement.type !== 'ReturnStatement') return undefined;
  const isChained = where === 'after' && (isLast || (next?.file === file && contains(statement, next.node)));
  return { ...point, receiver, where, chain: isChained ? node : undefined };
}

/**
 * The innermost statement around a node that runs once, and whose block also contains `companion`: the search leaves
 * branches and loops, but not the function.
 */
function statementOf(file: SourceFile, node: t.Node, companion?: t.Node): t.Statement | undefined {
  const { parents } = file.index;
  let found: t.Statement | undefined;
  for (let at: t.Node | undefined = node; at; at = parents.get(at)) {
    const block = parents.get(at);
    if (!block) return found;
    if (block.type !== 'Program' && block.type !== 'BlockStatement') continue;
    const owner = parents.get(block);
    if (owner && (isLoop(owner) || isRepeated(file, owner))) continue;
    found = at as t.Statement;
    const isOutermost = block.type === 'Program' || (owner !== undefined && isFunction(owner));
    if (isOutermost || !companion || contains(block, companion)) return found;
  }
  return found;
}

/** Whether there is a function between a node and its statement, such as `(app) => app.use(a)`. */
function isFunctionBetween(file: SourceFile, node: t.Node, statement: t.Node): boolean {
  for (let at: t.Node | undefined = node; at && at !== statement; at = file.index.parents.get(at))
    if (isFunction(at) && !isRepeated(file, at)) return true;
  return false;
}

function isLoop(node: t.Node): boolean {
  return /^(For|While|DoWhile)\w*Statement$/.test(node.type);
}

/** The callback of `handlers.forEach(...)`: a session middleware in it would be created once for each handler. */
function isRepeated(file: SourceFile, node: t.Node): boolean {
  const call = isFunction(node) ? file.index.parents.get(node) : undefined;
  return (
    call !== undefined && isCall(call) && isMember(call.callee) && /^(forEach|map)$/.test(keyName(call.callee) ?? '')
  );
}

/** The source text of `app` in `app.use(a).use(b)` and in `useExpressServer(app)`. */
function receiverText(file: SourceFile, call: Call): string | undefined {
  let at: t.Node = isMember(call.callee) ? call : (call.arguments[0] ?? call);
  while (isCall(at) && isMember(at.callee)) at = unwrap(at.callee.object);
  return at.type === 'Identifier' || isMember(at) ? textOf(file, at) : undefined;
}

/** Right after the statement that creates an app. */
function pointAtCreation(app: AppFact, next: MiddlewareFact | undefined): InsertionPoint | undefined {
  const { file, node } = app;
  const statement = statementOf(file, node);
  if (!statement || statement.type === 'ReturnStatement' || isFunctionBetween(file, node, statement)) return undefined;
  const receiver = createdName(file, node);
  return receiver === undefined
    ? undefined
    : { ...DEFAULTS, file, receiver, statement, where: 'after', next, parsersFollow: next !== undefined };
}

/** Before the statement that creates an app together with its routes. */
function pointBeforeCreation({ file, node }: AppFact): InsertionPoint | undefined {
  const statement = statementOf(file, node);
  if (!statement || isFunctionBetween(file, node, statement)) return undefined;
  return { ...DEFAULTS, file, receiver: '', statement, where: 'before', appWithRoutes: node };
}

/** The source text that an `express()` call is assigned to: `app`, `this.app`. */
function createdName(file: SourceFile, node: t.Node): string | undefined {
  let name: string | undefined;
  for (let at = file.index.parents.get(node); at; at = file.index.parents.get(at)) {
    if (at.type === 'VariableDeclarator') return at.id.type === 'Identifier' ? at.id.name : undefined;
    if (at.type === 'AssignmentExpression')
      name ??= /^(module\.)?exports\b/.test(textOf(file, at.left)) ? undefined : textOf(file, at.left);
    else if (at.type === 'ExpressionStatement' || at.type === 'BlockStatement') return name;
    else if (isMember(at) && keyName(at) === undefined) return undefined;
  }
  return name;
}
