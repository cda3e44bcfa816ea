import { isPackage, type NamedValue } from '../inspect/program/value.ts';
import { cookieOf, optionOf } from '../inspect/sessions/options.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import { stringValue } from '../inspect/syntax/ast.ts';
import type { SourceFile } from '../inspect/syntax/source-file.ts';
import { corsWildcard } from './cors-wildcard.ts';
import type { Finding, Rule } from './rule.ts';

interface Facts {
  files: SourceFile[];
  names: Map<SourceFile, NamedValue[]>;
  sessions: SessionFact[];
}

export const crossOriginCookie = {
  id: 'cross-origin-cookie',
  what: 'The app serves a front end on another origin.',
  since: '0.2.0',
  severity: 'info',
  why: 'On the same site, such as another port or subdomain, sessions work without changes.',
  fix: "For a front end on another site, set sameSite: 'none' and secure: true, and serve the app over HTTPS.",
  check: ({ files, names, sessions }: Facts): Finding[] => {
    if (sessions.some(isSentCrossSite) || corsWildcard.check({ files, names }).length > 0) return [];
    const calls = files.flatMap((file) => {
      const name = names.get(file)?.find(({ value }) => isPackage(value, 'cors'))?.name;
      const call = file.index.calls.find(({ callee }) => callee.type === 'Identifier' && callee.name === name);
      return call && /\bcredentials['"]?\s*:\s*true\b/.test(file.text) ? [{ file, node: call }] : [];
    });
    return calls
      .slice(0, 1)
      .map((place) => ({ place, message: 'CORS allows requests with cookies from another origin.' }));
  },
} satisfies Rule;

function isSentCrossSite({ options }: SessionFact): boolean {
  return stringValue(optionOf(cookieOf(options), 'sameSite')?.node.value)?.toLowerCase() === 'none';
}
