import type * as t from '@babel/types';
import { keyName, propertyOf } from '../../../inspect/ast.ts';
import { textOf } from '../../../inspect/source.ts';
import { type ObjectPlace, removeProperty, replaceProperty } from '../objects.ts';
import { note, type Work } from '../work.ts';

/** What version 3 encrypted with; all go when `secret` goes. */
const CRYPTO_3 = ['algorithm', 'hashing', 'encodeas', 'iv_size', 'at_size', 'key_size'];

/** `secret` of version 3.1 becomes `crypto`; `crypto` of 4 and 5 stays, with what has to be known about it. */
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
  const parts = [textOf(file, property)];
  for (const name of CRYPTO_3) {
    const part = propertyOf(place.node, name);
    if (!part) continue;
    if (part.type === 'ObjectProperty') parts.push(`${name}: ${textOf(file, part.value)}`);
    removeProperty(work.edits, place, part, 'part of crypto');
  }
  replaceProperty(work.edits, place, property, [`crypto: { ${parts.join(', ')} }`], 'secret is now crypto.secret');
  note(
    work,
    'crypto-lost',
    'Sessions that connect-mongo 3 encrypted cannot be read by any later version: all users sign in again, once.',
    { file, node: property },
    'warning',
  );
}
