import type * as t from '@babel/types';
import type { StoreFact } from '../../../inspect/sessions/session.ts';
import { isMember, keyName, optionValue, propertyOf, stringValue, unwrap } from '../../../inspect/syntax/ast.ts';
import { textOf } from '../../../inspect/syntax/source-file.ts';
import type { ObjectPlace } from '../../change.ts';
import type { Draft } from '../../draft.ts';
import { renameProperty, replaceProperty } from '../../source/object-literals.ts';
import { mongooseCanShare, optionsOfApp, sharedMongoose, unsharedText } from '../../wiring/app-database.ts';
import { mongooseOptions } from '../../wiring/connection.ts';
import { urlExpression } from '../../wiring/url-expression.ts';
import { partsToUrl } from '../../wiring/url-from-parts.ts';

/** Removes an option that connect-mongo no longer reads. */
export function removeOption(draft: Draft, place: ObjectPlace, property: t.ObjectMember, name: string): void {
  draft.removeProperty(place, property, `remove ${name}`);
  draft.removesUseOf({ file: place.file, nodes: [property] });
  draft.note('option-gone', `Removed ${name}, which has had no effect since connect-mongo 4.`, {
    file: place.file,
    node: property,
  });
}

/**
 * Replaces `mongooseConnection: x` with `client` or `clientPromise`; removes it when another option takes precedence.
 * @param hasConnection another option names the connection
 */
export function migrateMongoose(
  draft: Draft,
  place: ObjectPlace,
  property: t.ObjectMember,
  hasConnection: boolean,
  store: StoreFact,
): void {
  if (hasConnection) {
    removeOption(draft, place, property, keyName(property) ?? 'mongooseConnection');
    return;
  }
  const { file } = place;
  const expression = property.type === 'ObjectProperty' ? textOf(file, property.value) : 'mongoose.connection';
  if (!mongooseCanShare(draft.project, file)) {
    replaceProperty(draft, place, property, separateConnection(draft, place, property), 'open a separate connection');
    draft.removesUseOf({ file, nodes: [property] });
    draft.warn('own-connection', unsharedText(file), { file, node: property });
    return;
  }
  const texts = mongooseOptions(draft, { file, node: store.node }, expression, sharedMongoose(draft));
  // The store already built its TTL index before, once mongoose had connected.
  replaceProperty(draft, place, property, texts, "use mongoose's client instead of its connection");
}

/** The options for a connection to the database of the app, with the options that it connects with. */
function separateConnection(draft: Draft, { file, node }: ObjectPlace, property: t.ObjectMember): string[] {
  const { dbName, driver } = optionsOfApp(draft, file, property);
  const isNew = propertyOf(node, 'mongoOptions') === undefined && driver.length > 0;
  return [
    `mongoUrl: ${urlExpression(draft, file, property)}`,
    ...(propertyOf(node, 'dbName') ? [] : dbName),
    ...(isNew ? [`mongoOptions: { ${driver.join(', ')} }`] : []),
  ];
}

/** Whether the URL is a string literal that names no database. */
function lacksDatabase({ node }: ObjectPlace): boolean {
  const url = stringValue(optionValue(node, 'url') ?? optionValue(node, 'mongoUrl'));
  return url !== undefined && !/^mongodb(\+srv)?:\/\/[^/]*\/[^?]/.test(url);
}

/**
 * Replaces the `db` option, a name or a Db object, with `dbName`, `mongoUrl` or a shared client.
 * @param hasConnection another option names the connection
 */
export function migrateDb(
  draft: Draft,
  place: ObjectPlace,
  property: t.ObjectMember,
  hasConnection: boolean,
  store: StoreFact,
): void {
  if (property.type !== 'ObjectProperty') return;
  const { file } = place;
  const value = unwrap(property.value);
  if (stringValue(value) !== undefined && hasConnection && lacksDatabase(place)) {
    renameProperty(draft, file, property, 'dbName', 'rename db to dbName');
    return;
  }
  if (stringValue(value) !== undefined && hasConnection) {
    draft.removeProperty(place, property, 'remove db, as the URL names the database');
    const message =
      'Removed db, which had no effect next to a URL that names a database; `dbName` would override that database. If the URL names none, add `dbName`.';
    draft.note('option-gone', message, { file, node: property });
    return;
  }
  if (hasConnection) {
    removeOption(draft, place, property, 'db');
    return;
  }
  if (propertyOf(place.node, 'host') || stringValue(value) !== undefined) {
    partsToUrl(draft, place, property);
    return;
  }
  if (isMember(value) && keyName(value) === 'db' && /onnection|conn|mongoose/.test(textOf(file, value.object))) {
    const expression = textOf(file, value.object);
    const texts = mongooseCanShare(draft.project, file)
      ? mongooseOptions(draft, { file, node: store.node }, expression, sharedMongoose(draft))
      : separateConnection(draft, place, property);
    replaceProperty(draft, place, property, texts, 'pass a client instead of a Db object');
    return;
  }
  // Not every driver version exposes the client of a Db object, so the store connects to the same URL instead.
  const url = urlExpression(draft, file, property);
  replaceProperty(draft, place, property, [`mongoUrl: ${url}`], 'pass a URL instead of a Db object');
  const message = `connect-mongo ${draft.storeMajor} does not accept a Db object. The store opens its own connection to ${url}; make sure that it names the same database.`;
  draft.warn('own-connection', message, { file, node: property });
}
