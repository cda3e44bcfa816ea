import ms from 'ms';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

/** The text a person typed, in milliseconds; undefined when it is not a duration with a unit. */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  // A bare number is the classic mistake (seconds or milliseconds?), so a unit is required.
  if (!/^\d+(\.\d+)?\s*[a-z]+$/i.test(trimmed)) return undefined;
  const value = ms(trimmed as ms.StringValue);
  return Number.isFinite(value) ? Math.round(value) : undefined;
}

const UNITS: readonly [number, string][] = [
  [WEEK, 'week'],
  [DAY, 'day'],
  [HOUR, 'hour'],
  [MINUTE, 'minute'],
  [SECOND, 'second'],
];

/** `1209600000` (ms) as a person says it: `2 weeks`. */
export function durationText(value: number): string {
  for (const [size, name] of UNITS) {
    if (value >= size && value % size === 0) {
      const count = value / size;
      return `${count} ${name}${count === 1 ? '' : 's'}`;
    }
  }
  return `${value} ms`;
}

/** `1209600000` (ms) as a flag that parses back to the same number: `2w`. */
export function durationFlag(value: number): string {
  for (const [size, name] of UNITS) {
    if (value >= size && value % size === 0) return `${value / size}${name.charAt(0)}`;
  }
  return value === 0 ? '0s' : `${value}ms`;
}

/** `1209600000` (ms) as the source text a reader can check at a glance: `14 * 24 * 60 * 60 * 1000`. */
export function millisecondsSource(value: number): string {
  return value % SECOND === 0 ? product(secondFactors(value / SECOND), '1000') : String(value);
}

/** The same for options that count in seconds; `value` is in milliseconds, rounded up to a whole second. */
export function secondsSource(value: number): string {
  return product(secondFactors(Math.ceil(value / SECOND)));
}

function secondFactors(seconds: number): string[] {
  if (seconds > 0 && seconds % 86400 === 0) return [String(seconds / 86400), '24', '60', '60'];
  if (seconds > 0 && seconds % 3600 === 0) return [String(seconds / 3600), '60', '60'];
  if (seconds > 0 && seconds % 60 === 0) return [String(seconds / 60), '60'];
  return [String(seconds)];
}

function product(factors: string[], ...more: string[]): string {
  const all = [...factors, ...more];
  // `1 * 60 * 60` reads worse than `60 * 60`.
  return (all[0] === '1' && all.length > 1 ? all.slice(1) : all).join(' * ');
}
