import type * as t from '@babel/types';
import type { StoreFact } from '../../../inspect/sessions/session.ts';
import { isMember, keyName, propertyOf, stringValue, unwrap } from '../../../inspect/syntax/ast.ts';
import { textOf } from '../../../inspect/syntax/source-file.ts';
import type { ObjectPlace } from '../../change.ts';
import type { Draft } from '../../draft.ts';
import { renameProperty, replaceProperty } from '../../source/object-literals.ts';
import { mongooseCanShare, mongooseOptions, sharedMongoose } from '../../wiring/connection.ts';
import { urlExpression } from '../../wiring/url-expression.ts';
import { partsToUrl } from '../../wiring/url-from-parts.ts';

export type Property = t.ObjectProperty | t.ObjectMethod;

export function drop(draft: Draft, place: ObjectPlace, property: Property, name: string): void {
  draft.removeProperty(place, property, `${name} is gone`);
  draft.removesUseOf({ file: place.file, nodes: [property] });
  draft.note('option-gone', `${name} does nothing since connect-mongo 4: removed.`, {
    file: place.file,
    node: property,
  });
}

/** `mongooseConnection: x` becomes the form that fits the order of things, or goes when another option wins anyway. */
export function migrateMongoose(
  draft: Draft,
  place: ObjectPlace,
  property: Property,
  ignored: boolean,
  store: StoreFact,
): void {
  if (ignored) {
    drop(draft, place, property, keyName(property) ?? 'mongooseConnection');
    return;
  }
  const { file } = place;
  const expression = property.type === 'ObjectProperty' ? textOf(file, property.value) : 'mongoose.connection';
  if (!mongooseCanShare(draft.project, file)) {
    replaceProperty(
      draft,
      place,
      property,
      [`mongoUrl: ${urlExpression(draft, file, property)}`],
      'a connection of its own',
    );
    draft.removesUseOf({ file, nodes: [property] });
    draft.note(
      'own-connection',
      `The connection of this project's mongoose cannot be shared${file.typescript ? ' in TypeScript' : ''}, so sessions open their own. mongoose ${file.typescript ? '7' : '5.10'} or later could share it.`,
      { file, node: property },
      'warning',
    );
    return;
  }
  const texts = mongooseOptions(draft, { file, node: store.node }, expression, sharedMongoose(draft));
  // The store built its index before as well, and mongoose's client is there by then.
  replaceProperty(draft, place, property, texts, "mongoose's client instead of its connection");
}

/** The URL is written out, and has no database in it. */
function lacksDatabase({ node }: ObjectPlace): boolean {
  const property = propertyOf(node, 'url') ?? propertyOf(node, 'mongoUrl');
  const url = property?.type === 'ObjectProperty' ? stringValue(unwrap(property.value)) : undefined;
  return url !== undefined && !/^mongodb(\+srv)?:\/\/[^/]*\/[^?]/.test(url);
}

export function migrateDb(
  draft: Draft,
  place: ObjectPlace,
  property: Property,
  ignored: boolean,
  store: StoreFact,
): void {
  if (property.type !== 'ObjectProperty') return;
  const { file } = place;
  const value = unwrap(property.value);
  if (stringValue(value) !== undefined && ignored && lacksDatabase(place)) {
    renameProperty(draft, file, property, 'dbName', 'db is now dbName');
    return;
  }
  if (stringValue(value) !== undefined && ignored) {
    draft.removeProperty(place, property, 'the URL names the database');
    draft.note(
      'option-gone',
      'db did nothing beside a URL that names a database, where dbName would overrule it now: removed. If the URL names none, put `dbName` in its place.',
      { file, node: property },
    );
    return;
  }
  if (ignored) {
    drop(draft, place, property, 'db');
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
      : [`mongoUrl: ${urlExpression(draft, file, property)}`];
    replaceProperty(draft, place, property, texts, 'a client instead of a database object');
    return;
  }
  // A Db object does not lead back to its client in every driver: the store gets the same URL instead.
  const url = urlExpression(draft, file, property);
  replaceProperty(draft, place, property, [`mongoUrl: ${url}`], 'a URL instead of a database object');
  draft.note(
    'own-connection',
    `connect-mongo ${draft.storeMajor} takes no database object. Sessions open their own connection to ${url}, which has to lead to the same database.`,
    { file, node: property },
    'warning',
  );
}
