import type * as t from '@babel/types';
import { hasRunBefore } from '../program/deferred-code.ts';
import type { Position } from '../program/execution-order.ts';
import {
  type Call,
  contains,
  endOf,
  isCall,
  isFunction,
  isMember,
  keyName,
  methodName,
  startOf,
  unwrap,
} from '../syntax/ast.ts';
import { type Place, type SourceFile, textOf } from '../syntax/source-file.ts';
import type { AppFact, MiddlewareFact, MiddlewareKind } from './middleware.ts';

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
  /** Static files or body parsers are added after it. */
  parsersFollow: boolean;
  position: Position;
}

/** Finds where to insert a session middleware; undefined when no statement of the app is suitable. */
export function findInsertionPoint(app: AppFact): InsertionPoint | undefined {
  if (app.createdWithRoutes) return undefined;
  const { middleware } = app;
  const needing = firstOf(middleware, NEEDS);
  const needs = needing === -1 ? firstOf(middleware, [...NEEDS, 'plain', 'error']) : needing;
  const setup = needs === -1 ? middleware : middleware.slice(0, needs);
  const next = needs === -1 ? undefined : middleware[needs];
  const parser = setup.findLastIndex(({ kind }) => isParser(kind));
  const anchor = parser === -1 ? setup.findLast(({ kind }) => kind === 'setup') : lastOfSetup(setup.slice(parser));
  const chosen = anchor ?? next ?? setup[0];
  if (!chosen) return pointAtCreation(app, undefined);
  // Inside one of several callbacks it would be missing where another one runs first: right after express() it runs before all.
  const others = middleware.filter(({ kind }) => NEEDS.includes(kind));
  if (!others.every(({ deferredBy }) => hasRunBefore(chosen.deferredBy, deferredBy))) return pointAtCreation(app, next);
  const parsersFollow = next !== undefined && middleware.slice(needs).some(({ kind }) => isParser(kind));
  return pointAt(app, chosen, anchor ? 'after' : 'before', next, parsersFollow);
}

/** Moves an insertion point below a statement that the session depends on, if that comes before the first route. */
export function belowStatement(
  point: InsertionPoint | undefined,
  needed: (Place & { position: Position }) | undefined,
): InsertionPoint | undefined {
  if (point?.where !== 'after' || point.chain || needed?.file !== point.file) return point;
  const statement = statementOf(needed.file, needed.node);
  const siblings = [point.statement, statement].map((node) => node && point.file.index.parents.get(node));
  const follows = statement && siblings[0] === siblings[1] && startOf(statement) > startOf(point.statement);
  const isBeforeNext = statement && point.next?.file === point.file && endOf(statement) <= startOf(point.next.node);
  return follows && isBeforeNext ? { ...point, statement, position: [...needed.position, 0] } : point;
}

/** The last of the headers, logs and limits that directly follow a parser: errors of the session need their headers, too. */
function lastOfSetup([parser, ...following]: MiddlewareFact[]): MiddlewareFact | undefined {
  const end = following.findIndex(({ kind, file }) => kind !== 'setup' || file !== parser?.file);
  return (end === -1 ? following : following.slice(0, end)).at(-1) ?? parser;
}

/** Kinds that read the session, or may read it. */
const NEEDS: MiddlewareKind[] = ['consumer', 'route'];

function firstOf(middleware: MiddlewareFact[], kinds: MiddlewareKind[]): number {
  return middleware.findIndex(({ kind }) => kinds.includes(kind));
}

function isParser(kind: MiddlewareKind): boolean {
  return kind === 'static' || kind === 'body';
}

function pointAt(
  app: AppFact,
  fact: MiddlewareFact,
  where: InsertionPoint['where'],
  next: MiddlewareFact | undefined,
  parsersFollow: boolean,
): InsertionPoint | undefined {
  const { file, node, position } = fact;
  const neighbour = next?.file === file ? next.node : app.file === file ? app.node : undefined;
  const needing = app.middleware.filter((one) => one.file === file && [...NEEDS, 'plain'].includes(one.kind));
  const statement = statementOf(
    file,
    node,
    where === 'after' ? neighbour : undefined,
    needing.map((one) => one.node),
  );
  const receiver = receiverText(file, node, fact.routedApp);
  if (!statement) return undefined;
  // `express().use(a).listen()`: an app without a name takes the session as a further link.
  if (receiver === undefined) {
    const link = where === 'after' ? node : app.node;
    return app.file === file
      ? { ...DEFAULTS, file, receiver: 'app', statement, where: 'after', chain: link, next, parsersFollow, position }
      : undefined;
  }
  // What needs the session is in a branch that it must not be in itself.
  if (where === 'after' && next?.file === file && isBranching(statement) && contains(statement, next.node))
    return { ...DEFAULTS, file, receiver, statement, where: 'before', next, parsersFollow, position };
  // `return app.use(a)` and `(app) => app.use(a)` have no place after them: the session is a further link.
  const last = statement.type === 'ReturnStatement' || isFunctionBetween(file, node, statement);
  if (last && where === 'before' && statement.type !== 'ReturnStatement') return undefined;
  const chained = where === 'after' && (last || (next?.file === file && contains(statement, next.node)));
  return { file, receiver, statement, where, chain: chained ? node : undefined, next, parsersFollow, position };
}

/**
 * The innermost statement around a node whose block also holds `neighbour`: out of an `if`, but not out of the function.
 * @param needing what needs the session: a branch that does not hold all of it is left
 */
function statementOf(
  file: SourceFile,
  node: t.Node,
  neighbour?: t.Node,
  needing: t.Node[] = [],
): t.Statement | undefined {
  const { parents } = file.index;
  let found: t.Statement | undefined;
  for (let at: t.Node | undefined = node; at; at = parents.get(at)) {
    const parent = parents.get(at);
    if (!parent) return found;
    const inList = parent.type === 'Program' || parent.type === 'BlockStatement';
    const holder = parents.get(parent);
    if (!inList || (holder && (isLoop(holder) || isRepeated(file, holder)))) continue;
    found = at as t.Statement;
    if (holder && isBranching(holder) && !needing.every((one) => contains(parent, one))) continue;
    const whole = parent.type === 'Program' || (holder !== undefined && isFunction(holder));
    // What runs before the body of a `try` can be above it.
    const isTried = holder?.type === 'TryStatement' && holder.block === parent;
    if (whole || !neighbour || contains(parent, neighbour) || (isTried && startOf(neighbour) < startOf(holder)))
      return found;
  }
  return found;
}

function isBranching({ type }: t.Node): boolean {
  return type === 'IfStatement' || type === 'SwitchStatement' || type === 'TryStatement' || type === 'CatchClause';
}

/** A function that is an expression only, such as `(app) => app.use(a)`, stands between a node and its statement. */
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
  return call !== undefined && isCall(call) && /^(forEach|map)$/.test(methodName(call));
}

/** The source text of `app` in `app.use(a).use(b)`, or of the app that a package adds routes to. */
function receiverText(file: SourceFile, call: Call, routed: t.Node | undefined): string | undefined {
  let at: t.Node = routed ?? call;
  while (isCall(at) && isMember(at.callee)) at = unwrap(at.callee.object);
  return at.type === 'Identifier' || isMember(at) ? textOf(file, at) : undefined;
}

function pointAtCreation(app: AppFact, next: MiddlewareFact | undefined): InsertionPoint | undefined {
  const { file, node } = app;
  const statement = statementOf(file, node);
  if (!statement || statement.type === 'ReturnStatement' || isFunctionBetween(file, node, statement)) return undefined;
  const receiver = createdName(file, node);
  return receiver === undefined
    ? undefined
    : { ...DEFAULTS, file, receiver, statement, where: 'after', next, parsersFollow: next !== undefined };
}

const DEFAULTS = { chain: undefined, next: undefined, parsersFollow: false, position: [] };

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
