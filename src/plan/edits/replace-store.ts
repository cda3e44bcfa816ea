import type * as t from '@babel/types';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { isMemoryStore, SAME_DOCUMENTS, storeVariable } from '../../inspect/sessions/live-sessions.ts';
import type { SessionFact, StoreFact } from '../../inspect/sessions/session.ts';
import { contains, endOf, isFunction, isMember, isNullish, keyName, startOf } from '../../inspect/syntax/ast.ts';
import { type Place, textOf, uniqueBy } from '../../inspect/syntax/source-file.ts';
import type { RemovedCode } from '../change.ts';
import type { AddAnswers, Decisions } from '../decisions.ts';
import type { Draft, Edit } from '../draft.ts';
import { refusedAt } from '../refusal.ts';
import { conditional, propertyLines, withTabs } from '../source/layout.ts';
import { indentAt } from '../source/lines.ts';
import { commentRemoval, lineCommentRemoval } from '../source/removals.ts';
import { statementChain, statementOf } from '../source/statement-chains.ts';
import { ownCollection, storeExpression } from '../wiring/store-expression.ts';
import { testGuard } from '../wiring/test-guard.ts';
import { urlToKeep } from '../wiring/url-expression.ts';
import { carriedOptions } from './carried-options.ts';
import { renameStore } from './rename-store.ts';
import { warnOfStoreApi } from './warn-of-store-api.ts';
import { warnOfStoreKeys } from './warn-of-store-keys.ts';

const WHY = 'store sessions in MongoDB';

export interface ReplacedStore {
  session: SessionFact;
  store: StoreFact;
}

/** The stores to replace with connect-mongo, each once; a conditional expression may contain several. */
export function replacedStores({ sessions }: Pick<Decisions, 'sessions'>): ReplacedStore[] {
  const all = sessions.flatMap((session) => {
    const { store, otherStores } = session;
    if (!store || store.package === 'connect-mongo') return [];
    const stores = isMemoryStore(store) ? [store] : [store, ...otherStores];
    return stores.filter((one) => one.package !== 'connect-mongo').map((one) => ({ session, store: one }));
  });
  return uniqueBy(all, ({ store }) => store.node);
}

/** Replaces a store with one of connect-mongo. */
export const replaceStore: Edit<ReplacedStore> = {
  targets: (_project, decisions) =>
    replacedStores(decisions).filter(({ store }) => isMemoryStore(store) || !decisions.answers.keepSessions),
  write: (draft, { session, store }) => {
    if (session.opaqueStore) throw notEditable(session.opaqueStore, ASSIGNED);
    const memory = isMemoryStore(store);
    if (!store.call && store.package === undefined) throw notEditable(store, OUT_OF_SIGHT);
    if (!memory && !draft.answers.replaceStore) throw notRequested(store);
    const guard = memory ? testGuard(draft, store.file, 'store') : undefined;
    if (memory) draft.note('store-added', leavesMemory(store), store);
    if (guard !== undefined) return keepInTests(draft, store, guard);
    const complete = replace(draft, session, store);
    if (memory) return;
    addNote(draft, store, complete);
    renameStore(draft, session, store);
    warnOfStoreKeys(draft, store);
    const [kept] = session.memoryStores;
    const at = kept ?? conditionOf(session, store);
    if (at) draft.note('memory-branch', kept ? MEMORY_BRANCH : CONDITION, at);
  },
};

function leavesMemory({ package: name }: StoreFact): string {
  const old = name === undefined || name === 'express-session' ? 'MemoryStore' : name;
  return `Replaced ${old} with connect-mongo. Sessions were kept in memory and lost on every restart; they are now stored in MongoDB.`;
}

/** The condition of the only store: express-session keeps sessions in memory where it does not hold. */
function conditionOf(session: SessionFact, { file, node }: StoreFact): Place | undefined {
  const { parents } = file.index;
  if (session.otherStores.length > 0) return undefined;
  for (let at: t.Node = node, parent = parents.get(at); parent && !isFunction(parent); parent = parents.get(at)) {
    if (session.file === file && contains(parent, session.node)) return undefined;
    if ((parent.type === 'ConditionalExpression' || parent.type === 'IfStatement') && parent.test !== at) {
      const { test, consequent, alternate } = parent;
      const keepsMemory =
        parent.type === 'IfStatement'
          ? !alternate && /env|prod/i.test(textOf(file, test))
          : isEmpty(consequent === at ? parent.alternate : consequent);
      return keepsMemory ? { file, node: test } : undefined;
    }
    at = parent;
  }
  return undefined;
}

/** `undefined`, `null` or `{}`. */
function isEmpty(node: t.Node): boolean {
  return isNullish(node) || (node.type === 'ObjectExpression' && node.properties.length === 0);
}

const CONDITION =
  'The store is created only if this holds; otherwise, sessions are still kept in memory. If that can happen anywhere but in development and tests, create the store in any case.';
export const MEMORY_BRANCH =
  'This branch still keeps sessions in memory. If it runs anywhere but in development and tests, create the new store here as well.';

function notEditable(store: StoreFact, message: string): Error {
  return refusedAt('The code that creates the session store cannot be edited.', 'store-assigned', message, store);
}

const ASSIGNED =
  'session() is called before this callback assigns the store, or the variable held the class of the store before. Create the store in one statement before session(), then run this command again.';
const OUT_OF_SIGHT =
  'What creates this store, or its class, cannot be found. Replace it by hand, and remove the code that only it needs.';

function notRequested(store: StoreFact): Error {
  const message = 'Replacing the store logs everyone out, so it is done only on request.';
  return refusedAt(
    `This project already stores sessions with ${store.package ?? 'a custom store'}.`,
    'other-store',
    message,
    store,
    { hint: 'To replace it, pass --store mongo; to move each session on first use as well, pass --keep-sessions.' },
  );
}

/** Keeps the old store while tests run. */
function keepInTests(draft: Draft, { file, node }: StoreFact, guard: string): void {
  const indent = indentAt(file.text, startOf(node));
  const current = withTabs(file, textOf(file, node).replaceAll(`\n${indent}`, '\n'));
  const text = conditional(file, guard, current, withTabs(file, storeExpression(draft, { file, node }, '')));
  draft.replaceNode(file, node, propertyLines(file, text, indent), WHY);
}

/** Replaces the store; returns whether all its options were carried over. */
function replace(draft: Draft, session: SessionFact, store: StoreFact): boolean {
  const { file, node } = store;
  const carried = carriedOptions(draft, session, store);
  draft.removesUseOf(removedStore(draft.project, draft.answers, store, carried.nodes));
  removeMethodCalls(draft, store);
  warnOfStoreApi(draft, [storeVariable(store)?.name ?? 'store', 'store'], store.file);
  // `const store: RedisStore = ...`: remove the type, as that of the new store is inferred.
  const type = declaredType(store);
  if (type) draft.remove(file, startOf(type), endOf(type), WHY);
  const extra = [
    ...ownCollection(draft, session),
    ...carried.options,
    ...(store.package === SAME_DOCUMENTS ? ['stringify: false'] : []),
  ];
  draft.replaceNode(file, node, storeExpression(draft, { file, node }, undefined, extra), WHY);
  const name = [store.package ?? '', store.call ? textOf(file, store.call.callee) : ''].join(' ').trim();
  for (const heading of new Set([node, statementOf(file, node)]))
    draft.change.edits.push(...commentRemoval(file, heading, name));
  draft.change.edits.push(...lineCommentRemoval(file, node, name));
  return carried.complete;
}

/** The code that is removed with a store. @param carried expressions that the new store contains */
export function removedStore(
  project: ProjectFacts,
  answers: AddAnswers,
  store: StoreFact,
  carried: RemovedCode['reused'],
): RemovedCode {
  const { file, node } = store;
  const type = declaredType(store);
  const url = urlToKeep({ project, answers }, node);
  return {
    file,
    nodes: [node, ...(type ? [type] : [])],
    reused: url?.file === file ? [...carried, url.node] : carried,
    store: node,
    ...(store.package === undefined || store.package === 'express-session' ? {} : { package: store.package }),
  };
}

/** The type of the variable that holds a store, or of the function that returns it. */
function declaredType(store: StoreFact): t.Node | null | undefined {
  const { file, node } = store;
  const holder = file.index.parents.get(node);
  const isBody = holder?.type === 'ArrowFunctionExpression' && holder.body === node;
  const returned = isBody ? holder.returnType : undefined;
  // The new store is a Store of express-session, too.
  return returned && /\bStore$/.test(textOf(file, returned))
    ? undefined
    : (returned ?? storeVariable(store)?.typeAnnotation);
}

const STORE_API =
  /^(on|once|emit|off|get|set|destroy|touch|all|length|clear|close|addListener|removeListener|setMaxListeners|client|createSession|regenerate|load|generate)$/;

/** Removes calls such as `store.sync()` that set up the old store and that a connect-mongo store does not have. */
function removeMethodCalls(draft: Draft, store: StoreFact): void {
  const { file } = store;
  const name = storeVariable(store);
  const binding = name && file.index.resolve(name);
  for (const reference of binding?.references ?? []) {
    const member = file.index.parents.get(reference);
    if (!member || !isMember(member) || member.object !== reference || STORE_API.test(keyName(member) ?? '')) continue;
    const chain = statementChain(file, reference);
    if (!chain?.removable)
      throw refusedAt(
        'The code calls a method that only the old store has.',
        'store-method',
        `The store of connect-mongo has no ${keyName(member) ?? 'such member'}. Remove this use, then run this command again.`,
        { file, node: member },
      );
    draft.removeStatement(file, chain.statement, 'remove calls to the old store');
  }
}

function addNote(draft: Draft, store: StoreFact, complete: boolean): void {
  if (store.package === SAME_DOCUMENTS) {
    const same = `Replaced ${SAME_DOCUMENTS}. With stringify: false, connect-mongo reads`;
    if (complete) draft.note('store-replaced', `${same} and writes its sessions in the same format.`, store);
    else draft.warn('store-replaced', `${same} ${UNCERTAIN}`, store);
    return;
  }
  const message = `Replaced ${store.package ?? 'the custom store'} with connect-mongo. Everyone has to sign in again once.`;
  draft.warn('store-replaced', message, store);
}

const UNCERTAIN =
  'its sessions if it uses the same database and collection. Check that it does; otherwise, everyone has to sign in again once.';
