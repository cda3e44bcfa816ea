import type * as t from '@babel/types';
import { majorOf } from '../../../inspect/project/dependencies.ts';
import type { StoreFact } from '../../../inspect/sessions/session.ts';
import { keyName, propertyOf } from '../../../inspect/syntax/ast.ts';
import { textOf } from '../../../inspect/syntax/source-file.ts';
import type { Edit, ObjectPlace } from '../../change.ts';
import { type Draft, draftChange } from '../../draft.ts';
import { refusedAt } from '../../refusal.ts';
import { renameProperty, replaceProperty } from '../../source/object-literals.ts';
import { drop, migrateDb, migrateMongoose, type Property } from './connection-options.ts';
import { migrateCrypto } from './crypto-options.ts';
import { migrateFallback } from './fallback-memory.ts';

/** Options of version 0 to 3 that nothing reads any more. */
const DEAD = new Set([
  'autoReconnect',
  'auto_reconnect',
  'server',
  'replset',
  'stringifyObjectIds',
  'useUnifiedTopology',
  'useNewUrlParser',
  'background',
]);

/** Of version 0 to 3, and without effect in 4 and 5: translating them now would move or lose the sessions of today. */
const IGNORED = new Set(['collection', 'secret', 'hash', 'clear_interval', 'defaultExpirationTime', 'w']);

const RENAMED: Record<string, string> = { url: 'mongoUrl', collection: 'collectionName', dbPromise: 'clientPromise' };

/** A store of connect-mongo 0 to 5, and the literals of its options that no store before it shares. */
interface MigratedStore {
  store: StoreFact;
  literals: ObjectPlace[];
  /** The code runs on 4 or 5 today, where the names of 0 to 3 have no effect: they go, and nothing moves. */
  ignoresOldNames: boolean;
}

/** Carries the options of each store to the version to come. Only properties that have to change are touched. */
export const migrateStoreOptions: Edit<MigratedStore> = {
  id: 'migrate-store-options',
  targets: ({ mongoStores, package: pkg }) => {
    const major = majorOf(pkg.dependencies['connect-mongo']) ?? 6;
    const seen = new Set<t.Node>();
    return mongoStores.flatMap(({ constructions, factories }) =>
      constructions.map((store) => {
        const literals = literalsOf(store).filter(({ node }) => !seen.has(node));
        for (const { node } of literals) seen.add(node);
        // A factory is 0 to 3, whatever package.json says.
        return { store, literals, ignoresOldNames: factories.length === 0 && major >= 4 };
      }),
    );
  },
  plan: (project, decisions, { store, literals, ignoresOldNames }) =>
    draftChange(project, decisions, (draft) => {
      if (!ignoresOldNames) assertSeen(store);
      const all = literalsOf(store);
      const has = (name: string): boolean => all.some(({ node }) => propertyOf(node, name) !== undefined);
      const connected = ['url', 'mongoUrl', 'client', 'clientPromise'].some(has);
      for (const place of literals) migrateLiteral(draft, place, store, ignoresOldNames, connected);
      if (all.length > 0) migrateCallback(draft, store);
    }),
};

/** What others read as well stays: 4 and later ignore it there, and for 0 to 3 it is refused. */
function literalsOf({ options, spreads }: StoreFact): ObjectPlace[] {
  return [options, ...spreads.filter(({ shared }) => !shared)].filter((one) => one !== undefined);
}

/** Options that cannot be seen, or that others read as well, may hold names that version 6 ignores. */
function assertSeen({ unresolved, spreads }: StoreFact): void {
  const shared = spreads.filter(({ shared, node }) => shared && node.properties.some(isOld));
  const [place] = [...unresolved, ...shared];
  if (!place) return;
  throw refusedAt(
    'Not all options of the connect-mongo store can be carried over.',
    'store-options-unseen',
    'connect-mongo 6 ignores the old names (collection, secret, ...) and stops without mongoUrl, where it was url. These options cannot be seen in the source, or other code reads them as well: write them into the options of the store under their new names, then run this again.',
    place,
  );
}

function isOld(property: t.ObjectExpression['properties'][number]): boolean {
  const name = property.type === 'SpreadElement' ? '' : (keyName(property) ?? '');
  return (
    IGNORED.has(name) ||
    DEAD.has(name) ||
    RENAMED[name] !== undefined ||
    /^(db|fallbackMemory|mongoOptions|mongoose_?[cC]onnection|createAutoRemoveIdx)$/.test(name)
  );
}

function migrateLiteral(
  draft: Draft,
  place: ObjectPlace,
  store: StoreFact,
  ignores: boolean,
  connected: boolean,
): void {
  for (const property of place.node.properties) {
    if (property.type === 'SpreadElement') continue;
    const name = keyName(property) ?? '';
    if (name === 'mongooseConnection' || name === 'mongoose_connection')
      migrateMongoose(draft, place, property, connected, store);
    else if (ignores && IGNORED.has(name)) drop(draft, place, property, name);
    else if (name === 'db') migrateDb(draft, place, property, connected, store);
    else if (RENAMED[name] !== undefined) rename(draft, place, property, name, RENAMED[name]);
    else if (name === 'fallbackMemory' && !ignores) migrateFallback(draft, place, property, store);
    else if (DEAD.has(name) || name === 'fallbackMemory') drop(draft, place, property, name);
    else migrateRest(draft, place, property, name);
  }
}

function rename(draft: Draft, place: ObjectPlace, property: Property, from: string, to: string): void {
  if (propertyOf(place.node, to)) {
    drop(draft, place, property, from);
    return;
  }
  renameProperty(draft, place.file, property, to, `${from} is now ${to}`);
  if (from === 'collection')
    draft.note(
      'option-collection',
      'collection is now collectionName: the old name would be ignored, and everybody would be logged out into another collection.',
      { file: place.file, node: property },
    );
}

function migrateRest(draft: Draft, place: ObjectPlace, property: Property, name: string): void {
  if (property.type !== 'ObjectProperty') return;
  const { file } = place;
  const text = textOf(file, property.value);
  if (name === 'clear_interval') {
    const seconds = property.value.type === 'NumericLiteral' ? property.value.value : undefined;
    const { quote } = file.style;
    const interval =
      seconds === undefined
        ? `${text} / 60`
        : seconds === -1
          ? undefined
          : String(Math.max(1, Math.round(seconds / 60)));
    if (interval === undefined) drop(draft, place, property, name);
    else
      replaceProperty(
        draft,
        place,
        property,
        [`autoRemove: ${quote}interval${quote}`, `autoRemoveInterval: ${interval}`],
        'clear_interval (seconds) is now autoRemoveInterval (minutes)',
      );
  } else if (name === 'defaultExpirationTime') {
    replaceProperty(
      draft,
      place,
      property,
      [`ttl: ${text.includes(' ') ? `(${text})` : text} / 1000`],
      'ttl counts in seconds',
    );
  } else if (name === 'createAutoRemoveIdx') {
    if (text === 'false')
      replaceProperty(
        draft,
        place,
        property,
        [`autoRemove: ${file.style.quote}disabled${file.style.quote}`],
        'createAutoRemoveIdx is now autoRemove',
      );
    else drop(draft, place, property, name);
  } else if (name === 'w') {
    replaceProperty(
      draft,
      place,
      property,
      [`writeOperationOptions: { w: ${text} }`],
      'w is now part of writeOperationOptions',
    );
  } else if (name === 'hash') migrateHash(draft, place, property);
  else if (name === 'mongoOptions' && property.value.type === 'ObjectExpression')
    migrateDriverOptions(draft, place, property, { file, node: property.value });
  else if (name === 'secret' || name === 'crypto') migrateCrypto(draft, place, property);
}

const DRIVER_GONE = new Set([
  'useNewUrlParser',
  'useUnifiedTopology',
  'useCreateIndex',
  'useFindAndModify',
  'autoReconnect',
  'reconnectTries',
  'reconnectInterval',
  'server',
  'db',
  'replset',
  'sslValidate',
  'keepAlive',
  'keepAliveInitialDelay',
  'bufferMaxEntries',
  'native_parser',
]);

function migrateDriverOptions(draft: Draft, outer: ObjectPlace, holder: t.ObjectProperty, place: ObjectPlace): void {
  const { properties } = place.node;
  if (
    properties.length > 0 &&
    properties.every((property) => property.type !== 'SpreadElement' && DRIVER_GONE.has(keyName(property) ?? ''))
  ) {
    draft.removeProperty(outer, holder, 'the driver rejects its options');
    draft.note('driver-option-gone', "mongoOptions held nothing that today's driver accepts: removed.", {
      file: place.file,
      node: holder,
    });
    return;
  }
  for (const property of place.node.properties) {
    if (property.type === 'SpreadElement') continue;
    const name = keyName(property) ?? '';
    if (name === 'poolSize') renameProperty(draft, place.file, property, 'maxPoolSize', 'poolSize is now maxPoolSize');
    else if (DRIVER_GONE.has(name)) {
      draft.removeProperty(place, property, `the driver rejects ${name}`);
      draft.note('driver-option-gone', `mongoOptions.${name} is rejected by today's driver: removed.`, {
        file: place.file,
        node: property,
      });
    }
  }
}

/** `hash: { salt, algorithm }` kept ids hashed; transformId does the same, so old sessions are still found. */
function migrateHash(draft: Draft, place: ObjectPlace, property: t.ObjectProperty): void {
  const { quote: q } = place.file.style;
  const options = property.value.type === 'ObjectExpression' ? property.value : undefined;
  const part = (name: string, fallback: string): string => {
    const found = options && propertyOf(options, name);
    return found?.type === 'ObjectProperty' ? textOf(place.file, found.value) : `${q}${fallback}${q}`;
  };
  const crypto = place.file.module === 'cjs' ? `require(${q}node:crypto${q})` : 'crypto';
  if (crypto === 'crypto')
    draft.note(
      'import-crypto',
      "Import createHash from 'node:crypto' for transformId.",
      { file: place.file, node: property },
      'warning',
    );
  replaceProperty(
    draft,
    place,
    property,
    [
      `transformId: (id) => ${crypto}.createHash(${part('algorithm', 'sha1')}).update(${part('salt', 'connect-mongo')} + id).digest(${q}hex${q})`,
    ],
    'hash is now transformId',
  );
}

/** `new MongoStore(options, callback)`: the callback is never called any more. */
function migrateCallback(draft: Draft, store: StoreFact): void {
  const [options, callback] = store.call?.arguments ?? [];
  if (!options || !callback || !store.call) return;
  draft.remove(store.file, options.end ?? 0, callback.end ?? 0, 'the constructor takes no callback');
  draft.note(
    'callback-gone',
    'The constructor of the store calls nobody back any more. Wait with `await store.collectionP` where that matters.',
    { file: store.file, node: callback },
  );
}
