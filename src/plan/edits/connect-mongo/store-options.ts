import type * as t from '@babel/types';
import { majorOf } from '../../../inspect/project/dependencies.ts';
import type { StoreFact } from '../../../inspect/sessions/session.ts';
import { endOf, keyName, optionValue, propertyOf, startOf } from '../../../inspect/syntax/ast.ts';
import { textOf } from '../../../inspect/syntax/source-file.ts';
import type { ObjectPlace } from '../../change.ts';
import type { Draft, Edit } from '../../draft.ts';
import { refusedAt } from '../../refusal.ts';
import { renameProperty, replaceProperty } from '../../source/object-literals.ts';
import { migrateDb, migrateMongoose, removeOption } from './connection-options.ts';
import { migrateCrypto } from './crypto-options.ts';
import { migrateFallback } from './fallback-memory.ts';

/** Options of versions 0 to 3 that later versions ignore. */
const REMOVED =
  /^(autoReconnect|auto_reconnect|server|replset|stringifyObjectIds|useUnifiedTopology|useNewUrlParser|background)$/;

/**
 * Options of versions 0 to 3 that 4 and 5 ignore: on an app that already runs 4 or 5, migrating them would lose its
 * sessions.
 */
const IGNORED_SINCE_4 = /^(collection|secret|hash|clear_interval|defaultExpirationTime|w)$/;

const RENAMED = new Map([
  ['url', 'mongoUrl'],
  ['collection', 'collectionName'],
  ['dbPromise', 'clientPromise'],
]);

type MigrateOption = (draft: Draft, place: ObjectPlace, property: t.ObjectProperty) => void;

/** Options of versions 0 to 3 with a new form, and encryption options, which differ by version. */
const REPLACED = new Map<string, MigrateOption>([
  ['clear_interval', migrateClearInterval],
  ['createAutoRemoveIdx', migrateIndexOption],
  ['crypto', migrateCrypto],
  ['defaultExpirationTime', migrateExpirationTime],
  ['hash', migrateHash],
  ['mongoOptions', migrateDriverOptions],
  ['secret', migrateCrypto],
  ['w', migrateWriteConcern],
]);

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
  write: (draft, target) => {
    const { store, literals, ignoresOldNames } = target;
    if (!ignoresOldNames) assertMigratable(store);
    const all = literalsOf(store);
    const has = (name: string): boolean => all.some(({ node }) => propertyOf(node, name) !== undefined);
    const hasConnection = ['url', 'mongoUrl', 'client', 'clientPromise'].some(has);
    for (const place of literals) migrateLiteral(draft, place, target, hasConnection);
    if (all.length > 0) migrateCallback(draft, store);
  },
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
  const message =
    'These options are computed at run time or read by other code as well, so they cannot be renamed. connect-mongo 6 ignores the old names (collection, secret, ...) and throws an error without mongoUrl, the new name of url. Write the options into those of the store under their new names, then run this command again.';
  throw refusedAt(
    'Not all options of the connect-mongo store can be migrated.',
    'store-options-unseen',
    message,
    place,
  );
}

function isOld(property: t.ObjectExpression['properties'][number]): boolean {
  const name = property.type === 'SpreadElement' ? '' : (keyName(property) ?? '');
  return (
    IGNORED_SINCE_4.test(name) ||
    REMOVED.test(name) ||
    RENAMED.has(name) ||
    /^(db|fallbackMemory|mongoOptions|mongoose_?[cC]onnection|createAutoRemoveIdx)$/.test(name)
  );
}

/** @param hasConnection another option names the connection, and takes precedence over `db` and `mongooseConnection` */
function migrateLiteral(
  draft: Draft,
  place: ObjectPlace,
  { store, ignoresOldNames }: MigratedStore,
  hasConnection: boolean,
): void {
  for (const property of place.node.properties) {
    if (property.type === 'SpreadElement') continue;
    const name = keyName(property) ?? '';
    if (name === 'mongooseConnection' || name === 'mongoose_connection')
      migrateMongoose(draft, place, property, hasConnection, store);
    else if (ignoresOldNames && IGNORED_SINCE_4.test(name)) removeOption(draft, place, property, name);
    else if (name === 'db') migrateDb(draft, place, property, hasConnection, store);
    else if (RENAMED.has(name)) rename(draft, place, property, name, RENAMED.get(name) ?? name);
    else if (name === 'fallbackMemory' && !ignoresOldNames) migrateFallback(draft, place, property, store);
    else if (REMOVED.test(name) || name === 'fallbackMemory') removeOption(draft, place, property, name);
    else if (property.type === 'ObjectProperty') REPLACED.get(name)?.(draft, place, property);
  }
}

function rename(draft: Draft, place: ObjectPlace, property: t.ObjectMember, from: string, to: string): void {
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

/** Replaces `clear_interval`, in seconds, with the timer of later versions, in minutes. */
function migrateClearInterval(draft: Draft, place: ObjectPlace, property: t.ObjectProperty): void {
  const { file } = place;
  const { quote } = file.style;
  const seconds = property.value.type === 'NumericLiteral' ? property.value.value : undefined;
  if (seconds === -1) {
    removeOption(draft, place, property, 'clear_interval');
    return;
  }
  const minutes =
    seconds === undefined ? `${textOf(file, property.value)} / 60` : String(Math.max(1, Math.round(seconds / 60)));
  const options = [`autoRemove: ${quote}interval${quote}`, `autoRemoveInterval: ${minutes}`];
  const why = 'replace clear_interval (seconds) with autoRemoveInterval (minutes)';
  replaceProperty(draft, place, property, options, why);
}

function migrateExpirationTime(draft: Draft, place: ObjectPlace, property: t.ObjectProperty): void {
  const text = textOf(place.file, property.value);
  const ttl = `ttl: ${text.includes(' ') ? `(${text})` : text} / 1000`;
  replaceProperty(draft, place, property, [ttl], 'replace defaultExpirationTime (ms) with ttl (seconds)');
}

/** Replaces `createAutoRemoveIdx: false`; any other value is the default of later versions. */
function migrateIndexOption(draft: Draft, place: ObjectPlace, property: t.ObjectProperty): void {
  const { file } = place;
  const { quote } = file.style;
  if (textOf(file, property.value) !== 'false') {
    removeOption(draft, place, property, 'createAutoRemoveIdx');
    return;
  }
  const why = 'replace createAutoRemoveIdx with autoRemove';
  replaceProperty(draft, place, property, [`autoRemove: ${quote}disabled${quote}`], why);
}

function migrateWriteConcern(draft: Draft, place: ObjectPlace, property: t.ObjectProperty): void {
  const options = `writeOperationOptions: { w: ${textOf(place.file, property.value)} }`;
  replaceProperty(draft, place, property, [options], 'move w into writeOperationOptions');
}

const REMOVED_DRIVER_OPTIONS =
  /^(useNewUrlParser|useUnifiedTopology|useCreateIndex|useFindAndModify|autoReconnect|reconnectTries|reconnectInterval|server|db|replset|sslValidate|keepAlive|keepAliveInitialDelay|bufferMaxEntries|native_parser)$/;

const UNSEEN =
  'The MongoDB driver throws at startup for options that it does not know, such as user, pass and useNewUrlParser. Check that these options contain none.';

/** Removes and renames the options that are passed on to the MongoDB driver. */
function migrateDriverOptions(draft: Draft, outer: ObjectPlace, driverOptions: t.ObjectProperty): void {
  const { file } = outer;
  const node = driverOptions.value;
  if (node.type !== 'ObjectExpression') {
    draft.warn('driver-options-unseen', UNSEEN, { file, node });
    return;
  }
  const isRemoved = (property: t.ObjectMember | t.SpreadElement): boolean =>
    property.type !== 'SpreadElement' && REMOVED_DRIVER_OPTIONS.test(keyName(property) ?? '');
  if (node.properties.length > 0 && node.properties.every(isRemoved)) {
    draft.removeProperty(outer, driverOptions, 'remove driver options');
    draft.note('driver-option-gone', 'Removed mongoOptions, as the current MongoDB driver rejects everything in it.', {
      file,
      node: driverOptions,
    });
    return;
  }
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') continue;
    const name = keyName(property) ?? '';
    if (name === 'poolSize') renameProperty(draft, file, property, 'maxPoolSize', 'rename poolSize to maxPoolSize');
    else if (isRemoved(property)) {
      draft.removeProperty({ file, node }, property, `remove ${name}`);
      draft.note('driver-option-gone', `Removed mongoOptions.${name}, which the current MongoDB driver rejects.`, {
        file,
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
  const part = (name: string, fallback: string): string => {
    const value = optionValue(property.value, name);
    return value ? textOf(place.file, value) : `${q}${fallback}${q}`;
  };
  const crypto = place.file.module === 'cjs' ? `require(${q}node:crypto${q})` : 'crypto';
  if (crypto === 'crypto')
    draft.warn('import-crypto', "Add `import crypto from 'node:crypto'`, which transformId needs.", {
      file: place.file,
      node: property,
    });
  const hashed = `${crypto}.createHash(${part('algorithm', 'sha1')}).update(${part('salt', 'connect-mongo')} + id)`;
  const option = `transformId: (id) => ${hashed}.digest(${q}hex${q})`;
  replaceProperty(draft, place, property, [option], 'replace hash with transformId');
}

/** Removes the callback of `new MongoStore(options, callback)`, which later versions do not call. */
function migrateCallback(draft: Draft, store: StoreFact): void {
  const [options, callback] = store.call?.arguments ?? [];
  if (!options || !callback || !store.call) return;
  const { text } = store.file;
  // Arguments on their own lines keep the line of the parenthesis.
  const isHugged = !text.slice(endOf(store.call.callee), startOf(options)).includes('\n');
  const gap = isHugged ? text.slice(endOf(callback), endOf(store.call) - 1) : '';
  draft.remove(store.file, endOf(options), endOf(callback) + gap.length, 'remove the callback of the constructor');
  const message =
    'Removed the callback of the store constructor, which connect-mongo no longer calls. To wait for the connection, use `await store.collectionP`.';
  draft.note('callback-gone', message, { file: store.file, node: callback });
}
