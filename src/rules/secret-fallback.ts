import { uniquePlaces } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const secretFallback = {
  id: 'secret-fallback',
  what: 'The secret falls back to a value in the source code.',
  severity: 'warning',
  why: 'Where the variable is missing, anyone who can read the code can forge session cookies.',
  fix: 'Stop at startup when the variable is missing.',
  check: ({ audit }: Facts<'audit'>): Finding[] =>
    uniquePlaces(
      audit.secrets().filter(({ value, isFallback }) => value.kind === 'literal' && isFallback && value.text !== ''),
    ).map((place) => ({ place, message: fallbackText('the variable') })),
} satisfies Rule;

export const fallbackText = (variable: string): string =>
  `The source code contains a secret for when ${variable} is not set.`;
