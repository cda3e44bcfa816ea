import type { Node } from '@babel/types';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { isConditional } from '../../inspect/syntax/alternatives.ts';
import { type AnyFunction, contains, isCall, unwrap } from '../../inspect/syntax/ast.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Edit } from '../draft.ts';
import { refusedAt } from '../refusal.ts';

/** Refuses to create a store, which connects, in a function that calls session() for each request. */
export const refuseSessionPerRequest: Edit<SessionFact> = {
  targets: ({ files }, { sessions }) => sessions.filter((session) => isPerRequest(session, files)),
  write: (_draft, session) => {
    const message =
      'This session() is called anew for each request, and each would open a connection. Create the store once, outside of the function.';
    throw refusedAt('session() is called for each request.', 'session-per-request', message, session);
  },
};

/** Whether a handler calls session() or a function that creates it: `sessionFor(host)(req, res, next)`. */
function isPerRequest({ file, node, store }: SessionFact, files: SourceFile[]): boolean {
  const { functionAround, initializerOf, parents } = file.index;
  const fn = functionAround(node);
  if (!fn || (store && !contains(fn, store.node))) return false;
  const isCalledInside = handling(file, fn).some((called) => initializerOf(called) === node);
  if (isCalledInside && store?.package !== 'connect-mongo') return true;
  const holder = parents.get(fn);
  const id = fn.type === 'FunctionDeclaration' ? fn.id : holder?.type === 'VariableDeclarator' ? holder.id : undefined;
  if (id?.type !== 'Identifier' || isConditional({ file, node })) return false;
  return files
    .flatMap((one) => handling(one))
    .some((called) => isCall(called) && called.callee.type === 'Identifier' && called.callee.name === id.name);
}

/** What is called with a parameter as its first argument, of a certain function or of any. */
function handling({ index }: SourceFile, fn?: AnyFunction): Node[] {
  return index.calls.flatMap(({ callee, arguments: [first] }) => {
    const binding = first?.type === 'Identifier' ? index.resolve(first) : undefined;
    return binding?.kind === 'param' && (!fn || binding.declaration === fn) ? unwrap(callee) : [];
  });
}
