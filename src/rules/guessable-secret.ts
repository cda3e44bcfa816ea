import { uniquePlaces } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const guessableSecret = {
  id: 'guessable-secret',
  what: 'The secret can be guessed.',
  severity: 'error',
  why: 'Anyone can try such secrets against a cookie of the app, and then forge cookies.',
  fix: 'Run `create-mongo-session-app secret`, and read the value from the environment.',
  check: ({ audit }: Facts<'audit'>): Finding[] =>
    uniquePlaces(
      audit
        .secrets()
        .filter(
          ({ value, isFallback, isAlternative }) =>
            value.kind === 'literal' && !isFallback && !isAlternative && isGuessable(value.text),
        )
        .filter((secret) => ![secret, secret.session].some((place) => audit.isConditional(place))),
    ).map((place) => ({ place, message: 'The secret is a word, a common example, or very short.' })),
} satisfies Rule;

/** Common words of example secrets. */
const WORDS =
  /secret|keyboard|\bcat\b|session|password|passw|\bkey\b|mykey|test|change|example|default|hello|world|express|node|cookie|token|super|better|this|should|not a good|dev|your|my|abc|123|qwerty|foo|bar|shh+/gi;

/** Whether a secret is shorter than 8 characters, or little is left of it without common words. */
export function isGuessable(text: string): boolean {
  return text.length < 8 || text.replace(WORDS, '').replace(/[^a-z0-9]/gi, '').length < 6;
}
