import { cookieOf, optionOf } from '../inspect/sessions/options.ts';
import { factors, isSeconds, product } from '../inspect/syntax/number-value.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const maxAgeMilliseconds = {
  id: 'max-age-milliseconds',
  what: 'cookie.maxAge is less than a minute.',
  severity: 'warning',
  fix: 'If seconds were intended, multiply the value by 1000.',
  check: ({ sessions }: Facts<'sessions'>): Finding[] =>
    sessions.flatMap(({ options }) => {
      const place = optionOf(cookieOf(options), 'maxAge');
      const list = place && factors(place.file.index.initializerOf(place.node.value));
      if (!place || !list || !isSeconds(list)) return [];
      const total = product(list);
      const message = `cookie.maxAge is in milliseconds: ${total} is only ${total / 1000} seconds.`;
      return [{ place, message }];
    }),
} satisfies Rule;
