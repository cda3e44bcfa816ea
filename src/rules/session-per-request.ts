import type { SessionFact } from '../inspect/sessions/session.ts';
import { isConditional } from '../inspect/syntax/alternatives.ts';
import { contains } from '../inspect/syntax/ast.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const sessionPerRequest = {
  id: 'session-per-request',
  what: 'session() and its store are created for each request.',
  severity: 'error',
  why: 'Each request opens new connections or gets an empty store.',
  fix: 'Create both once, outside of the function.',
  check: ({ sessions }: Facts<'sessions'>): Finding[] =>
    sessions
      .filter(isPerRequest)
      .map((place) => ({ place, message: 'This session() is called anew for each request.' })),
} satisfies Rule;

/** Whether a function of a request, or of an event of a serverless platform, creates both. */
function isPerRequest({ file, node, store, shape }: SessionFact): boolean {
  const fn = file.index.functionAround(node);
  if (!fn || shape === 'computed' || isConditional({ file, node })) return false;
  const [first, second] = fn.params.map((one) => (one.type === 'Identifier' ? one.name : ''));
  const isHandler =
    /^(_?req(uest)?|event)$/.test(first ?? '') && /^_?(res(ponse)?|context|callback)$/.test(second ?? '');
  return isHandler && (!store || (store.file === file && contains(fn, store.node)));
}
