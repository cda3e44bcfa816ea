import type { SessionFact } from '../../inspect/sessions/session.ts';
import { isConditional } from '../../inspect/syntax/alternatives.ts';
import { contains, isCall, unwrap } from '../../inspect/syntax/ast.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Edit } from '../draft.ts';
import { refusedAt } from '../refusal.ts';

/** Refuses to create a store, which connects, in a function that calls session() for each request. */
export const refuseSessionPerRequest: Edit<SessionFact> = {
  targets: ({ files }, { sessions }) =>
    sessions.filter((session) => isPerRequest(session) || isMadeInHandler(session, files)),
  write: (_draft, session) => {
    const message =
      'This session() is called anew for each request, and each would open a connection. Create the store once, outside of the function.';
    throw refusedAt('session() is called for each request.', 'session-per-request', message, session);
  },
};

/** `(req, res, next) => session({ ... })(req, res, next)`, with the store created in it. */
function isPerRequest({ file, node, store }: SessionFact): boolean {
  const { calls, initializerOf, functionAround } = file.index;
  const fn = functionAround(node);
  const request = fn?.params[0];
  if (!fn || request?.type !== 'Identifier' || (store && !contains(fn, store.node))) return false;
  return (
    store?.package !== 'connect-mongo' &&
    calls.some(
      ({ callee, arguments: [first] }) =>
        initializerOf(callee) === node && first?.type === 'Identifier' && first.name === request.name,
    )
  );
}

/** `(req, res, next) => sessionFor(req.hostname)(req, res, next)`, where `sessionFor` creates the session and its store. */
function isMadeInHandler({ file, node, store }: SessionFact, files: SourceFile[]): boolean {
  const fn = file.index.functionAround(node);
  if (!fn || isConditional({ file, node }) || (store && !contains(fn, store.node))) return false;
  const holder = file.index.parents.get(fn);
  const id = fn.type === 'FunctionDeclaration' ? fn.id : holder?.type === 'VariableDeclarator' ? holder.id : undefined;
  return (
    id?.type === 'Identifier' &&
    files.some(({ index }) =>
      index.calls.some(({ callee, arguments: [first] }) => {
        const made = unwrap(callee);
        const isOfRequest = first?.type === 'Identifier' && index.resolve(first)?.kind === 'param';
        return isOfRequest && isCall(made) && made.callee.type === 'Identifier' && made.callee.name === id.name;
      }),
    )
  );
}
