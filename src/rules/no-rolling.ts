import { cookieOf, optionOf } from '../inspect/sessions/options.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const noRolling = {
  id: 'no-rolling',
  what: 'The cookie is not renewed while the user is active.',
  severity: 'info',
  why: 'Users are signed out maxAge after their sign-in, however active they are.',
  fix: 'Set rolling: true, unless that is intended.',
  check: ({ sessions }: Facts<'sessions'>): Finding[] =>
    sessions.flatMap(({ options, shape }) => {
      const place = optionOf(cookieOf(options), 'maxAge');
      if (!place || shape !== 'literal' || optionOf(options, 'rolling')) return [];
      return [{ place, message: 'cookie.maxAge is set without rolling.' }];
    }),
} satisfies Rule;
