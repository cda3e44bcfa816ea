import { isWithin } from '../inspect/project/dependencies.ts';
import { allStores } from '../inspect/sessions/mongo-stores.ts';
import { optionOf } from '../inspect/sessions/options.ts';
import { optionValue } from '../inspect/syntax/ast.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const brokenEncryption = {
  id: 'broken-encryption',
  what: 'connect-mongo 4 and 5 cannot decrypt sessions with kruptein 3.4.',
  severity: 'error',
  why: 'Every request with a session fails.',
  fix: 'Pin kruptein to 3.0.8 with overrides, or upgrade connect-mongo to 6.',
  check: ({ package: pkg, kruptein, mongoStores }: Facts<'package' | 'kruptein' | 'mongoStores'>): Finding[] => {
    const version =
      kruptein === undefined ? undefined : { range: kruptein, version: kruptein, section: 'dependencies' as const };
    if (!isWithin(pkg.dependencies['connect-mongo'], '>=4.2.0 <6') || !isWithin(version, '>=3.4.0')) return [];
    return (
      allStores(mongoStores)
        .flatMap(({ options }) => optionOf(options, 'crypto') ?? [])
        // Without a secret, nothing is encrypted.
        .filter(({ node }) => optionValue(node.value, 'secret') !== undefined)
        .map((place) => ({ place, message: `The sessions are encrypted with kruptein ${kruptein}.` }))
    );
  },
} satisfies Rule;
