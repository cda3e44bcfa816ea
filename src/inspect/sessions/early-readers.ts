import type { Node } from '@babel/types';
import { readsSession } from '../express/handlers.ts';
import type { AppFact, MiddlewareFact } from '../express/middleware.ts';
import { elementsOf } from '../program/array-elements.ts';
import type { Evaluator } from '../program/evaluator.ts';
import { rootPackage, unionMembers, type Value } from '../program/value.ts';
import { areAlternatives } from '../syntax/alternatives.ts';
import { type Call, contains, isMember, keyName, methodName, propertyOf } from '../syntax/ast.ts';
import type { Place, SourceFile } from '../syntax/source-file.ts';

/** Middleware that reads the session on every request; connect-flash reads it only when `req.flash()` is called. */
const READERS = /^(flash|req-flash|csurf|csrf-sync|grant|grant-express|keycloak-connect)$/;

/** Packages whose options hold a function that makes a context of the request. */
const CONTEXT_MAKERS =
  /^(@apollo\/|@as-integrations\/|apollo-server|express-graphql|graphql-|@(react-router|remix-run)\/express)/;

/** Middleware and routes that read the session but run before the session middleware. */
export function findEarlyReaders(evaluator: Evaluator, app: AppFact, mounted: MiddlewareFact): Place[] {
  const found: Place[] = [];
  for (const fact of app.middleware) {
    if (fact.kind === 'session' || fact === mounted) break;
    const { callee, arguments: given } = fact.node;
    const handlers = fact.routedApp && isMember(callee) ? [callee.object] : given;
    if (!areAlternatives(fact, mounted) && handlers.some((node) => isReader(evaluator, fact.file, node)))
      found.push({ file: fact.file, node: fact.node });
  }
  return found;
}

function isReader(evaluator: Evaluator, file: SourceFile, node: Node): boolean {
  return evaluator
    .valuesOf(file, node.type === 'SpreadElement' ? node.argument : node)
    .flatMap((value) => elementsOf(evaluator, value) ?? [value])
    .flatMap(unionMembers)
    .some(reads);
}

function reads(value: Value): boolean {
  if (value.kind === 'function') return readsSession(value.node, /^session$/);
  if (value.kind === 'member') return reads(value.of) && rootPackage(value)?.name === 'csrf-sync';
  if (value.kind !== 'call') return false;
  const root = rootPackage(value);
  if (root?.name === 'passport') return methodName(value.node) === 'session';
  if (root && CONTEXT_MAKERS.test(root.name))
    return value.file.index.members.some((member) => isSession(member) && contains(value.node, member));
  return root !== undefined && READERS.test(root.name) && !(root.name === 'csurf' && keepsCookie(value.node));
}

/** Whether a node is `req.session`. */
function isSession(node: Node): boolean {
  if (!isMember(node) || keyName(node) !== 'session') return false;
  return node.object.type === 'Identifier' && /^req(uest)?$/.test(node.object.name);
}

/** The first value that the app assigns to `req.session`; `null` and defaults such as `req.session || {}` are none. */
export function assignedSession(files: SourceFile[]): Place | undefined {
  const places = files.flatMap((file) => file.index.assignments.map((node) => ({ file, node })));
  return places.find(
    ({ node: { left, operator, right } }) =>
      isSession(left) && operator === '=' && !/^(NullLiteral|LogicalExpression)$/.test(right.type),
  );
}

/** `csurf({ cookie: true })` needs no session; options that are unknown are assumed to say so. */
function keepsCookie({ arguments: [options] }: Call): boolean {
  return options !== undefined && (options.type !== 'ObjectExpression' || propertyOf(options, 'cookie') !== undefined);
}
