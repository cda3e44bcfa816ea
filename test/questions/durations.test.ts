import { describe, expect, test } from 'vitest';
import {
  DAY,
  durationFlag,
  durationText,
  HOUR,
  millisecondsSource,
  parseDuration,
  secondsSource,
  WEEK,
} from '../../src/questions/durations.ts';

describe('parseDuration', () => {
  test.each([
    ['2w', 2 * WEEK],
    ['14d', 14 * DAY],
    ['12h', 12 * HOUR],
    ['2 weeks', 2 * WEEK],
    ['1209600000ms', 2 * WEEK],
    ['1.5h', 1.5 * HOUR],
    [' 30 Minutes ', HOUR / 2],
  ])('%s', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  test.each(['0', '86400', 'abc', '-1d', '', 'd', '1 fortnight', '1d2h', 'Infinity', '1e3s', '2w; rm -rf'])(
    'rejects %j',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );
});

test.each([
  [2 * WEEK, '2 weeks', '2w', '14 * 24 * 60 * 60 * 1000'],
  [DAY, '1 day', '1d', '24 * 60 * 60 * 1000'],
  [36 * HOUR, '36 hours', '36h', '36 * 60 * 60 * 1000'],
  [90_000, '90 seconds', '90s', '90 * 1000'],
  [1500, '1500 ms', '1500ms', '1500'],
])('%i ms is shown as %s, passed as %s and written to source code as %s', (milliseconds, text, flag, source) => {
  expect(durationText(milliseconds)).toBe(text);
  expect(durationFlag(milliseconds)).toBe(flag);
  expect(parseDuration(flag)).toBe(milliseconds);
  expect(millisecondsSource(milliseconds)).toBe(source);
});

test.each([
  [HOUR, '60 * 60'],
  [2 * HOUR, '2 * 60 * 60'],
  [0, '0'],
  [1500, '2'],
])('%i ms in seconds is %s', (milliseconds, source) => {
  expect(secondsSource(milliseconds)).toBe(source);
});
