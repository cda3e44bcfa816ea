import type * as t from '@babel/types';
import { keyName, propertyOf, stringValue, unwrap } from '../../../inspect/syntax/ast.ts';
import { textOf } from '../../../inspect/syntax/source-file.ts';
import type { ObjectPlace } from '../../change.ts';
import type { Draft } from '../../draft.ts';
import { importName, type NamedExport } from '../../source/imports.ts';
import { replaceProperty } from '../../source/object-literals.ts';
import { drop } from './connection-options.ts';

/** What version 3 encrypted with; all go when `secret` goes. */
const CRYPTO_3 = ['algorithm', 'hashing', 'encodeas', 'iv_size', 'at_size', 'key_size'];

const WEB_CRYPTO: NamedExport = {
  package: 'connect-mongo',
  name: 'createWebCryptoAdapter',
  locals: ['createWebCryptoAdapter'],
};

/** `secret` of version 3.1 becomes `cryptoAdapter`; `crypto` of 4 and 5 stays, with what has to be known about it. */
export function migrateCrypto(draft: Draft, place: ObjectPlace, property: t.ObjectProperty): void {
  const { file } = place;
  if (keyName(property) === 'crypto') {
    if (draft.storeMajor === 6)
      draft.note(
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
    draft.removeProperty(place, part, 'part of the old encryption');
    draft.removesUseOf({ file, nodes: [part] });
  }
  const value = unwrap(property.value);
  if (stringValue(value) === '' || value.type === 'NullLiteral' || textOf(file, value) === 'false') {
    drop(draft, place, property, 'secret');
    return;
  }
  const secret = `{ ${textOf(file, property)} }`;
  const adapter =
    draft.storeMajor === 6
      ? `cryptoAdapter: ${importName(draft, file, WEB_CRYPTO, 'sessions stay encrypted')}(${secret})`
      : `crypto: ${secret}`;
  replaceProperty(draft, place, property, [adapter], 'the encryption of today');
  draft.note(
    'crypto-lost',
    'Sessions that connect-mongo 3 encrypted cannot be read by any later version: all users sign in again, once. New ones are encrypted with the same secret, in the way of today: algorithm, hashing and the like of version 3 are gone.',
    { file, node: property },
    'warning',
  );
}
