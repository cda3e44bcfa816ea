import { isWithin } from '../inspect/project/dependencies.ts';
import { lineInManifest } from '../inspect/project/manifest.ts';
import type { Facts, Finding, Rule } from './rule.ts';

/** https://github.com/jdesboeufs/connect-mongo/pull/351 */
export const connectMongoTouch = {
  id: 'connect-mongo-touch',
  what: 'connect-mongo 4.1 writes the whole session to renew it.',
  severity: 'warning',
  why: 'A request that only reads the session can overwrite what another one has just stored.',
  fix: 'Upgrade connect-mongo.',
  check: ({ package: pkg, mongoStores }: Facts<'package' | 'mongoStores'>): Finding[] =>
    mongoStores.length > 0 && isWithin(pkg.dependencies['connect-mongo'], '>=4.1.0 <4.2.0')
      ? [
          {
            place: { path: pkg.file, ...lineInManifest(pkg, 'connect-mongo') },
            message: 'connect-mongo 4.1 has a bug in touch().',
          },
        ]
      : [],
} satisfies Rule;
