import type { SessionFact } from '../../inspect/sessions/session.ts';
import { contains, isFunction, unwrap } from '../../inspect/syntax/ast.ts';
import type { Edit } from '../draft.ts';
import { refusedAt } from '../refusal.ts';

/** Refuses to create a store, which connects, in a function that calls session() for each request. */
export const refuseSessionPerRequest: Edit<SessionFact> = {
  targets: (_project, { sessions }) => sessions.filter(isPerRequest),
  write: (_draft, session) => {
    const message =
      'This session() is called anew for each request, and each would open a connection. Create the store once, outside of the function.';
    throw refusedAt('session() is called for each request.', 'session-per-request', message, session);
  },
};

/** `(req, res, next) => session({ ... })(req, res, next)`, with the store created in it. */
function isPerRequest({ file, node, store }: SessionFact): boolean {
  const { parents, calls, resolve } = file.index;
  let fn = parents.get(node);
  while (fn && !isFunction(fn)) fn = parents.get(fn);
  const request = fn && isFunction(fn) ? fn.params[0] : undefined;
  if (!fn || request?.type !== 'Identifier' || (store && !contains(fn, store.node))) return false;
  return (
    store?.package !== 'connect-mongo' &&
    calls.some(({ callee, arguments: [first] }) => {
      const called = unwrap(callee);
      const made = called.type === 'Identifier' ? resolve(called)?.init : called;
      return made === node && first?.type === 'Identifier' && first.name === request.name;
    })
  );
}
