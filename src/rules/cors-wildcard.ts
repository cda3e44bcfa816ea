import { optionValue, propertyOf, stringValue } from '../inspect/syntax/ast.ts';
import { type CorsCall, type CorsFacts, corsWithCredentials } from './cors-calls.ts';
import type { Finding, Rule } from './rule.ts';

export const corsWildcard = {
  id: 'cors-wildcard',
  what: "CORS allows credentials from the origin '*'.",
  since: '0.2.0',
  severity: 'warning',
  why: "Browsers reject credentials with the origin '*'.",
  fix: 'Name the origin of the front end.',
  check: (facts: CorsFacts): Finding[] =>
    corsWithCredentials(facts)
      .filter(allowsAll)
      .map(({ file, node }) => ({ place: { file, node }, message: 'CORS allows credentials from every origin.' })),
} satisfies Rule;

/** `cors({ credentials: true })`, whose origin is `*` by default. */
function allowsAll({ options }: CorsCall): boolean {
  const isComplete = options.properties.every(({ type }) => type !== 'SpreadElement');
  return propertyOf(options, 'origin') ? stringValue(optionValue(options, 'origin')) === '*' : isComplete;
}
