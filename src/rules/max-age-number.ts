import { envNameIn } from '../inspect/program/value.ts';
import { cookieOf, optionOf } from '../inspect/sessions/options.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const maxAgeNumber = {
  id: 'max-age-number',
  what: 'cookie.maxAge is a string.',
  severity: 'error',
  why: 'express-session throws a TypeError for a string.',
  fix: 'Convert it with Number().',
  check: ({ sessions }: Facts<'sessions'>): Finding[] =>
    sessions.flatMap(({ options }) => {
      const place = optionOf(cookieOf(options), 'maxAge');
      if (!place || envNameIn(place.file, place.node.value) === undefined) return [];
      return [{ place, message: 'cookie.maxAge is a string from the environment.' }];
    }),
} satisfies Rule;
