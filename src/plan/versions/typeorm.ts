import intersects from 'semver/ranges/intersects.js';
import validRange from 'semver/ranges/valid.js';
import type { PackageFacts } from '../../inspect/project/manifest.ts';

/** The majors of mongodb in the peer dependencies of each typeorm, from its package.json. */
const DRIVERS: [typeorm: string, mongodb: string][] = [
  ['>=1.0.0', '7'],
  ['>=0.3.22', '5 || 6'],
  ['>=0.3.17', '5'],
  ['>=0.2.35', '3'],
];

/** The first 0.3 that supports mongodb 6, and the Node that it needs. */
const RAISED = '^0.3.22';
export const NODE_OF_RAISED = '>=16.13.0';

/**
 * The range of mongodb that satisfies the peer dependency of the project's typeorm, whether or not typeorm uses MongoDB:
 * npm enforces peer dependencies, yarn and pnpm do not. `raised` is a newer typeorm that this needs.
 */
export function typeormDriver(
  { dependencies, lockedBy }: PackageFacts,
  isNodeNew: boolean,
): { driver: string; raised?: string } | undefined {
  const { typeorm } = dependencies;
  const range = typeorm && validRange(typeorm.range);
  if (!range || lockedBy === 'yarn' || lockedBy === 'pnpm') return undefined;
  const current = driverOf(typeorm.version ?? range);
  if (current === undefined) return undefined;
  if (current !== '3' || !isNodeNew || !intersects(range, RAISED)) return { driver: current };
  return { driver: driverOf(RAISED) ?? current, raised: RAISED };
}

/** Undefined for a typeorm before 0.2.35, which has no peer dependencies. */
function driverOf(typeorm: string): string | undefined {
  return DRIVERS.find(([range]) => intersects(typeorm, range))?.[1];
}
