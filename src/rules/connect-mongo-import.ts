import { connectMongoVersion } from '../inspect/project/dependencies.ts';
import { type StoreImport, storeImports } from '../inspect/sessions/store-imports.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const connectMongoImport = {
  id: 'connect-mongo-import',
  what: 'connect-mongo is imported in a way that only other versions support.',
  severity: 'error',
  why: 'The app crashes at startup.',
  fix: 'Import it as its version requires, or run `create-mongo-session-app add` to move to version 6.',
  check: ({ package: { dependencies }, mongoStores }: Facts<'package' | 'mongoStores'>): Finding[] => {
    const version = connectMongoVersion(dependencies['connect-mongo']);
    if (version === undefined) return [];
    const [major = 0, minor = 0] = version.split('.').map(Number);
    return storeImports(mongoStores)
      .filter((one) => isBroken(one, major + minor / 100))
      .map((place) => ({
        place,
        message: `This fails with connect-mongo ${version}, which exports ${exportOf(major, minor)}.`,
      }));
  },
} satisfies Rule;

function exportOf(major: number, minor: number): string {
  if (major < 4) return 'a function that takes express-session and returns the class';
  if (major >= 6) return 'the class as MongoStore';
  return major === 4 && minor < 4 ? 'the class as default' : 'the class itself, as module.exports';
}

/** Whether a use fails with a version, given as major and hundredths. Forms that depend on a compiler count as sound. */
function isBroken({ form, member, use }: StoreImport, version: number): boolean {
  if (version < 4) {
    if (form === 'named' || member !== '') return form !== 'namespace';
    return use !== 'call' && (form !== 'namespace' || use === 'create');
  }
  // A class is not called without `new`, and no version from 4 on exports a function.
  if (use === 'call') return /^(|default|MongoStore)$/.test(member);
  if (version >= 6) return member === '' && (form === 'module' || form === 'namespace');
  if (form === 'named' || member === 'MongoStore') return true;
  if (form !== 'module') return false;
  return version >= 4.04 ? member === 'default' : member === '';
}
