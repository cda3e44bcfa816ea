import type { Node } from '@babel/types';
import { readsSession } from '../express/handlers.ts';
import type { AppFact, MiddlewareFact } from '../express/middleware.ts';
import { elementsOf } from '../program/array-elements.ts';
import type { Evaluator } from '../program/evaluator.ts';
import { rootPackage, unionMembers, type Value } from '../program/value.ts';
import { areAlternatives } from '../syntax/alternatives.ts';
import { type Call, isMember, keyName, propertyOf } from '../syntax/ast.ts';
import type { Place, SourceFile } from '../syntax/source-file.ts';

/** Middleware that reads the session on every request; connect-flash reads it only when `req.flash()` is called. */
const READERS = /^(flash|req-flash|csurf)$/;

const SESSION = new Set(['session']);

/** Middleware and routes that read the session but run before the session middleware. */
export function findEarlyReaders(evaluator: Evaluator, app: AppFact, mounted: MiddlewareFact): Place[] {
  const found: Place[] = [];
  for (const fact of app.middleware) {
    if (fact.kind === 'session' || fact === mounted) break;
    if (!areAlternatives(fact, mounted) && fact.node.arguments.some((node) => isReader(evaluator, fact.file, node)))
      found.push({ file: fact.file, node: fact.node });
  }
  return found;
}

function isReader(evaluator: Evaluator, file: SourceFile, node: Node): boolean {
  return evaluator
    .argumentsPassedTo(evaluator.evaluate(file, node.type === 'SpreadElement' ? node.argument : node))
    .flatMap((value) => elementsOf(evaluator, value) ?? [value])
    .flatMap(unionMembers)
    .some(reads);
}

function reads(value: Value): boolean {
  if (value.kind === 'function') return readsSession(value.node, SESSION);
  if (value.kind !== 'call') return false;
  const { callee } = value.node;
  const root = rootPackage(value);
  if (root?.name === 'passport') return isMember(callee) && keyName(callee) === 'session';
  return root !== undefined && READERS.test(root.name) && !(root.name === 'csurf' && keepsCookie(value.node));
}

/** `csurf({ cookie: true })` needs no session; options that are unknown are assumed to say so. */
function keepsCookie({ arguments: [options] }: Call): boolean {
  return options !== undefined && (options.type !== 'ObjectExpression' || propertyOf(options, 'cookie') !== undefined);
}
