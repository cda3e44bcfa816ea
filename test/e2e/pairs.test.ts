import { expect, test } from 'vitest';
import { resolveAnswers } from '../../src/ask/resolve.ts';
import { answersOf, NAMES, OPTIONS, type Row, rows } from './pairs.ts';

/** All pairs of values of two options. */
const pairs: Row[] = NAMES.flatMap((one, index) =>
  NAMES.slice(index + 1).flatMap((other) =>
    (OPTIONS[one] ?? []).flatMap((value) =>
      (OPTIONS[other] ?? []).map((beside) => ({ [one]: value, [other]: beside })),
    ),
  ),
);

/** Whether the CLI accepts a pair. Adds auth to devices, which requires it, unless the pair sets auth. */
async function isPossible(pair: Row): Promise<boolean> {
  const flags = answersOf(pair['devices'] === 'yes' ? { auth: 'yes', ...pair } : pair);
  return resolveAnswers({ command: 'create', flags: { directory: 'x', ...flags }, detected: {} }).then(
    () => true,
    () => false,
  );
}

const isIn = (pair: Row, row: Row): boolean => Object.entries(pair).every(([name, value]) => row[name] === value);
const text = (pair: Row): string => Object.entries(pair).flat().join(' ');

test('the matrix covers exactly the pairs of values that the CLI accepts', async () => {
  const accepted: string[] = [];
  for (const pair of pairs) if (await isPossible(pair)) accepted.push(text(pair));
  const covered = pairs.filter((pair) => rows.some((row) => isIn(pair, row))).map(text);
  expect(covered).toEqual(accepted);
});
