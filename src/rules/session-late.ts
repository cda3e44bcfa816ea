import { lineOfNode, textOf } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

/** Express runs middleware in registration order. */
export const sessionLate = {
  id: 'session-late',
  what: 'Middleware that reads req.session runs before session().',
  severity: 'warning',
  fix: 'Move session() before it.',
  check: ({ sessions }: Facts<'sessions'>): Finding[] =>
    sessions.flatMap(({ mounted, earlyReaders }) => {
      const [first, ...more] = earlyReaders;
      if (!mounted || !first) return [];
      const reader = /\.session\s*\(\s*\)/.test(textOf(first.file, first.node))
        ? 'passport.session()'
        : 'Code that uses the session';
      const line = `line ${lineOfNode(first.file, first.node)}${first.file === mounted.file ? '' : ` of ${first.file.path}`}`;
      const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
      return [{ place: mounted, message: `${reader} on ${line}${others} runs before session() and fails.` }];
    }),
} satisfies Rule;
