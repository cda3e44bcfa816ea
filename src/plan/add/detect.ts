import type { DatabaseFact } from '../../inspect/databases/connections.ts';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { envName, literalText, unionMembers } from '../../inspect/program/value.ts';
import { mongooseSharesClient, usesMongo } from '../../inspect/project/dependencies.ts';
import { isMemoryStore, liveSessions } from '../../inspect/sessions/live-sessions.ts';
import { cookieOf } from '../../inspect/sessions/options.ts';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { propertyOf } from '../../inspect/syntax/ast.ts';
import { factors, isSeconds, product } from '../../inspect/syntax/number-value.ts';
import { textOf } from '../../inspect/syntax/source-file.ts';
import { SECOND } from '../../questions/durations.ts';
import type { Answers, Connection } from '../../questions/values.ts';
import type { Answer } from '../../types.ts';
import type { AddAnswers, StoreRenderer } from '../decisions.ts';
import { replacedUrl } from '../wiring/url-expression.ts';
import { isMongoUrl } from '../wiring/url-value.ts';

/** Names that people give to the session secret, the most telling first. */
const SECRET_NAMES = [
  /^SESS(ION)?_?SECRET/,
  /SESSION.*(SECRET|KEY)/,
  /SECRET.*SESSION/,
  /^COOKIE_(SECRET|KEY)$/,
  /^(APP_)?SECRET(_KEY)?$/,
  /^SECRET_KEY$/,
];
const URL_NAMES = /^(MONGO(DB)?|DATABASE|DB|ATLAS|MONGOLAB|MONGOHQ)_?(URI|URL|CONNECTION(_STRING)?|CONNECT|STRING)$/;

/** The first of them, to read answers from. */
function liveSession(facts: ProjectFacts): SessionFact | 'several' | undefined {
  const sessions = liveSessions(facts);
  return sessions === 'several' ? sessions : sessions[0];
}

/** The store that would go, and whether its sessions can be moved; undefined when none is lost. */
export function storeToReplace(facts: ProjectFacts): { name: string; movable: boolean } | undefined {
  const session = liveSession(facts);
  if (session === 'several') return undefined;
  if (!session) return facts.cookieSession && { name: 'cookie-session', movable: false };
  const { store } = session;
  if (!store || store.package === 'connect-mongo' || isMemoryStore(store)) return undefined;
  return { name: store.package ?? 'a store of the project', movable: store.call !== undefined };
}

/** Answers that the project gives itself. What is not here is asked or has a default. */
export function detected(facts: ProjectFacts): Answers {
  const answers: Answers = {
    connection: seen(connectionOf(facts)),
    secretEnv: secretName(facts),
    urlEnv: urlName(facts),
  };
  const session = liveSession(facts);
  if (session && session !== 'several') {
    answers.store = seen('mongo');
    answers.rolling = seen(rollingOf(session));
    const age = maxAgeOf(session);
    if (age !== undefined) answers.maxAge = seen(age);
  }
  return answers;
}

function seen<T>(value: T): Answer<T> {
  return { value, from: 'detected' };
}

function connectionOf(facts: ProjectFacts): Connection {
  const kinds = new Set(facts.databases.map(({ kind }) => kind));
  const shares = mongooseSharesClient(facts.package.dependencies.mongoose, facts.typescript);
  if (kinds.has('mongoose') && shares) return 'mongoose';
  if (shares && facts.databases.some((database) => reachable(facts, database))) return 'mongoose';
  return kinds.has('client') ? 'client' : 'url';
}

/** A connection of the app's own that the store's file has a name for, or can import. */
function reachable(facts: ProjectFacts, { kind, node, exportedAs }: DatabaseFact): boolean {
  if (kind !== 'mongoose-connection') return false;
  const bound = facts.names.get(sessionFile(facts))?.some(({ value }) => value.kind === 'call' && value.node === node);
  return bound === true || exportedAs !== undefined;
}

/** The file that makes the store, now or after the edit. */
function sessionFile(facts: ProjectFacts): ProjectFacts['app']['file'] {
  const session = liveSession(facts);
  return session && session !== 'several'
    ? (session.options?.file ?? session.file)
    : (facts.insertionPoint?.file ?? facts.app.file);
}

function secretName(facts: ProjectFacts): Answer<string> {
  const session = liveSession(facts);
  const property =
    session && session !== 'several' && session.options ? propertyOf(session.options.node, 'secret') : undefined;
  if (property?.type === 'ObjectProperty' && session && session !== 'several' && session.options) {
    const name = /process\.env\.([A-Za-z_]\w*)/.exec(textOf(session.options.file, property))?.[1];
    if (name) return seen(name);
  }
  const names = new Set(facts.environment.reads.map(({ name }) => name));
  for (const pattern of SECRET_NAMES) for (const name of names) if (pattern.test(name)) return seen(name);
  return { value: 'SESSION_SECRET', from: 'default' };
}

function urlName(facts: ProjectFacts): Answer<string> {
  const replaced = replacedUrl(facts);
  const own = replaced && /^process\.env\.(\w+)/.exec(textOf(replaced.file, replaced.node))?.[1];
  if (own) return seen(own);
  for (const { url } of facts.databases) {
    const name = envName(url?.value);
    // What the app falls back on cannot be seen: a value for its variable would lead it to another database.
    const unseen = url && unionMembers(url.value).some(({ kind }) => kind !== 'env' && kind !== 'literal');
    if (name) return unseen ? ownName(name) : seen(name);
  }
  const read = facts.environment.reads.find(({ name }) => URL_NAMES.test(name));
  // A part of a URL, such as the host alone, is no URL: what the app reads it for must not change.
  const partial = facts.databases.some(({ url }) => url?.value.kind === 'unknown' && !literalText(url.value));
  if (read && !partial && mayLeadToMongo(facts, read.name))
    return fallsBackUnseen(facts, read.name) ? ownName(read.name) : seen(read.name);
  const taken = (partial && read?.name === 'MONGODB_URI') || fallsBackUnseen(facts, 'MONGODB_URI');
  return taken ? ownName('MONGODB_URI') : { value: 'MONGODB_URI', from: 'default' };
}

/** A variable of the sessions alone: a value for the app's own would lead the app to another database. */
function ownName(name: string): Answer<string> {
  return { value: `SESSION_${name}`, from: 'default' };
}

/** Whether code of the package goes on without the variable, with a URL that cannot be told. */
function fallsBackUnseen({ urlVariables }: ProjectFacts, name: string): boolean {
  const [first] = urlVariables.fallbacks.get(name) ?? [''];
  return first === undefined || (first !== '' && !isMongoUrl(first));
}

/** A DATABASE_URL of an app that has nothing to do with MongoDB is the URL of something else. */
function mayLeadToMongo({ package: pkg }: ProjectFacts, name: string): boolean {
  return /mongo|atlas/i.test(name) || usesMongo(pkg);
}

function rollingOf(session: SessionFact): boolean {
  const property = session.options ? propertyOf(session.options.node, 'rolling') : undefined;
  return property?.type === 'ObjectProperty' && property.value.type === 'BooleanLiteral' && property.value.value;
}

/** The maxAge of the session cookie in ms, after corrections; undefined when it is not a literal. */
function maxAgeOf({ options }: SessionFact): number | undefined {
  const cookie = cookieOf(options);
  const property = cookie && propertyOf(cookie.node, 'maxAge');
  const list = property?.type === 'ObjectProperty' ? factors(property.value) : undefined;
  return list && product(list) * (isSeconds(list) ? SECOND : 1);
}

/** The answers of the table as the plan reads them. */
export function addAnswers(facts: ProjectFacts, answers: Answers, hardened?: StoreRenderer): AddAnswers {
  const existing = facts.sessions.length > 0;
  const asked = (id: keyof Answers): boolean => answers[id]?.from === 'flag' || answers[id]?.from === 'prompt';
  return {
    store: answers.store?.value ?? 'mongo',
    replaceStore: asked('store') || answers.keepSessions?.value === true,
    connection: answers.connection?.value ?? 'url',
    urlEnv: answers.urlEnv?.value ?? 'MONGODB_URI',
    secretEnv: answers.secretEnv?.value ?? 'SESSION_SECRET',
    maxAgeMs: existing && !asked('maxAge') ? undefined : (answers.maxAge?.value ?? 1_209_600_000),
    rolling: existing && !asked('rolling') ? undefined : (answers.rolling?.value ?? true),
    touchAfterS: answers.touchAfter && Math.ceil(answers.touchAfter.value / SECOND),
    collection: answers.collection?.value ?? 'sessions',
    keepSessions: answers.keepSessions?.value ?? false,
    hardened,
    sources: answers,
  };
}
