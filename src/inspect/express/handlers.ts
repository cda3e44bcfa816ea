import type * as t from '@babel/types';
import type { Evaluator } from '../program/evaluator.ts';
import {
  type AnyFunction,
  type Call,
  forEachChild,
  isCall,
  isMember,
  keyName,
  methodName,
  someNode,
  stringValue,
  unwrap,
} from '../syntax/ast.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { MiddlewareKind } from './middleware.ts';

/** The kind of a function that is passed to `app.use(...)`. */
export function functionKind(fn: AnyFunction, mounted: boolean): MiddlewareKind {
  if (fn.params.length === 4) return 'error';
  if (readsSession(fn)) return 'consumer';
  if (fn.params.length >= 3 && !mounted) return allowsOrigins(fn) ? 'setup' : 'other';
  return passesRequestOn(fn) ? 'route' : 'plain';
}

/** Whether a function sets the headers of CORS, as the package cors does. */
function allowsOrigins(fn: AnyFunction): boolean {
  return someNode(
    fn.body,
    (node) =>
      isCall(node) &&
      /^(header|set|setHeader)$/.test(methodName(node)) &&
      /^access-control-/i.test(stringValue(node.arguments[0]) ?? ''),
  );
}

/** The kind of `app.get(path, ...handlers)`: plain when its whole code is known, it only answers, and it reads no session. */
export function routeKind(evaluator: Evaluator, file: SourceFile, node: Call, method: string): MiddlewareKind {
  const isRedirect = method === 'all' && /^\/?\*/.test(stringValue(node.arguments[0]) ?? '');
  if (!isRedirect && !/^(get|head|options)$/.test(method)) return 'route';
  const plain = node.arguments.slice(1).every((argument) => {
    const [value] = evaluator.valuesOf(file, argument);
    return value?.kind === 'function' && !readsSession(value.node) && !passesRequestOn(value.node);
  });
  return plain ? 'plain' : 'route';
}

/** Whether a handler is named like an error handler: `errorHandler`, `notFound()`, `handlers.notFound`. */
export function isErrorName(argument: t.Node): boolean {
  const node = unwrap(argument);
  if (isCall(node)) return isErrorName(node.callee);
  const name = isMember(node) ? keyName(node) : node.type === 'Identifier' ? node.name : undefined;
  return name !== undefined && /error|not_?found|404/i.test(name);
}

const SESSION_WORDS = /^(session|sessionID|user|flash|isAuthenticated|csrfToken|logout|login)$/;

function requestName(fn: AnyFunction): string | undefined {
  const first = fn.params[0];
  return first?.type === 'Identifier' ? first.name : undefined;
}

export function readsSession(fn: AnyFunction, words = SESSION_WORDS): boolean {
  const [first] = fn.params;
  if (first?.type === 'ObjectPattern')
    return first.properties.some((one) => one.type === 'RestElement' || words.test(keyName(one) ?? ''));
  const request = requestName(fn);
  return someNode(
    fn.body,
    (node) =>
      isMember(node) &&
      node.object.type === 'Identifier' &&
      (node.object.name === request || /^req(uest)?$/.test(node.object.name)) &&
      words.test(keyName(node) ?? ''),
    // The callback of `res.on('finish', ...)` runs after the session middleware, wherever that is.
    (node) => !isCall(node) || methodName(node) !== 'on',
  );
}

/** Whether a function passes its request to other code, which may read the session. */
function passesRequestOn(fn: AnyFunction): boolean {
  const request = requestName(fn);
  const visit = (node: t.Node, parent: t.Node): boolean => {
    if (node.type === 'Identifier' && node.name === request && !(isMember(parent) && parent.object === node))
      return true;
    let found = false;
    forEachChild(node, (child) => {
      if (!(isMember(node) && node.property === child)) found ||= visit(child, node);
    });
    return found;
  };
  return request !== undefined && visit(fn.body, fn);
}
