import type * as t from '@babel/types';
import type { StoreFact } from '../../../inspect/sessions/session.ts';
import { isMember, keyName, propertyOf, stringValue, unwrap } from '../../../inspect/syntax/ast.ts';
import { textOf } from '../../../inspect/syntax/source-file.ts';
import { note, takeOut, type Work } from '../../add/work.ts';
import { type ObjectPlace, removeProperty, renameProperty, replaceProperty } from '../../source/object-literals.ts';
import { mongooseCanShare, mongooseOptions, sharedMongoose } from '../../wiring/connection.ts';
import { urlExpression } from '../../wiring/url-expression.ts';
import { partsToUrl } from './url-from-parts.ts';

export type Property = t.ObjectProperty | t.ObjectMethod;

export function drop(work: Work, place: ObjectPlace, property: Property, name: string): void {
  removeProperty(work.edits, place, property, `${name} is gone`);
  takeOut(work, place.file, [property]);
  note(work, 'option-gone', `${name} does nothing since connect-mongo 4: removed.`, {
    file: place.file,
    node: property,
  });
}

/** `mongooseConnection: x` becomes the form that fits the order of things, or goes when another option wins anyway. */
export function migrateMongoose(
  work: Work,
  place: ObjectPlace,
  property: Property,
  ignored: boolean,
  store: StoreFact,
): void {
  if (ignored) {
    drop(work, place, property, keyName(property) ?? 'mongooseConnection');
    return;
  }
  const { file } = place;
  const expression = property.type === 'ObjectProperty' ? textOf(file, property.value) : 'mongoose.connection';
  if (!mongooseCanShare(work, file)) {
    replaceProperty(
      work.edits,
      place,
      property,
      [`mongoUrl: ${urlExpression(work, file, property)}`],
      'a connection of its own',
    );
    takeOut(work, file, [property]);
    note(
      work,
      'own-connection',
      `The connection of this project's mongoose cannot be shared${file.typescript ? ' in TypeScript' : ''}, so sessions open their own. mongoose ${file.typescript ? '7' : '5.10'} or later could share it.`,
      { file, node: property },
      'warning',
    );
    return;
  }
  const texts = mongooseOptions(work, { file, node: store.node }, expression, sharedMongoose(work));
  // The store built its index before as well, and mongoose's client is there by then.
  replaceProperty(work.edits, place, property, texts, "mongoose's client instead of its connection");
}

/** The URL is written out, and has no database in it. */
function lacksDatabase({ node }: ObjectPlace): boolean {
  const property = propertyOf(node, 'url') ?? propertyOf(node, 'mongoUrl');
  const url = property?.type === 'ObjectProperty' ? stringValue(unwrap(property.value)) : undefined;
  return url !== undefined && !/^mongodb(\+srv)?:\/\/[^/]*\/[^?]/.test(url);
}

export function migrateDb(
  work: Work,
  place: ObjectPlace,
  property: Property,
  ignored: boolean,
  store: StoreFact,
): void {
  if (property.type !== 'ObjectProperty') return;
  const { file } = place;
  const value = unwrap(property.value);
  if (stringValue(value) !== undefined && ignored && lacksDatabase(place)) {
    renameProperty(work.edits, file, property, 'dbName', 'db is now dbName');
    return;
  }
  if (stringValue(value) !== undefined && ignored) {
    removeProperty(work.edits, place, property, 'the URL names the database');
    note(
      work,
      'option-gone',
      'db did nothing beside a URL that names a database, where dbName would overrule it now: removed. If the URL names none, put `dbName` in its place.',
      { file, node: property },
    );
    return;
  }
  if (ignored) {
    drop(work, place, property, 'db');
    return;
  }
  if (propertyOf(place.node, 'host') || stringValue(value) !== undefined) {
    partsToUrl(work, place, property);
    return;
  }
  if (isMember(value) && keyName(value) === 'db' && /onnection|conn|mongoose/.test(textOf(file, value.object))) {
    const expression = textOf(file, value.object);
    const texts = mongooseCanShare(work, file)
      ? mongooseOptions(work, { file, node: store.node }, expression, sharedMongoose(work))
      : [`mongoUrl: ${urlExpression(work, file, property)}`];
    replaceProperty(work.edits, place, property, texts, 'a client instead of a database object');
    return;
  }
  // A Db object does not lead back to its client in every driver: the store gets the same URL instead.
  const url = urlExpression(work, file, property);
  replaceProperty(work.edits, place, property, [`mongoUrl: ${url}`], 'a URL instead of a database object');
  note(
    work,
    'own-connection',
    `connect-mongo ${work.storeMajor} takes no database object. Sessions open their own connection to ${url}, which has to lead to the same database.`,
    { file, node: property },
    'warning',
  );
}
