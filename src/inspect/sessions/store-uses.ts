import type * as t from '@babel/types';
import { emittersOf } from '../program/emitters.ts';
import type { Evaluator } from '../program/evaluator.ts';
import { unionMembers } from '../program/value.ts';
import { type Call, isMember, keyName, stringValue, unwrap } from '../syntax/ast.ts';
import type { Place, SourceFile } from '../syntax/source-file.ts';
import type { MongoStoreUse } from './mongo-stores.ts';

/** A use of an event or property of a connect-mongo store that only versions 0 to 3 have. */
export type StoreUseFact =
  | (Place & { kind: 'event'; name: string; node: Call })
  | (Place & { kind: 'property'; name: string; node: t.MemberExpression | t.OptionalMemberExpression });

const EVENTS = new Set(['connected', 'connecting', 'disconnected', 'error']);

/** Finds `store.on('connected', ...)` and `store.client` of the given stores. */
export function findStoreUses(evaluator: Evaluator, stores: MongoStoreUse[]): StoreUseFact[] {
  const made = new Set<t.Node>(stores.flatMap(({ constructions }) => constructions.map(({ node }) => node)));
  const found: StoreUseFact[] = [];
  if (made.size === 0) return found;
  for (const file of evaluator.graph.files) {
    for (const node of file.index.calls) {
      const name = stringValue(node.arguments[0]);
      if (name !== undefined && EVENTS.has(name) && listensTo(evaluator, file, node, made))
        found.push({ kind: 'event', file, node, name });
    }
    for (const node of file.index.members) {
      const name = keyName(node) ?? '';
      if (/^(collection|db|client)$/.test(name) && isStore(evaluator, file, node.object, made))
        found.push({ kind: 'property', file, node, name });
    }
  }
  return found;
}

/** Whether a call adds a listener to a store, anywhere in a chain. */
function listensTo(evaluator: Evaluator, file: SourceFile, { callee }: Call, made: Set<t.Node>): boolean {
  if (!isMember(callee) || !/^(on|once|addListener)$/.test(keyName(callee) ?? '')) return false;
  return isStore(evaluator, file, callee.object, made);
}

function isStore(evaluator: Evaluator, file: SourceFile, node: t.Node, made: Set<t.Node>): boolean {
  return evaluator
    .valuesOf(file, node)
    .flatMap(unionMembers)
    .flatMap((value) => emittersOf(evaluator, value))
    .some((value) => value.kind === 'call' && made.has(value.node));
}

/** Whether any file reads `req.sessionID` or `req.session.id`. */
export function readsSessionId(files: SourceFile[]): boolean {
  return files.some((file) =>
    file.index.members.some((member) => {
      const name = keyName(member);
      if (name === 'sessionID') return true;
      const object = unwrap(member.object);
      const isRead = !file.index.assignments.some(({ left }) => left === member);
      return name === 'id' && isRead && isMember(object) && keyName(object) === 'session';
    }),
  );
}
