import { RefusedError } from '../../errors.ts';
import type { SessionFact, StoreFact } from '../../inspect/sessions/session.ts';
import { endOf, startOf } from '../../inspect/syntax/ast.ts';
import { lineOfNode, textOf } from '../../inspect/syntax/source-file.ts';
import { liveSessions, MEMORY, sessionCookie } from '../add/detect.ts';
import { note, takeOut, type Work } from '../add/work.ts';
import { planSnippet } from '../snippet/plan-snippet.ts';
import { callText, cookieProperty, levels, propertyLines, secretExpression } from '../source/layout.ts';
import { addProperty } from '../source/object-literals.ts';
import { indentAt } from '../source/text-edits.ts';
import { storeExpression } from '../wiring/store-expression.ts';
import { carriedOptions } from './carried-options.ts';
import { correctFixedDate } from './correct-cookie-expires.ts';
import { correctOptions, warnOfOptions } from './correct-session-options.ts';
import { testGuard } from './memory-in-tests.ts';
import { keepSessions } from './move-sessions.ts';
import { forget } from './remove-package.ts';
import { retireClients, retireMethods, storeName } from './retire-clients.ts';

const WHY = 'sessions in MongoDB';

/** Gives one existing `session(...)` a MongoDB store. A connect-mongo store is the migration's business. */
export function editSession(work: Work, session: SessionFact): void {
  const { store } = session;
  warnOfEarly(work, session);
  warnOfUnreached(work, session);
  if (store?.package === 'connect-mongo') {
    const isOurs = store.call !== undefined && textOf(store.file, store.call.callee) === 'SessionStore';
    if (work.answers.hardened && !isOurs) throw alreadyMongo(work, store);
    correctFixedDate(work, session);
    if (work.notes.some(({ code }) => code === 'connect-mongo-migrated')) warnOfOptions(work, session);
    return;
  }
  if (!store || MEMORY.has(store.package ?? '')) {
    const guard = session.inTests === 'never' ? undefined : testGuard(work);
    if (store) replaceStore(work, session, store, guard);
    else giveStore(work, session, guard);
    correctOptions(work, session);
    return;
  }
  if (!work.answers.replaceStore) throw otherStore(work, store);
  if (work.answers.keepSessions) {
    if (!store.call || work.answers.hardened) throw cannotKeep(work, store);
    keepSessions(work, store);
    return;
  }
  for (const one of replaced(session)) {
    if (work.replaced.has(one.node)) continue;
    const whole = replaceStore(work, session, one);
    explainReplacement(work, one, whole);
  }
  correctOptions(work, session, store.package === KIN);
}

/** Express runs middleware in the order of its calls: what comes first knows nothing of what comes later. */
function warnOfEarly(work: Work, { mounted, early }: SessionFact): void {
  const [first] = early;
  if (!mounted || !first) return;
  const more = early.length === 1 ? '' : ` (and ${early.length - 1} more)`;
  const line = `line ${lineOfNode(first.file, first.node)}${first.file === mounted.file ? '' : ` of ${first.file.path}`}`;
  const what = /\.session\s*\(\s*\)/.test(textOf(first.file, first.node))
    ? 'passport.session()'
    : 'What reads the session';
  const message = `${what} in ${line}${more} runs before it and fails: move this session() above it.`;
  note(work, 'session-late', message, mounted, 'warning');
}

/** A loader of the project's own hides what it loads, and dead code looks the same. */
export function warnOfUnreached(work: Work, { file, node }: SessionFact): void {
  if (work.facts.unreached !== file) return;
  const message =
    'This session() is taken to be the one of the app, though nothing that can be followed loads this file. See that the app does: if not, delete it, and run this again.';
  note(work, 'session-unreached', message, { file, node }, 'warning');
}

/** The stores of a session that make way: one, or one in each branch of a choice. */
function replaced({ store, otherStores }: SessionFact): StoreFact[] {
  return [...(store ? [store] : []), ...otherStores].filter((one) => one.package !== 'connect-mongo');
}

/** connect-mongodb-session keeps the same documents, but for the session itself: an object where others have text. */
const KIN = 'connect-mongodb-session';

function explainReplacement(work: Work, store: StoreFact, whole: boolean): void {
  const at = { file: store.file, node: store.node };
  if (store.package === KIN && !whole) {
    const message = `stringify: false reads the sessions of ${KIN}, where they are in the database and collection that the new store uses. See whether they are: if not, everybody signs in again, once.`;
    note(work, 'store-replaced', message, at, 'warning');
    return;
  }
  if (store.package === KIN) {
    const message = `The sessions of ${KIN} are used on: stringify: false reads and writes them as it did. Nobody is logged out.`;
    note(work, 'store-replaced', message, at);
    return;
  }
  const message = `Sessions move from ${store.package ?? 'a store of its own'} to MongoDB. Everybody signs in again, once.`;
  note(work, 'store-replaced', message, at, 'warning');
}

function alreadyMongo(_work: Work, store: StoreFact): RefusedError {
  return new RefusedError('Sessions are kept with connect-mongo already.', [
    {
      code: 'hardened-existing',
      severity: 'error',
      message:
        'The hardened store keeps ids as hashes and would not find them: everybody would sign in again. Leave --features hardened out, or take the store out first.',
      file: store.file.path,
      line: lineOfNode(store.file, store.node),
    },
  ]);
}

function otherStore(work: Work, store: StoreFact): RefusedError {
  return new RefusedError(
    `Sessions are kept with ${store.package ?? 'a store of the project'} today.`,
    [
      {
        code: 'other-store',
        severity: 'error',
        message: 'Replacing a store logs everybody out, so it has to be asked for.',
        file: store.file.path,
        line: lineOfNode(store.file, store.node),
        snippet: planSnippet(work),
      },
    ],
    { hint: 'Say --store mongo to replace it, or --keep-sessions to move its sessions one by one as well.' },
  );
}

function cannotKeep(work: Work, store: StoreFact): RefusedError {
  return new RefusedError('The sessions of this store cannot be moved.', [
    {
      code: 'keep-unseen',
      severity: 'error',
      message: work.answers.hardened
        ? 'The hardened store does not read from another one: use --keep-sessions or --features hardened, not both.'
        : 'Where the old store is made cannot be seen in the source. Leave --keep-sessions out to replace it.',
      file: store.file.path,
      line: lineOfNode(store.file, store.node),
      snippet: planSnippet(work),
    },
  ]);
}

function giveStore(work: Work, session: SessionFact, guard: string | undefined): void {
  const { options, file, node } = session;
  if (options) {
    const own = ownCollection(work, session);
    const text = levels(options.file, storeExpression(work, { file: options.file, node: options.node }, '', own));
    addProperty(
      work.edits,
      options,
      guard === undefined ? `store: ${text}` : `store: ${guarded(guard, 'undefined', text)}`,
      WHY,
    );
    note(
      work,
      'store-added',
      'Sessions were kept in the memory of one process, and lost with it. They are now kept in MongoDB.',
      { file: options.file, node: options.node },
    );
    return;
  }
  if (session.shape === 'computed') {
    throw new RefusedError('The options of session() are put together at run time.', [
      {
        code: 'computed-options',
        severity: 'error',
        message: 'The options cannot be seen in the source. Add the store where they are made.',
        file: file.path,
        line: lineOfNode(file, node),
        snippet: planSnippet(work),
      },
    ]);
  }
  const properties = [
    `secret: ${secretExpression(work, file)}`,
    'resave: false',
    'saveUninitialized: false',
    cookieProperty(work, file),
    `store: ${levels(file, storeExpression(work, { file, node }, ''))}`,
  ];
  const callee = file.text.slice(startOf(node), endOf(node.callee));
  work.edits.replaceNode(file, node, callText(file, callee, properties, indentAt(file.text, startOf(node)), true), WHY);
}

/**
 * Sessions with cookies of their own stay apart in MongoDB as they were in memory: in one collection, the id of one
 * cookie would open a session of the other.
 */
function ownCollection(work: Work, session: SessionFact): string[] {
  const index = work.facts.sessions.indexOf(session);
  const name = sessionCookie(session)?.replace(/\W+/g, '_');
  if (index < 1 || name === undefined || sessionCookie(work.facts.sessions[0] ?? session) === sessionCookie(session))
    return [];
  const { quote } = (session.options?.file ?? session.file).style;
  return [`collectionName: ${quote}${work.answers.collection}_${name}${quote}`];
}

/** `condition ? other : store`, over three lines with tabs for their levels. */
function guarded(condition: string, other: string, store: string): string {
  return [condition, `? ${other}`, `: ${store}`].join('\n').replaceAll('\n', '\n\t');
}

/**
 * Puts a connect-mongo store in the place of another one, whose name others may share.
 * @param guard when the store of today goes on: while tests run
 * @returns whether the new store goes on with all that the old one was told
 */
function replaceStore(work: Work, session: SessionFact, store: StoreFact, guard?: string): boolean {
  const { file, node } = store;
  if (work.replaced.has(node)) return true;
  work.replaced.add(node);
  if (guard !== undefined) {
    const indent = indentAt(file.text, startOf(node));
    const today = levels(file, textOf(file, node).replaceAll(`\n${indent}`, '\n'));
    const text = guarded(guard, today, levels(file, storeExpression(work, { file, node }, '')));
    work.edits.replaceNode(file, node, propertyLines(file, text, indent), WHY);
    return true;
  }
  const sessions = liveSessions(work.facts);
  const here = (sessions === 'several' ? [session] : sessions)
    .flatMap(replaced)
    .filter((one, index, all) => one.file === file && all.findIndex((other) => other.node === one.node) === index);
  const types = here.flatMap((one) => storeName(file, one.node)?.typeAnnotation ?? []);
  const gone = [...here.map((one) => one.node), ...types];
  const first = here.find((one) => one.package === store.package)?.node === node;
  const carried = carriedOptions(work, session, store);
  if (store.package === 'express-session') takeOut(work, file, [node]);
  else if (first && store.package) forget(work, file, store.package, gone);
  retireMethods(work, store);
  if (here[0]?.node === node) retireClients(work, store, gone, carried.nodes);
  // `const store: RedisStore = ...`: the new one says itself what it is.
  const type = storeName(file, node)?.typeAnnotation;
  if (type) work.edits.remove(file, startOf(type), endOf(type), WHY);
  const extra = [
    ...ownCollection(work, session),
    ...carried.options,
    ...(store.package === KIN ? ['stringify: false'] : []),
  ];
  work.edits.replaceNode(file, node, storeExpression(work, { file, node }, undefined, extra), WHY);
  return carried.whole;
}
