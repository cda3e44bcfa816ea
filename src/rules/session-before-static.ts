import type { Facts, Finding, Rule } from './rule.ts';

export const sessionBeforeStatic = {
  id: 'session-before-static',
  what: 'Static files are served after session().',
  severity: 'info',
  why: 'Each image or script of a page then reads its session from the store and renews it.',
  fix: 'Move express.static() before session().',
  check: ({ sessions, app }: Facts<'sessions' | 'app'>): Finding[] =>
    sessions.flatMap(({ mounted }) => {
      const index = mounted ? app.middleware.indexOf(mounted) : -1;
      if (index === -1 || mounted?.node.arguments.length !== 1) return [];
      return app.middleware
        .slice(index)
        .filter(({ kind, method }) => kind === 'static' && method === 'use')
        .slice(0, 1)
        .map((place) => ({ place, message: 'These files are served after session().' }));
    }),
} satisfies Rule;
