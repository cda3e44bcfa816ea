import type * as t from '@babel/types';
import { optionValue, propertyOf, stringValue } from '../../inspect/syntax/ast.ts';
import { textOf } from '../../inspect/syntax/source-file.ts';
import type { ObjectPlace } from '../change.ts';
import type { Draft } from '../draft.ts';
import { replaceProperty } from '../source/object-literals.ts';

const PARTS = ['host', 'port', 'username', 'password', 'ssl'];

/** Replaces `{ db, host, port, username, password }` of connect-mongo 0 with `mongoUrl`. */
export function partsToUrl(draft: Draft, place: ObjectPlace, db: t.ObjectProperty): void {
  const url = urlOfParts(place, db);
  for (const name of PARTS) {
    const property = propertyOf(place.node, name);
    if (property) draft.removeProperty(place, property, 'replace the parts of the URL with mongoUrl');
  }
  replaceProperty(draft, place, db, [`mongoUrl: ${url}`], 'replace the parts of the URL with mongoUrl');
}

/** The URL composed of the parts, as a string or template literal. */
export function urlOfParts(place: ObjectPlace, db: t.ObjectProperty): string {
  const { file } = place;
  const pieces: { literal: string | undefined; code: string }[] = [];
  const push = (node: t.Node, encode = false): void => {
    const literal = stringValue(node) ?? (node.type === 'NumericLiteral' ? String(node.value) : undefined);
    pieces.push({
      literal,
      code: encode && literal === undefined ? `encodeURIComponent(${textOf(file, node)})` : textOf(file, node),
    });
  };
  const text = (literal: string): void => void pieces.push({ literal, code: '' });
  text('mongodb://');
  const [user, password, host, port] = ['username', 'password', 'host', 'port'].map((name) =>
    optionValue(place.node, name),
  );
  if (user && password) {
    push(user, true);
    text(':');
    push(password, true);
    text('@');
  }
  if (host) push(host);
  else text('127.0.0.1');
  if (port) {
    text(':');
    push(port);
  }
  text('/');
  push(db.value);
  const { quote } = file.style;
  return pieces.every(({ literal }) => literal !== undefined)
    ? `${quote}${pieces.map(({ literal }) => literal).join('')}${quote}`
    : `\`${pieces.map(({ literal, code }) => literal ?? `\${${code}}`).join('')}\``;
}
