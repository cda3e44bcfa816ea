import { driverCallbacks } from '../inspect/databases/driver-callbacks.ts';
import { majorOf } from '../inspect/project/dependencies.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const UNSUPPORTED_CALLBACK = 'This call passes a callback, which mongodb 5 and later do not support.';

export const driverCallback = {
  id: 'driver-callback',
  what: 'A callback is passed to a MongoDB driver that only returns promises.',
  severity: 'error',
  fix: 'Use the returned promise instead.',
  check: (project: Facts<'package' | 'files' | 'names'>): Finding[] =>
    (majorOf(project.package.dependencies.mongodb) ?? 0) >= 5
      ? driverCallbacks(project).map((place) => ({ place, message: UNSUPPORTED_CALLBACK }))
      : [],
} satisfies Rule;
