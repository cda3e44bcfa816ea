import type * as t from '@babel/types';
import type { StoreFact } from '../../../inspect/sessions/session.ts';
import { keyName, startOf, unwrap } from '../../../inspect/syntax/ast.ts';
import { textOf } from '../../../inspect/syntax/source-file.ts';
import type { ObjectPlace } from '../../change.ts';
import type { Draft } from '../../draft.ts';
import { removeOption } from './connection-options.ts';

const BINDS_LOOSELY = /^(Assignment|Conditional|ArrowFunction|Sequence|Yield)Expression$/;

/**
 * Replaces `fallbackMemory: condition` of versions 0 to 3 with no store under that condition: session() then keeps
 * sessions in memory.
 */
export function migrateFallback(draft: Draft, place: ObjectPlace, property: t.ObjectMember, store: StoreFact): void {
  const { file } = place;
  const value = property.type === 'ObjectProperty' ? unwrap(property.value) : property;
  if (value.type === 'BooleanLiteral' && !value.value) {
    removeOption(draft, place, property, 'fallbackMemory');
    return;
  }
  const at = { file, node: property };
  if (value.type === 'BooleanLiteral' || file !== store.file || !isInline(draft, store)) {
    draft.removeProperty(place, property, 'remove fallbackMemory');
    const message =
      'Removed fallbackMemory, which connect-mongo has not supported since version 4. Where it was true, for example in tests, sessions now need a database.';
    draft.warn('fallback-memory', message, at);
    return;
  }
  const text = textOf(file, value);
  const condition = BINDS_LOOSELY.test(value.type) ? `(${text})` : text;
  draft.removeProperty(place, property, 'remove fallbackMemory');
  const why = 'keep sessions in memory where fallbackMemory was true';
  draft.insert(store.file, startOf(store.node), `${condition} ? undefined : `, why);
  const message =
    'Replaced fallbackMemory, which connect-mongo no longer supports. Where it was true, session() now gets no store and keeps sessions in memory, as before.';
  draft.note('fallback-memory', message, at);
}

/** `session({ store: new MongoStore(...) })`. */
function isInline({ project }: Draft, { file, node }: StoreFact): boolean {
  const property: t.Node | undefined = file.index.parents.get(node);
  if (property?.type !== 'ObjectProperty' || keyName(property) !== 'store') return false;
  const object = file.index.parents.get(property);
  return project.sessions.some(({ options }) => options?.node === object);
}
