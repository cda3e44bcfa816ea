import { expect, test } from 'vitest';
import { resolveAnswers } from '../../src/ask/resolve.ts';
import { answersOf, NAMES, OPTIONS, type Row, rows } from './pairs.ts';

/** Every two options with every two of their values. */
const pairs: Row[] = NAMES.flatMap((one, index) =>
  NAMES.slice(index + 1).flatMap((other) =>
    (OPTIONS[one] ?? []).flatMap((value) =>
      (OPTIONS[other] ?? []).map((beside) => ({ [one]: value, [other]: beside })),
    ),
  ),
);

/** Whether the CLI takes the two; whoever wants devices is given auth, unless that is the other one. */
async function isPossible(pair: Row): Promise<boolean> {
  const flags = answersOf(pair['devices'] === 'yes' ? { auth: 'yes', ...pair } : pair);
  return resolveAnswers({ command: 'create', flags: { directory: 'x', ...flags }, detected: {} }).then(
    () => true,
    () => false,
  );
}

const isIn = (pair: Row, row: Row): boolean => Object.entries(pair).every(([name, value]) => row[name] === value);
const text = (pair: Row): string => Object.entries(pair).flat().join(' ');

test('the rows of the matrix hold every pair of values that the CLI takes, and no other', async () => {
  const wanted: string[] = [];
  for (const pair of pairs) if (await isPossible(pair)) wanted.push(text(pair));
  const held = pairs.filter((pair) => rows.some((row) => isIn(pair, row))).map(text);
  expect(held).toEqual(wanted);
});
