import intersects from 'semver/ranges/intersects.js';
import minVersion from 'semver/ranges/min-version.js';
import validRange from 'semver/ranges/valid.js';
import type { NodeFact } from '../../inspect/project/node-version.ts';
import type { StoreMajor } from '../decisions.ts';

export const CONNECT_MONGO: Record<StoreMajor, string> = { 6: '^6.0.0', 5: '^5.1.0', 4: '^4.6.0' };

export interface Store {
  major: StoreMajor;
  node: string;
  /** First and last major of mongodb in its peer dependency. */
  drivers: [number, number];
}

/** Requirements of each version and of the oldest driver for it, from their package.json. */
export const STORES: Store[] = [
  { major: 6, node: '>=20.8.0', drivers: [5, Number.POSITIVE_INFINITY] },
  { major: 5, node: '>=14.20.1', drivers: [5, 6] },
  { major: 4, node: '>=12.9.0', drivers: [4, 4] },
];
export const DRIVER_4 = '^4.17.2';
export const DRIVERS: { major: number; range: string; node: string }[] = [
  { major: 7, range: '^7.9.0', node: '>=20.19.0' },
  { major: 6, range: '^6.22.0', node: '>=16.20.1' },
  { major: 5, range: '^5.9.2', node: '>=14.20.1' },
  { major: 4, range: DRIVER_4, node: '>=12.9.0' },
];
/** Since 7.6, mongodb cannot connect inside Jest. */
export const JEST_DRIVER = '~7.5.0';

export function supports({ drivers: [first, last] }: Store, driver: number): boolean {
  return driver >= first && driver <= last;
}

export function driversOf(store: Store, node: NodeFact[]): typeof DRIVERS {
  return DRIVERS.filter((driver) => supports(store, driver.major) && allows(node, driver.node));
}

/** The oldest Node that a version of connect-mongo supports. */
export function nodeNeededBy(major: StoreMajor): string {
  return STORES.find((store) => store.major === major)?.node.replace('>=', '') ?? '';
}

/** Whether a range of Node allows a lower major version. */
export function isOlder(range: string, version: string): boolean {
  return validRange(range) !== null && (minVersion(range)?.major ?? 0) < Number.parseInt(version, 10);
}

export function allows(node: NodeFact[], needed: string): boolean {
  return node.every(({ range }) => intersects(range, needed));
}
