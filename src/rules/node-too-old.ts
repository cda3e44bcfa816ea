import intersects from 'semver/ranges/intersects.js';
import { connectMongoVersion } from '../inspect/project/dependencies.ts';
import type { Facts, Finding, Rule } from './rule.ts';

/** `engines` of the majors of connect-mongo. */
const FLOORS: Record<number, string> = { 4: '10', 5: '12.9', 6: '20.8' };

export const nodeTooOld = {
  id: 'node-too-old',
  what: 'The project declares a Node that is too old for its connect-mongo.',
  severity: 'warning',
  fix: 'Raise the Node version, or install an older connect-mongo.',
  check: ({ package: { dependencies }, node, mongoStores }: Facts<'package' | 'node' | 'mongoStores'>): Finding[] => {
    const version = mongoStores.length > 0 ? connectMongoVersion(dependencies['connect-mongo']) : undefined;
    const floor = FLOORS[Number.parseInt(version ?? '', 10)];
    if (floor === undefined) return [];
    return node
      .filter(({ range, instead }) => !instead && !intersects(range, `>=${floor}`))
      .map(({ said, file, line }) => ({
        place: { path: file, line: line ?? 1 },
        message: `This is Node ${said}, but connect-mongo ${version} needs ${floor} or later.`,
      }));
  },
} satisfies Rule;
