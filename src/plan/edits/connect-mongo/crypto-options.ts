import type * as t from '@babel/types';
import { keyName, propertyOf, stringValue, unwrap } from '../../../inspect/syntax/ast.ts';
import { type SourceFile, textOf } from '../../../inspect/syntax/source-file.ts';
import { note, takeOut, type Work } from '../../add/work.ts';
import { type ImportWish, importKey, importName, isTaken } from '../../source/imports.ts';
import { type ObjectPlace, removeProperty, replaceProperty } from '../../source/object-literals.ts';
import { drop } from './connection-options.ts';

/** What version 3 encrypted with; all go when `secret` goes. */
const CRYPTO_3 = ['algorithm', 'hashing', 'encodeas', 'iv_size', 'at_size', 'key_size'];

const WEB_CRYPTO: ImportWish = {
  package: 'connect-mongo',
  name: 'createWebCryptoAdapter',
  locals: ['createWebCryptoAdapter'],
};

/** The name of the adapter: in the braces of the class, where these are new, or by an import of its own. */
function webCrypto(work: Work, file: SourceFile): string {
  const why = 'sessions stay encrypted';
  const { name } = WEB_CRYPTO;
  const at = work.classImports.get(file);
  const known = work.imports.get(file);
  if (at !== undefined && known && !known.has(importKey(WEB_CRYPTO)) && !isTaken(work, file, name)) {
    work.edits.insertFirst(file, at, `, ${name}`, why);
    known.set(importKey(WEB_CRYPTO), name);
  }
  return importName(work, file, WEB_CRYPTO, why);
}

/** `secret` of version 3.1 becomes `cryptoAdapter`; `crypto` of 4 and 5 stays, with what has to be known about it. */
export function migrateCrypto(work: Work, place: ObjectPlace, property: t.ObjectProperty): void {
  const { file } = place;
  if (keyName(property) === 'crypto') {
    if (work.storeMajor === 6)
      note(
        work,
        'crypto-format',
        'Sessions are encrypted. connect-mongo 6 reads what kruptein 3.0 has written; sessions written with kruptein 3.1 or later cannot be read, and those users sign in again.',
        { file, node: property },
        'warning',
      );
    return;
  }
  for (const name of CRYPTO_3) {
    const part = propertyOf(place.node, name);
    if (!part) continue;
    removeProperty(work.edits, place, part, 'part of the old encryption');
    takeOut(work, file, [part]);
  }
  const value = unwrap(property.value);
  if (stringValue(value) === '' || value.type === 'NullLiteral' || textOf(file, value) === 'false') {
    drop(work, place, property, 'secret');
    return;
  }
  const secret = `{ ${textOf(file, property)} }`;
  const adapter = work.storeMajor === 6 ? `cryptoAdapter: ${webCrypto(work, file)}(${secret})` : `crypto: ${secret}`;
  replaceProperty(work.edits, place, property, [adapter], 'the encryption of today');
  note(
    work,
    'crypto-lost',
    'Sessions that connect-mongo 3 encrypted cannot be read by any later version: all users sign in again, once. New ones are encrypted with the same secret, in the way of today: algorithm, hashing and the like of version 3 are gone.',
    { file, node: property },
    'warning',
  );
}
