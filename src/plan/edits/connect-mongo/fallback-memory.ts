import type * as t from '@babel/types';
import type { StoreFact } from '../../../inspect/sessions/session.ts';
import { keyName, startOf, unwrap } from '../../../inspect/syntax/ast.ts';
import { textOf } from '../../../inspect/syntax/source-file.ts';
import type { ObjectPlace } from '../../change.ts';
import type { Draft } from '../../draft.ts';
import { drop, type Property } from './connection-options.ts';

const BINDS_LOOSELY = /^(Assignment|Conditional|ArrowFunction|Sequence|Yield)Expression$/;

/** `fallbackMemory: condition` of version 0 to 3 kept sessions in memory; session() does so without a store. */
export function migrateFallback(draft: Draft, place: ObjectPlace, property: Property, store: StoreFact): void {
  const { file } = place;
  const value = property.type === 'ObjectProperty' ? unwrap(property.value) : property;
  if (value.type === 'BooleanLiteral' && !value.value) {
    drop(draft, place, property, 'fallbackMemory');
    return;
  }
  const at = { file, node: property };
  if (value.type === 'BooleanLiteral' || file !== store.file || !isInline(draft, store)) {
    draft.removeProperty(place, property, 'fallbackMemory is gone');
    const message =
      'fallbackMemory kept sessions in memory where it was true. connect-mongo has nothing like it since version 4: it is removed, and where it was true (in tests, maybe) sessions now need a database.';
    draft.note('fallback-memory', message, at, 'warning');
    return;
  }
  const text = textOf(file, value);
  const condition = BINDS_LOOSELY.test(value.type) ? `(${text})` : text;
  draft.removeProperty(place, property, 'fallbackMemory is gone');
  draft.insert(store.file, startOf(store.node), `${condition} ? undefined : `, 'memory where fallbackMemory was true');
  const message =
    'fallbackMemory is gone from connect-mongo. Where it was true, session() now gets no store, and keeps sessions in memory as before.';
  draft.note('fallback-memory', message, at);
}

/** `session({ store: new MongoStore(...) })`. */
function isInline({ project }: Draft, { file, node }: StoreFact): boolean {
  const property: t.Node | undefined = file.index.parents.get(node);
  if (property?.type !== 'ObjectProperty' || keyName(property) !== 'store') return false;
  const object = file.index.parents.get(property);
  return project.sessions.some(({ options }) => options?.node === object);
}
