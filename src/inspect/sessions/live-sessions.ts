import type * as t from '@babel/types';
import { areAlternatives } from '../syntax/alternatives.ts';
import { propertyOf, stringValue } from '../syntax/ast.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { SessionFact, StoreFact } from './session.ts';

/**
 * The sessions in use: the one that is mounted, the only one, or several that are all in use. Those in memory
 * beside one in MongoDB are left as they are.
 */
export function liveSessions({ sessions: all }: { sessions: SessionFact[] }): SessionFact[] | 'several' {
  const sessions = all.filter((one) => !isMemoryBranch(one, all));
  if (sessions.length <= 1) return sessions;
  const mounted = sessions.filter((session) => session.mounted);
  if (mounted.length === 1) return mounted;
  const names = new Set(sessions.map(sessionCookie));
  if (!names.has(undefined) && names.size === sessions.length) return sessions;
  const alone = sessions.every((one, index) => sessions.slice(index + 1).every((other) => areAlternatives(one, other)));
  return alone ? sessions : 'several';
}

/** Whether a session is in memory where another one, in MongoDB, does not run, as in the `else` of `if (production)`. */
function isMemoryBranch(one: SessionFact, all: SessionFact[]): boolean {
  const inMongo = all.filter(({ store }) => store?.package?.startsWith('connect-mongo'));
  return (!one.store || isMemoryStore(one.store)) && inMongo.some((other) => areAlternatives(one, other));
}

/** The name of a session's cookie: two names are two sessions side by side. Undefined when it cannot be seen. */
export function sessionCookie({ options, shape }: SessionFact): string | undefined {
  if (shape === 'computed') return undefined;
  const property = options && (propertyOf(options.node, 'name') ?? propertyOf(options.node, 'key'));
  if (!property) return 'connect.sid';
  return property.type === 'ObjectProperty' ? stringValue(options.file.index.initializerOf(property.value)) : undefined;
}

/** connect-mongodb-session writes the same documents as connect-mongo with stringify: false. */
export const SAME_DOCUMENTS = 'connect-mongodb-session';

/** Stores that lose their sessions with the process. */
export function isMemoryStore(store: StoreFact): boolean {
  return store.package === 'express-session' || store.package === 'memorystore';
}

/** The variable that a store is assigned to. */
export function storeVariable({ file, node }: { file: SourceFile; node: t.Node }): t.Identifier | undefined {
  const holder = file.index.parents.get(node);
  const target =
    holder?.type === 'VariableDeclarator'
      ? holder.id
      : holder?.type === 'AssignmentExpression'
        ? holder.left
        : undefined;
  return target?.type === 'Identifier' ? target : undefined;
}
