import type { ProjectFacts } from '../../inspect/facts.ts';
import { isMemoryStore, storeVariable } from '../../inspect/sessions/live-sessions.ts';
import type { SessionFact, StoreFact } from '../../inspect/sessions/session.ts';
import { endOf, isMember, keyName, startOf } from '../../inspect/syntax/ast.ts';
import { textOf } from '../../inspect/syntax/source-file.ts';
import type { Edit, RemovedCode } from '../change.ts';
import type { AddAnswers, Decisions } from '../decisions.ts';
import { type Draft, draftChange } from '../draft.ts';
import { refusedAt } from '../refusal.ts';
import { guarded, levels, propertyLines } from '../source/layout.ts';
import { indentAt } from '../source/lines.ts';
import { statementChain } from '../source/statement-chains.ts';
import { ownCollection, storeExpression } from '../wiring/store-expression.ts';
import { keptUrl } from '../wiring/url-expression.ts';
import { carriedOptions } from './carried-options.ts';
import { testGuard } from './memory-in-tests.ts';

const WHY = 'sessions in MongoDB';

/** connect-mongodb-session keeps the same documents, but for the session itself: an object where others have text. */
export const SAME_DOCUMENTS = 'connect-mongodb-session';

export interface ReplacedStore {
  session: SessionFact;
  store: StoreFact;
}

/** The stores that make way for connect-mongo's: each once, one in every branch of a choice. */
export function replacedStores({ sessions }: Pick<Decisions, 'sessions'>): ReplacedStore[] {
  const all = sessions.flatMap((session) => {
    const { store, otherStores } = session;
    if (!store || store.package === 'connect-mongo') return [];
    const stores = isMemoryStore(store) ? [store] : [store, ...otherStores];
    return stores.filter((one) => one.package !== 'connect-mongo').map((one) => ({ session, store: one }));
  });
  return all.filter(({ store }, index) => all.findIndex((other) => other.store.node === store.node) === index);
}

/** Puts a connect-mongo store in the place of another one. */
export const replaceStore: Edit<ReplacedStore> = {
  id: 'replace-store',
  targets: (_project, decisions) =>
    replacedStores(decisions).filter(({ store }) => isMemoryStore(store) || !decisions.answers.keepSessions),
  plan: (project, decisions, { session, store }) =>
    draftChange(project, decisions, (draft) => {
      const memory = isMemoryStore(store);
      if (!memory && !decisions.answers.replaceStore) throw notAsked(store);
      const guard = memory && session.inTests !== 'never' ? testGuard(draft) : undefined;
      if (guard !== undefined) return keepInTests(draft, store, guard);
      const whole = replace(draft, session, store);
      if (!memory) explain(draft, store, whole);
    }),
};

function notAsked(store: StoreFact): Error {
  return refusedAt(
    `Sessions are kept with ${store.package ?? 'a store of the project'} today.`,
    'other-store',
    'Replacing a store logs everybody out, so it has to be asked for.',
    store,
    { hint: 'Say --store mongo to replace it, or --keep-sessions to move its sessions one by one as well.' },
  );
}

/** The store of today goes on while tests run. */
function keepInTests(draft: Draft, { file, node }: StoreFact, guard: string): void {
  const indent = indentAt(file.text, startOf(node));
  const today = levels(file, textOf(file, node).replaceAll(`\n${indent}`, '\n'));
  const text = guarded(guard, today, levels(file, storeExpression(draft, { file, node }, '')));
  draft.replaceNode(file, node, propertyLines(file, text, indent), WHY);
}

/** Returns whether the new store keeps all settings of the old one. */
function replace(draft: Draft, session: SessionFact, store: StoreFact): boolean {
  const { file, node } = store;
  const carried = carriedOptions(draft, session, store);
  draft.removesUseOf(removedStore(draft.project, draft.answers, store, carried.nodes));
  removeMethodCalls(draft, store);
  // `const store: RedisStore = ...`: the type of the new one is inferred.
  const type = storeVariable(store)?.typeAnnotation;
  if (type) draft.remove(file, startOf(type), endOf(type), WHY);
  const extra = [
    ...ownCollection(draft, session),
    ...carried.options,
    ...(store.package === SAME_DOCUMENTS ? ['stringify: false'] : []),
  ];
  draft.replaceNode(file, node, storeExpression(draft, { file, node }, undefined, extra), WHY);
  return carried.whole;
}

/** The code that is removed with a store. @param carried expressions that the new store goes on to use */
export function removedStore(
  project: ProjectFacts,
  answers: AddAnswers,
  store: StoreFact,
  carried: RemovedCode['kept'],
): RemovedCode {
  const { file, node } = store;
  const type = storeVariable(store)?.typeAnnotation;
  const url = keptUrl({ project, answers }, node);
  return {
    file,
    nodes: [node, ...(type ? [type] : [])],
    kept: url?.file === file ? [...carried, url.node] : carried,
    store: node,
    ...(store.package === undefined || store.package === 'express-session' ? {} : { package: store.package }),
  };
}

const STORE_API = new Set([
  'on',
  'once',
  'emit',
  'off',
  'get',
  'set',
  'destroy',
  'touch',
  'all',
  'length',
  'clear',
  'close',
  'addListener',
  'removeListener',
  'setMaxListeners',
  'client',
  'createSession',
  'regenerate',
  'load',
  'generate',
]);

/** Calls like `store.sync()` prepare the old store; a connect-mongo store has no such method. */
function removeMethodCalls(draft: Draft, store: StoreFact): void {
  const { file } = store;
  const name = storeVariable(store);
  const binding = name && file.index.resolve(name);
  for (const reference of binding?.references ?? []) {
    const member = file.index.parents.get(reference);
    if (!member || !isMember(member) || member.object !== reference || STORE_API.has(keyName(member) ?? '')) continue;
    const chain = statementChain(file, reference);
    if (!chain?.harmless)
      throw refusedAt(
        'The code uses what only the old store can do.',
        'store-method',
        `connect-mongo's store has no ${keyName(member) ?? 'such member'}.`,
        { file, node: member },
      );
    draft.removeStatement(file, chain.statement, 'a method of the old store');
  }
}

function explain(draft: Draft, store: StoreFact, whole: boolean): void {
  const at = { file: store.file, node: store.node };
  if (store.package === SAME_DOCUMENTS && !whole) {
    const message = `stringify: false reads the sessions of ${SAME_DOCUMENTS}, where they are in the database and collection that the new store uses. See whether they are: if not, everybody signs in again, once.`;
    draft.note('store-replaced', message, at, 'warning');
    return;
  }
  if (store.package === SAME_DOCUMENTS) {
    const message = `The sessions of ${SAME_DOCUMENTS} are used on: stringify: false reads and writes them as it did. Nobody is logged out.`;
    draft.note('store-replaced', message, at);
    return;
  }
  const message = `Sessions move from ${store.package ?? 'a store of its own'} to MongoDB. Everybody signs in again, once.`;
  draft.note('store-replaced', message, at, 'warning');
}
