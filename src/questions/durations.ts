import ms from 'ms';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

/** Parses a duration with a unit to milliseconds; undefined if it is invalid. */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  // The unit is required, because a bare number could mean seconds or milliseconds.
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

/** A duration (ms) in words: `2 weeks` for 1209600000. */
export function durationText(value: number): string {
  const [size, name] = unitOf(value) ?? [1, 'ms'];
  return size === 1 || value === size ? `${value / size} ${name}` : `${value / size} ${name}s`;
}

/** The largest unit that a duration (ms) is a multiple of. */
function unitOf(value: number): (typeof UNITS)[number] | undefined {
  return UNITS.find(([size]) => value >= size && value % size === 0);
}

/** A duration (ms) as the value of a flag: `2w` for 1209600000. Parses back to the same number. */
export function durationFlag(value: number): string {
  const [size, name] = unitOf(value) ?? [];
  if (size && name) return `${value / size}${name.charAt(0)}`;
  return value === 0 ? '0s' : `${value}ms`;
}

/** A duration (ms) as readable source code: `14 * 24 * 60 * 60 * 1000` for 1209600000. */
export function millisecondsSource(value: number): string {
  return value % SECOND === 0 ? product(secondFactors(value / SECOND), '1000') : String(value);
}

/** A duration (ms) as source code for an option in seconds, rounded up to a whole second. */
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
  // Shorten `1 * 60 * 60` to `60 * 60`.
  return (all[0] === '1' && all.length > 1 ? all.slice(1) : all).join(' * ');
}
