import type * as t from '@babel/types';
import { majorOf } from '../../../inspect/project/dependencies.ts';
import type { StoreFact } from '../../../inspect/sessions/session.ts';
import { keyName, propertyOf } from '../../../inspect/syntax/ast.ts';
import { textOf } from '../../../inspect/syntax/source-file.ts';
import type { Edit, ObjectPlace } from '../../change.ts';
import { type Draft, draftChange } from '../../draft.ts';
import { refusedAt } from '../../refusal.ts';
import { renameProperty, replaceProperty } from '../../source/object-literals.ts';
import { migrateDb, migrateMongoose, type Property, removeOption } from './connection-options.ts';
import { migrateCrypto } from './crypto-options.ts';
import { migrateFallback } from './fallback-memory.ts';

/** Options of versions 0 to 3 that later versions ignore. */
const REMOVED = new Set([
  'autoReconnect',
  'auto_reconnect',
  'server',
  'replset',
  'stringifyObjectIds',
  'useUnifiedTopology',
  'useNewUrlParser',
  'background',
]);

/**
 * Options of versions 0 to 3 that 4 and 5 ignore: on an app that already runs 4 or 5, migrating them would lose its
 * sessions.
 */
const IGNORED_SINCE_4 = new Set(['collection', 'secret', 'hash', 'clear_interval', 'defaultExpirationTime', 'w']);

const RENAMED: Record<string, string> = { url: 'mongoUrl', collection: 'collectionName', dbPromise: 'clientPromise' };

/**
 * A store of connect-mongo 0 to 5 with its option literals; a literal shared by several stores belongs to the first.
 */
interface MigratedStore {
  store: StoreFact;
  literals: ObjectPlace[];
  /** The code runs on 4 or 5, which ignore the options of 0 to 3: these are removed instead of migrated. */
  ignoresOldNames: boolean;
}

/** Migrates the options of each store to the new version; changes only properties that need it. */
export const migrateStoreOptions: Edit<MigratedStore> = {
  id: 'migrate-store-options',
  targets: ({ mongoStores, package: pkg }) => {
    const major = majorOf(pkg.dependencies['connect-mongo']) ?? 6;
    const seen = new Set<t.Node>();
    return mongoStores.flatMap(({ constructions, factories }) =>
      constructions.map((store) => {
        const literals = literalsOf(store).filter(({ node }) => !seen.has(node));
        for (const { node } of literals) seen.add(node);
        // A factory call means version 0 to 3, whatever package.json says.
        return { store, literals, ignoresOldNames: factories.length === 0 && major >= 4 };
      }),
    );
  },
  plan: (project, decisions, { store, literals, ignoresOldNames }) =>
    draftChange(project, decisions, (draft) => {
      if (!ignoresOldNames) assertMigratable(store);
      const all = literalsOf(store);
      const has = (name: string): boolean => all.some(({ node }) => propertyOf(node, name) !== undefined);
      const connected = ['url', 'mongoUrl', 'client', 'clientPromise'].some(has);
      for (const place of literals) migrateLiteral(draft, place, store, ignoresOldNames, connected);
      if (all.length > 0) migrateCallback(draft, store);
    }),
};

/** The literals of a store's options, without those that other code reads as well. */
function literalsOf({ options, spreads }: StoreFact): ObjectPlace[] {
  return [options, ...spreads.filter(({ shared }) => !shared)].filter((one) => one !== undefined);
}

/**
 * @throws RefusedEdit for options that cannot be determined or are shared with other code: version 6 may ignore some of
 * them
 */
function assertMigratable({ unresolved, spreads }: StoreFact): void {
  const shared = spreads.filter(({ shared, node }) => shared && node.properties.some(isOld));
  const [place] = [...unresolved, ...shared];
  if (!place) return;
  throw refusedAt(
    'Not all options of the connect-mongo store can be migrated.',
    'store-options-unseen',
    'These options are computed at run time or read by other code as well, so they cannot be renamed. connect-mongo 6 ignores the old names (collection, secret, ...) and throws an error without mongoUrl, the new name of url. Write the options into those of the store under their new names, then run this command again.',
    place,
  );
}

function isOld(property: t.ObjectExpression['properties'][number]): boolean {
  const name = property.type === 'SpreadElement' ? '' : (keyName(property) ?? '');
  return (
    IGNORED_SINCE_4.has(name) ||
    REMOVED.has(name) ||
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
    else if (ignores && IGNORED_SINCE_4.has(name)) removeOption(draft, place, property, name);
    else if (name === 'db') migrateDb(draft, place, property, connected, store);
    else if (RENAMED[name] !== undefined) rename(draft, place, property, name, RENAMED[name]);
    else if (name === 'fallbackMemory' && !ignores) migrateFallback(draft, place, property, store);
    else if (REMOVED.has(name) || name === 'fallbackMemory') removeOption(draft, place, property, name);
    else migrateRest(draft, place, property, name);
  }
}

function rename(draft: Draft, place: ObjectPlace, property: Property, from: string, to: string): void {
  if (propertyOf(place.node, to)) {
    removeOption(draft, place, property, from);
    return;
  }
  renameProperty(draft, place.file, property, to, `rename ${from} to ${to}`);
  if (from === 'collection')
    draft.note(
      'option-collection',
      'Renamed collection to collectionName. connect-mongo ignores the old name and would look for sessions in another collection.',
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
    if (interval === undefined) removeOption(draft, place, property, name);
    else
      replaceProperty(
        draft,
        place,
        property,
        [`autoRemove: ${quote}interval${quote}`, `autoRemoveInterval: ${interval}`],
        'replace clear_interval (seconds) with autoRemoveInterval (minutes)',
      );
  } else if (name === 'defaultExpirationTime') {
    replaceProperty(
      draft,
      place,
      property,
      [`ttl: ${text.includes(' ') ? `(${text})` : text} / 1000`],
      'replace defaultExpirationTime (ms) with ttl (seconds)',
    );
  } else if (name === 'createAutoRemoveIdx') {
    if (text === 'false')
      replaceProperty(
        draft,
        place,
        property,
        [`autoRemove: ${file.style.quote}disabled${file.style.quote}`],
        'replace createAutoRemoveIdx with autoRemove',
      );
    else removeOption(draft, place, property, name);
  } else if (name === 'w') {
    replaceProperty(
      draft,
      place,
      property,
      [`writeOperationOptions: { w: ${text} }`],
      'move w into writeOperationOptions',
    );
  } else if (name === 'hash') migrateHash(draft, place, property);
  else if (name === 'mongoOptions' && property.value.type === 'ObjectExpression')
    migrateDriverOptions(draft, place, property, { file, node: property.value });
  else if (name === 'secret' || name === 'crypto') migrateCrypto(draft, place, property);
}

const REMOVED_DRIVER_OPTIONS = new Set([
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

function migrateDriverOptions(
  draft: Draft,
  outer: ObjectPlace,
  driverOptions: t.ObjectProperty,
  place: ObjectPlace,
): void {
  const { properties } = place.node;
  if (
    properties.length > 0 &&
    properties.every(
      (property) => property.type !== 'SpreadElement' && REMOVED_DRIVER_OPTIONS.has(keyName(property) ?? ''),
    )
  ) {
    draft.removeProperty(outer, driverOptions, 'remove driver options');
    draft.note('driver-option-gone', 'Removed mongoOptions, as the current MongoDB driver rejects everything in it.', {
      file: place.file,
      node: driverOptions,
    });
    return;
  }
  for (const property of place.node.properties) {
    if (property.type === 'SpreadElement') continue;
    const name = keyName(property) ?? '';
    if (name === 'poolSize')
      renameProperty(draft, place.file, property, 'maxPoolSize', 'rename poolSize to maxPoolSize');
    else if (REMOVED_DRIVER_OPTIONS.has(name)) {
      draft.removeProperty(place, property, `remove ${name}`);
      draft.note('driver-option-gone', `Removed mongoOptions.${name}, which the current MongoDB driver rejects.`, {
        file: place.file,
        node: property,
      });
    }
  }
}

/**
 * Replaces `hash: { salt, algorithm }` with a transformId that computes the same hashes, so existing sessions are still
 * found.
 */
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
      "Add `import crypto from 'node:crypto'`, which transformId needs.",
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
    'replace hash with transformId',
  );
}

/** Removes the callback of `new MongoStore(options, callback)`, which later versions do not call. */
function migrateCallback(draft: Draft, store: StoreFact): void {
  const [options, callback] = store.call?.arguments ?? [];
  if (!options || !callback || !store.call) return;
  draft.remove(store.file, options.end ?? 0, callback.end ?? 0, 'remove the callback of the constructor');
  draft.note(
    'callback-gone',
    'Removed the callback of the store constructor, which connect-mongo no longer calls. To wait for the connection, use `await store.collectionP`.',
    { file: store.file, node: callback },
  );
}
