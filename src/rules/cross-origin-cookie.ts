import { cookieOf, optionOf } from '../inspect/sessions/options.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import { stringValue } from '../inspect/syntax/ast.ts';
import { corsWithCredentials } from './cors-calls.ts';
import { corsWildcard } from './cors-wildcard.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const crossOriginCookie = {
  id: 'cross-origin-cookie',
  what: 'The app serves a front end on another origin.',
  severity: 'info',
  why: 'On the same site, such as another port or subdomain, sessions work without changes.',
  fix: "For a front end on another site, set sameSite: 'none' and secure: true, and serve the app over HTTPS.",
  check: ({ files, names, sessions }: Facts<'files' | 'names' | 'sessions'>): Finding[] => {
    if (sessions.some(isSentCrossSite) || corsWildcard.check({ files, names }).length > 0) return [];
    return corsWithCredentials({ files, names })
      .slice(0, 1)
      .map((place) => ({ place, message: 'CORS allows requests with cookies from another origin.' }));
  },
} satisfies Rule;

/** `sameSite: 'none'`, or only on one condition, such as in production. */
function isSentCrossSite({ options }: SessionFact): boolean {
  const value = optionOf(cookieOf(options), 'sameSite')?.node.value;
  const values = value?.type === 'ConditionalExpression' ? [value.consequent, value.alternate] : [value];
  return values.some((one) => stringValue(one)?.toLowerCase() === 'none');
}
