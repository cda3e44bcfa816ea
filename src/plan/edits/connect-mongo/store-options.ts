import type * as t from '@babel/types';
import { RefusedError } from '../../../errors.ts';
import type { StoreFact } from '../../../inspect/sessions/session.ts';
import { keyName, propertyOf } from '../../../inspect/syntax/ast.ts';
import { lineOfNode, textOf } from '../../../inspect/syntax/source-file.ts';
import { note, type Work } from '../../add/work.ts';
import { planSnippet } from '../../snippet/plan-snippet.ts';
import { type ObjectPlace, removeProperty, renameProperty, replaceProperty } from '../../source/object-literals.ts';
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

/**
 * Carries the options of one store to version 6. Only properties that had to change are touched.
 * @param ignores the code runs on 4 or 5 today, where the names of 0 to 3 have no effect: they go, and nothing moves
 */
export function migrateOptions(work: Work, store: StoreFact, ignores: boolean): void {
  if (!ignores) assertSeen(work, store);
  // What others read as well stays: 4 and later ignore it there, and for 0 to 3 it is refused.
  const places = [store.options, ...store.spreads.filter(({ shared }) => !shared)].filter((one) => one !== undefined);
  const has = (name: string): boolean => places.some(({ node }) => propertyOf(node, name) !== undefined);
  const connected = ['url', 'mongoUrl', 'client', 'clientPromise'].some(has);
  for (const place of places) {
    if (!work.translated.has(place.node)) migrateLiteral(work, place, store, ignores, connected);
    work.translated.add(place.node);
  }
  if (places.length > 0) migrateCallback(work, store);
}

/** Options that cannot be seen, or that others read as well, may hold names that version 6 ignores. */
function assertSeen(work: Work, { unseen, spreads }: StoreFact): void {
  const shared = spreads.filter(({ shared, node }) => shared && node.properties.some(isOld));
  const [place] = [...unseen, ...shared];
  if (!place) return;
  throw new RefusedError('Not all options of the connect-mongo store can be carried over.', [
    {
      code: 'store-options-unseen',
      severity: 'error',
      message:
        'connect-mongo 6 ignores the old names (collection, secret, ...) and stops without mongoUrl, where it was url. These options cannot be seen in the source, or other code reads them as well: write them into the options of the store under their new names, then run this again.',
      file: place.file.path,
      line: lineOfNode(place.file, place.node),
      snippet: planSnippet(work),
    },
  ]);
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

function migrateLiteral(work: Work, place: ObjectPlace, store: StoreFact, ignores: boolean, connected: boolean): void {
  for (const property of place.node.properties) {
    if (property.type === 'SpreadElement') continue;
    const name = keyName(property) ?? '';
    if (name === 'mongooseConnection' || name === 'mongoose_connection')
      migrateMongoose(work, place, property, connected, store);
    else if (ignores && IGNORED.has(name)) drop(work, place, property, name);
    else if (name === 'db') migrateDb(work, place, property, connected, store);
    else if (RENAMED[name] !== undefined) rename(work, place, property, name, RENAMED[name]);
    else if (name === 'fallbackMemory' && !ignores) migrateFallback(work, place, property, store);
    else if (DEAD.has(name) || name === 'fallbackMemory') drop(work, place, property, name);
    else migrateRest(work, place, property, name);
  }
}

function rename(work: Work, place: ObjectPlace, property: Property, from: string, to: string): void {
  if (propertyOf(place.node, to)) {
    drop(work, place, property, from);
    return;
  }
  renameProperty(work.edits, place.file, property, to, `${from} is now ${to}`);
  if (from === 'collection')
    note(
      work,
      'option-collection',
      'collection is now collectionName: the old name would be ignored, and everybody would be logged out into another collection.',
      { file: place.file, node: property },
    );
}

function migrateRest(work: Work, place: ObjectPlace, property: Property, name: string): void {
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
    if (interval === undefined) drop(work, place, property, name);
    else
      replaceProperty(
        work.edits,
        place,
        property,
        [`autoRemove: ${quote}interval${quote}`, `autoRemoveInterval: ${interval}`],
        'clear_interval (seconds) is now autoRemoveInterval (minutes)',
      );
  } else if (name === 'defaultExpirationTime') {
    replaceProperty(
      work.edits,
      place,
      property,
      [`ttl: ${text.includes(' ') ? `(${text})` : text} / 1000`],
      'ttl counts in seconds',
    );
  } else if (name === 'createAutoRemoveIdx') {
    if (text === 'false')
      replaceProperty(
        work.edits,
        place,
        property,
        [`autoRemove: ${file.style.quote}disabled${file.style.quote}`],
        'createAutoRemoveIdx is now autoRemove',
      );
    else drop(work, place, property, name);
  } else if (name === 'w') {
    replaceProperty(
      work.edits,
      place,
      property,
      [`writeOperationOptions: { w: ${text} }`],
      'w is now part of writeOperationOptions',
    );
  } else if (name === 'hash') migrateHash(work, place, property);
  else if (name === 'mongoOptions' && property.value.type === 'ObjectExpression')
    migrateDriverOptions(work, place, property, { file, node: property.value });
  else if (name === 'secret' || name === 'crypto') migrateCrypto(work, place, property);
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

function migrateDriverOptions(work: Work, outer: ObjectPlace, holder: t.ObjectProperty, place: ObjectPlace): void {
  const { properties } = place.node;
  if (
    properties.length > 0 &&
    properties.every((property) => property.type !== 'SpreadElement' && DRIVER_GONE.has(keyName(property) ?? ''))
  ) {
    removeProperty(work.edits, outer, holder, 'the driver rejects its options');
    note(work, 'driver-option-gone', "mongoOptions held nothing that today's driver accepts: removed.", {
      file: place.file,
      node: holder,
    });
    return;
  }
  for (const property of place.node.properties) {
    if (property.type === 'SpreadElement') continue;
    const name = keyName(property) ?? '';
    if (name === 'poolSize')
      renameProperty(work.edits, place.file, property, 'maxPoolSize', 'poolSize is now maxPoolSize');
    else if (DRIVER_GONE.has(name)) {
      removeProperty(work.edits, place, property, `the driver rejects ${name}`);
      note(work, 'driver-option-gone', `mongoOptions.${name} is rejected by today's driver: removed.`, {
        file: place.file,
        node: property,
      });
    }
  }
}

/** `hash: { salt, algorithm }` kept ids hashed; transformId does the same, so old sessions are still found. */
function migrateHash(work: Work, place: ObjectPlace, property: t.ObjectProperty): void {
  const { quote: q } = place.file.style;
  const options = property.value.type === 'ObjectExpression' ? property.value : undefined;
  const part = (name: string, fallback: string): string => {
    const found = options && propertyOf(options, name);
    return found?.type === 'ObjectProperty' ? textOf(place.file, found.value) : `${q}${fallback}${q}`;
  };
  const crypto = place.file.module === 'cjs' ? `require(${q}node:crypto${q})` : 'crypto';
  if (crypto === 'crypto')
    note(
      work,
      'import-crypto',
      "Import createHash from 'node:crypto' for transformId.",
      { file: place.file, node: property },
      'warning',
    );
  replaceProperty(
    work.edits,
    place,
    property,
    [
      `transformId: (id) => ${crypto}.createHash(${part('algorithm', 'sha1')}).update(${part('salt', 'connect-mongo')} + id).digest(${q}hex${q})`,
    ],
    'hash is now transformId',
  );
}

/** `new MongoStore(options, callback)`: the callback is never called any more. */
function migrateCallback(work: Work, store: StoreFact): void {
  const [options, callback] = store.call?.arguments ?? [];
  if (!options || !callback || !store.call) return;
  work.edits.remove(store.file, options.end ?? 0, callback.end ?? 0, 'the constructor takes no callback');
  note(
    work,
    'callback-gone',
    'The constructor of the store calls nobody back any more. Wait with `await store.collectionP` where that matters.',
    { file: store.file, node: callback },
  );
}
