import type { MiddlewareFact } from '../inspect/express/middleware.ts';
import type { ProjectFacts } from '../inspect/facts.ts';
import { cookieOf, optionOf } from '../inspect/sessions/options.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import { areAlternatives } from '../inspect/syntax/alternatives.ts';
import { unwrap } from '../inspect/syntax/ast.ts';
import { lineOfNode } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const secondSession = {
  id: 'second-session',
  what: 'The app mounts session() twice.',
  severity: 'error',
  why: 'The second does nothing, because req.session exists already: its store stays empty.',
  fix: 'Keep one of them.',
  check: ({ sessions, app, audit }: Facts<'sessions' | 'app' | 'audit'>): Finding[] => {
    const always = sessions.filter((session) => isAlwaysMounted(session, app.middleware, audit));
    const order = (session: SessionFact): number => (session.mounted ? app.middleware.indexOf(session.mounted) : -1);
    const [first, second] = always.toSorted((one, other) => order(one) - order(other));
    if (!first?.mounted || !second?.mounted || first.mounted === second.mounted) return [];
    // For other paths, the first leaves the request to the second.
    if (areAlternatives(first.mounted, second.mounted) || optionOf(cookieOf(first.options), 'path')) return [];
    const line = `line ${lineOfNode(first.file, first.mounted.node)}${first.file === second.file ? '' : ` of ${first.mounted.file.path}`}`;
    return [{ place: second.mounted, message: `session() is already mounted on ${line}.` }];
  },
} satisfies Rule;

/** Whether it runs for every request: `app.use(session(...))`, in no branch and on no path. */
function isAlwaysMounted(
  { file, node, mounted, shape, inTests }: SessionFact,
  middleware: MiddlewareFact[],
  audit: ProjectFacts['audit'],
): boolean {
  if (!mounted || !middleware.includes(mounted) || shape === 'computed' || inTests !== 'also') return false;
  const [handler, other] = mounted.node.arguments;
  const isDirect = handler && !other && /^(Identifier|CallExpression)$/.test(unwrap(handler).type);
  return isDirect === true && !audit.isConditional(mounted) && !audit.isConditional({ file, node });
}
