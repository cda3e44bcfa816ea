import intersects from 'semver/ranges/intersects.js';
import validRange from 'semver/ranges/valid.js';
import type { PackageFacts } from '../../inspect/project/manifest.ts';

/** The drivers that each typeorm names as its own, from their package.json. */
const DRIVERS: [typeorm: string, mongodb: string][] = [
  ['>=1.0.0', '7'],
  ['>=0.3.22', '5 || 6'],
  ['>=0.3.17', '5'],
  ['*', '3'],
];

/** The first 0.3 that goes with driver 6. */
const RAISED = '^0.3.22';

/**
 * The drivers that can be installed beside the project's typeorm, which need not use MongoDB itself: npm refuses all
 * that typeorm does not name. The others do not look.
 */
export function typeormDriver({
  dependencies,
  lockedBy,
}: PackageFacts): { driver: string; raised?: string } | undefined {
  const { typeorm } = dependencies;
  const range = typeorm && validRange(typeorm.range);
  if (!range || lockedBy === 'yarn' || lockedBy === 'pnpm') return undefined;
  const today = driverOf(typeorm.version ?? range);
  if (today !== '3' || !intersects(range, RAISED)) return { driver: today };
  return { driver: driverOf(RAISED), raised: RAISED };
}

function driverOf(typeorm: string): string {
  return DRIVERS.find(([range]) => intersects(typeorm, range))?.[1] ?? '3';
}
