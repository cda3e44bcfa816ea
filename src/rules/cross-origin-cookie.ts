import { isPackage, type NamedValue } from '../inspect/program/value.ts';
import { cookieOf, optionOf } from '../inspect/sessions/options.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import { stringValue } from '../inspect/syntax/ast.ts';
import type { SourceFile } from '../inspect/syntax/source-file.ts';
import type { Finding, Rule } from './rule.ts';

interface Facts {
  files: SourceFile[];
  names: Map<SourceFile, NamedValue[]>;
  sessions: SessionFact[];
}

export const crossOriginCookie = {
  id: 'cross-origin-cookie',
  severity: 'info',
  why: "On the same site, such as another port or subdomain, its session works as it is; a front end on another site needs sameSite: 'none' and secure: true, which takes https.",
  check: ({ files, names, sessions }: Facts): Finding[] => {
    if (sessions.some(isSentCrossSite)) return [];
    const places = files.flatMap((file) => {
      const name = names.get(file)?.find(({ value }) => isPackage(value, 'cors'))?.name;
      const call = file.index.calls.find(({ callee }) => callee.type === 'Identifier' && callee.name === name);
      return call && /\bcredentials['"]?\s*:\s*true\b/.test(file.text) ? [{ file, node: call }] : [];
    });
    return places.slice(0, 1).map((place) => ({ place, message: 'Another origin may send its cookies here.' }));
  },
} satisfies Rule;

function isSentCrossSite({ options }: SessionFact): boolean {
  return stringValue(optionOf(cookieOf(options), 'sameSite')?.node.value)?.toLowerCase() === 'none';
}
