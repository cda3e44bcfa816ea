import type * as t from '@babel/types';
import { isMember, keyName, propertyOf, stringValue, unwrap } from '../../../inspect/ast.ts';
import { literalText } from '../../../inspect/databases.ts';
import type { StoreFact } from '../../../inspect/facts.ts';
import { textOf } from '../../../inspect/source.ts';
import { type ObjectPlace, removeProperty, renameProperty, replaceProperty } from '../objects.ts';
import { mongooseCanShare, mongooseOptions, sharedMongoose, urlExpression } from '../wiring.ts';
import { note, type Work } from '../work.ts';
import { migrateCrypto } from './crypto.ts';
import { partsToUrl } from './parts.ts';

type Property = t.ObjectProperty | t.ObjectMethod;

/** Options of version 0 to 3 that nothing reads any more. */
const DEAD = new Set([
  'autoReconnect',
  'auto_reconnect',
  'server',
  'replset',
  'fallbackMemory',
  'stringifyObjectIds',
  'useUnifiedTopology',
  'useNewUrlParser',
  'background',
]);

const RENAMED: Record<string, string> = { url: 'mongoUrl', collection: 'collectionName', dbPromise: 'clientPromise' };

/** Carries the options of one store to version 6. Only properties that had to change are touched. */
export function migrateOptions(work: Work, store: StoreFact): void {
  const place = store.options;
  if (!place) return;
  const has = (name: string): boolean => propertyOf(place.node, name) !== undefined;
  const withUrl = has('url') || has('mongoUrl');
  const shared = has('client') || has('clientPromise');
  for (const property of place.node.properties) {
    if (property.type === 'SpreadElement') continue;
    const name = keyName(property) ?? '';
    if (name === 'mongooseConnection' || name === 'mongoose_connection')
      migrateMongoose(work, place, property, withUrl || shared, store);
    else if (name === 'db') migrateDb(work, place, property, withUrl || shared, store);
    else if (RENAMED[name] !== undefined) rename(work, place, property, name, RENAMED[name]);
    else if (DEAD.has(name)) drop(work, place, property, name);
    else migrateRest(work, place, property, name);
  }
  migrateCallback(work, store);
}

function rename(work: Work, place: ObjectPlace, property: Property, from: string, to: string): void {
  if (propertyOf(place.node, to)) return drop(work, place, property, from);
  renameProperty(work.edits, place.file, property, to, `${from} is now ${to}`);
  if (from === 'collection')
    note(
      work,
      'option-collection',
      'collection is now collectionName: the old name would be ignored, and everybody would be logged out into another collection.',
      { file: place.file, node: property },
    );
}

function drop(work: Work, place: ObjectPlace, property: Property, name: string): void {
  removeProperty(work.edits, place, property, `${name} is gone`);
  note(work, 'option-gone', `${name} does nothing since connect-mongo 4: removed.`, {
    file: place.file,
    node: property,
  });
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
    migrateDriverOptions(work, { file, node: property.value });
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

function migrateDriverOptions(work: Work, place: ObjectPlace): void {
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

/** `mongooseConnection: x` becomes the form that fits the order of things, or goes when another option wins anyway. */
function migrateMongoose(work: Work, place: ObjectPlace, property: Property, ignored: boolean, store: StoreFact): void {
  if (ignored) return drop(work, place, property, keyName(property) ?? 'mongooseConnection');
  const { file } = place;
  const expression = property.type === 'ObjectProperty' ? textOf(file, property.value) : 'mongoose.connection';
  if (!mongooseCanShare(work, file)) {
    replaceProperty(work.edits, place, property, [`mongoUrl: ${urlExpression(work, file)}`], 'a connection of its own');
    note(
      work,
      'own-connection',
      `This project's mongoose brings a driver that connect-mongo ${work.storeMajor} cannot use, so sessions open their own connection. mongoose 7 or later could share it.`,
      { file, node: property },
      'warning',
    );
    return;
  }
  const texts = mongooseOptions(work, { file, node: store.node }, expression, sharedMongoose(work));
  // The store built its index before as well, and mongoose's client is there by then.
  replaceProperty(work.edits, place, property, texts, "mongoose's client instead of its connection");
}

function migrateDb(work: Work, place: ObjectPlace, property: Property, ignored: boolean, store: StoreFact): void {
  if (property.type !== 'ObjectProperty') return;
  const { file } = place;
  const value = unwrap(property.value);
  if (stringValue(value) !== undefined && ignored) {
    renameProperty(work.edits, file, property, 'dbName', 'db is now dbName');
    return;
  }
  if (ignored) return drop(work, place, property, 'db');
  if (propertyOf(place.node, 'host') || stringValue(value) !== undefined) return partsToUrl(work, place, property);
  if (isMember(value) && keyName(value) === 'db' && /onnection|conn|mongoose/.test(textOf(file, value.object))) {
    const expression = textOf(file, value.object);
    const texts = mongooseCanShare(work, file)
      ? mongooseOptions(work, { file, node: store.node }, expression, sharedMongoose(work))
      : [`mongoUrl: ${urlExpression(work, file)}`];
    replaceProperty(work.edits, place, property, texts, 'a client instead of a database object');
    return;
  }
  // A Db object does not lead back to its client in every driver: the store gets the same URL instead.
  replaceProperty(
    work.edits,
    place,
    property,
    [`mongoUrl: ${urlExpression(work, file)}`],
    'a URL instead of a database object',
  );
  const literal = literalText(work.facts.databases[0]?.url?.value);
  note(
    work,
    'own-connection',
    `connect-mongo ${work.storeMajor} takes no database object. Sessions open their own connection to ${work.answers.urlEnv}${literal ? ', which has to be the same database as before' : ''}.`,
    { file, node: property },
    'warning',
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
