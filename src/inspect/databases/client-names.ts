import type { Node } from '@babel/types';
import type { Evaluator } from '../program/evaluator.ts';
import { type Call, contains, endOf, isCall, isFunction, isMember, keyName, unwrap } from '../syntax/ast.ts';
import type { Binding } from '../syntax/scope.ts';
import type { SourceFile } from '../syntax/source-file.ts';

/** A variable or parameter that holds a MongoClient. */
export interface ClientName {
  binding: Binding;
  /** It holds a promise of the client. */
  promise: boolean;
  /** The declaration, assignment or parameter that sets it. */
  definition: Node;
}

/** A parameter, possibly of a function of another file. */
export interface ParameterName extends ClientName {
  file: SourceFile;
}

/** The name that `new MongoClient(url)` or `MongoClient.connect(url)` is assigned to: `c = await ...connect()`, `.then((c) => ...)`. */
export function clientName(file: SourceFile, made: Call): ClientName | undefined {
  const { parents, resolve } = file.index;
  let promise = made.type !== 'NewExpression';
  let at: Node = made;
  for (let parent = parents.get(at); parent; parent = parents.get(at)) {
    const call = parents.get(parent);
    if (parent.type === 'AwaitExpression') promise = false;
    else if (isMember(parent) && parent.object === at && call && isCall(call) && call.callee === parent) {
      const method = keyName(parent) ?? '';
      const [callback] = call.arguments;
      if (method === 'then' && promise) return parameterOf(file, callback);
      if (!/^(connect|catch|finally)$/.test(method)) return undefined;
      promise = true;
      parent = call;
    } else if (unwrap(parent) === parent) {
      const id =
        parent.type === 'VariableDeclarator' && parent.init === at
          ? parent.id
          : parent.type === 'AssignmentExpression' && parent.right === at
            ? parent.left
            : undefined;
      const binding = id?.type === 'Identifier' ? resolve(id) : undefined;
      return binding && { binding, promise, definition: parent };
    }
    at = parent;
  }
  return undefined;
}

/** The first parameter of a callback, given inline or by name. */
function parameterOf(file: SourceFile, callback: Node | undefined): ClientName | undefined {
  const named = callback?.type === 'Identifier' ? file.index.resolve(callback) : undefined;
  const fn = named ? (named.init ?? named.declaration) : callback;
  const first = fn && isFunction(fn) ? fn.params[0] : undefined;
  const binding = first?.type === 'Identifier' ? file.index.resolve(first) : undefined;
  return binding && first && { binding, promise: false, definition: first };
}

/** The parameters that a client is passed to, of functions with exactly one call site. */
export function parametersPassed(
  evaluator: Evaluator,
  file: SourceFile,
  { binding, promise }: ClientName,
): ParameterName[] {
  return binding.references.flatMap((reference) => {
    const call = file.index.parents.get(reference);
    const index = call && isCall(call) ? call.arguments.indexOf(reference) : -1;
    const fn = call && isCall(call) && index >= 0 ? evaluator.evaluate(file, call.callee) : undefined;
    if (fn?.kind !== 'function' || evaluator.callSites(fn.node).length !== 1) return [];
    const definition = fn.node.params[index];
    const parameter = definition?.type === 'Identifier' ? fn.file.index.resolve(definition) : undefined;
    return definition && parameter ? [{ file: fn.file, binding: parameter, promise, definition }] : [];
  });
}

/** Whether the name is in scope at `place`, and already set at an offset before or behind it. */
export function isInScopeAt(
  file: SourceFile,
  { binding, definition }: ClientName,
  place: Node,
  offset: number,
): boolean {
  if (file.index.lookup(binding.name, place) !== binding) return false;
  const { functionAround } = file.index;
  const home = functionAround(definition);
  if (functionAround(place) === home) return endOf(definition) <= offset;
  // A function of the file runs after the top-level declarations; an assignment may still follow.
  return (
    (home === undefined && definition.type === 'VariableDeclarator') ||
    ((home === undefined || contains(home, place)) && endOf(definition) <= offset)
  );
}
