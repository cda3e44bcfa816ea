import type * as t from '@babel/types';
import type { Evaluator } from '../program/evaluator.ts';
import { rootPackage, type Value } from '../program/value.ts';
import {
  type AnyFunction,
  type Call,
  isCall,
  isMember,
  keyName,
  methodName,
  stringValue,
  unwrap,
} from '../syntax/ast.ts';
import type { Place, SourceFile } from '../syntax/source-file.ts';

/** A function of the project that handles requests. */
export interface RequestHandler extends Place {
  node: AnyFunction;
  /** The index of the request among its parameters; the response follows. */
  request: number;
}

/** One argument of a route: its functions, also inside of wrappers such as `asyncHandler(fn)`. */
interface RoutePart {
  node: t.Node;
  handlers: RequestHandler[];
  /** The package that it comes from. */
  library: string | undefined;
}

/** `app.post('/login', ...)`, of an app or a router. */
export interface RouteFact extends Place {
  node: Call;
  method: string;
  path: string | undefined;
  parts: RoutePart[];
}

const METHODS = /^(use|get|post|put|patch|delete|all)$/;

/** Every route whose handlers are functions of the project. */
export function findRoutes(evaluator: Evaluator): RouteFact[] {
  return evaluator.graph.files.flatMap((file) =>
    file.index.calls.flatMap((node) => {
      const { callee } = node;
      const method = methodName(node);
      if (!isMember(callee) || !METHODS.test(method)) return [];
      const parts = node.arguments.map((part) => ({
        node: part,
        handlers: handlersIn(evaluator, file, part),
        library: rootPackage(evaluator.evaluate(file, part))?.name,
      }));
      if (parts.every(({ handlers }) => handlers.length === 0)) return [];
      return [{ file, node, method, path: stringValue(node.arguments[0]) ?? chainedPath(callee.object), parts }];
    }),
  );
}

/** The path of `router.route('/login').get(...).post(...)`. */
function chainedPath(object: t.Node): string | undefined {
  const call = unwrap(object);
  if (!isCall(call) || !isMember(call.callee)) return undefined;
  return keyName(call.callee) === 'route' ? stringValue(call.arguments[0]) : chainedPath(call.callee.object);
}

function handlersIn(evaluator: Evaluator, file: SourceFile, argument: t.Node, depth = 0): RequestHandler[] {
  const node = unwrap(argument.type === 'SpreadElement' ? argument.argument : argument);
  if (depth > 3) return [];
  const inner = (part: t.Node): RequestHandler[] => handlersIn(evaluator, file, part, depth + 1);
  if (node.type === 'ArrayExpression') return node.elements.flatMap((item) => (item ? inner(item) : []));
  const value = evaluator.evaluate(file, node);
  if (isCall(node)) {
    const { callee } = node;
    const wrapped =
      isMember(callee) && keyName(callee) === 'bind' ? inner(callee.object) : node.arguments.flatMap(inner);
    if (wrapped.length > 0) return wrapped;
  }
  if (value.kind === 'call' && value.node !== node) return handlersIn(evaluator, value.file, value.node, depth + 1);
  return requestHandler(value);
}

/** `(req, res) => ...` or `(err, req, res, next) => ...`. */
function requestHandler(value: Value): RequestHandler[] {
  if (value.kind !== 'function') return [];
  const { file, node } = value;
  const request = node.params.length === 4 ? 1 : 0;
  const given = node.params[request];
  const isRequest = given?.type === 'ObjectPattern' || (given?.type === 'Identifier' && /req|ctx/i.test(given.name));
  return node.params.length >= 2 && isRequest ? [{ file, node, request }] : [];
}
