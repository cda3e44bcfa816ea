import { allStores } from '../inspect/sessions/mongo-stores.ts';
import { numberOption } from '../inspect/sessions/options.ts';
import type { Facts, Finding, Rule } from './rule.ts';

const TEN_YEARS_S = 10 * 365 * 24 * 60 * 60;

export const ttlMilliseconds = {
  id: 'ttl-milliseconds',
  what: 'ttl is longer than ten years.',
  severity: 'warning',
  fix: 'If milliseconds were intended, divide the value by 1000.',
  check: ({ mongoStores }: Facts<'mongoStores'>): Finding[] =>
    allStores(mongoStores)
      .flatMap(({ options }) => numberOption(options, 'ttl') ?? [])
      .filter(({ value }) => value > TEN_YEARS_S)
      .map(({ value, place }) => ({ place, message: `ttl is in seconds: ${value} is more than ten years.` })),
} satisfies Rule;
