import type * as t from '@babel/types';
import { keyName, propertyOf, stringValue, unwrap } from '../../../inspect/syntax/ast.ts';
import { textOf } from '../../../inspect/syntax/source-file.ts';
import type { ObjectPlace } from '../../change.ts';
import type { Draft } from '../../draft.ts';
import { importName, type NamedExport } from '../../source/imports.ts';
import { replaceProperty } from '../../source/object-literals.ts';
import { removeOption } from './connection-options.ts';

/** The encryption options of version 3; removed together with `secret`. */
const CRYPTO_3 = ['algorithm', 'hashing', 'encodeas', 'iv_size', 'at_size', 'key_size'];

const WEB_CRYPTO: NamedExport = {
  package: 'connect-mongo',
  name: 'createWebCryptoAdapter',
  locals: ['createWebCryptoAdapter'],
};

/**
 * Replaces `secret` of version 3.1 with `cryptoAdapter`; keeps `crypto` of 4 and 5, with a warning about its format.
 */
export function migrateCrypto(draft: Draft, place: ObjectPlace, property: t.ObjectProperty): void {
  const { file } = place;
  if (keyName(property) === 'crypto') {
    if (draft.storeMajor === 6 && !draft.project.kruptein?.startsWith('3.0.'))
      draft.warn(
        'crypto-format',
        'connect-mongo 6 can decrypt sessions encrypted with kruptein 3.0, but not with 3.1 or later; users with such sessions have to sign in again.',
        { file, node: property },
      );
    return;
  }
  for (const name of CRYPTO_3) {
    const part = propertyOf(place.node, name);
    if (!part) continue;
    draft.removeProperty(place, part, 'remove the old encryption options');
    draft.removesUseOf({ file, nodes: [part] });
  }
  const value = unwrap(property.value);
  if (stringValue(value) === '' || value.type === 'NullLiteral' || textOf(file, value) === 'false') {
    removeOption(draft, place, property, 'secret');
    return;
  }
  const secret = `{ ${textOf(file, property)} }`;
  const adapter =
    draft.storeMajor === 6
      ? `cryptoAdapter: ${importName(draft, file, WEB_CRYPTO, 'keep sessions encrypted')}(${secret})`
      : `crypto: ${secret}`;
  replaceProperty(draft, place, property, [adapter], 'use the current encryption');
  const message =
    'No later version can decrypt sessions encrypted by connect-mongo 3: all users have to sign in again. New sessions are encrypted with the same secret; algorithm, hashing and similar options of version 3 no longer apply.';
  draft.warn('crypto-lost', message, { file, node: property });
}
