import type { DatabaseFact } from '../../inspect/databases/connections.ts';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { envName, literalText, unionMembers } from '../../inspect/program/value.ts';
import { mongooseSharesClient, usesMongo } from '../../inspect/project/dependencies.ts';
import { isMemoryStore, liveSessions } from '../../inspect/sessions/live-sessions.ts';
import { cookieOf, optionOf } from '../../inspect/sessions/options.ts';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { optionValue } from '../../inspect/syntax/ast.ts';
import { moduleRequests } from '../../inspect/syntax/imports.ts';
import { factors, isSeconds, product } from '../../inspect/syntax/number-value.ts';
import { textOf } from '../../inspect/syntax/source-file.ts';
import { SECOND } from '../../questions/durations.ts';
import type { Answers, Connection } from '../../questions/values.ts';
import type { Answer } from '../../types.ts';
import { type AddAnswers, isAsked, type StoreRenderer } from '../decisions.ts';
import { nameOfCall } from '../source/imports.ts';
import { replacedStoreUrl } from '../wiring/url-expression.ts';
import { isMongoUrl } from '../wiring/url-value.ts';

/** Common names of the session secret, the most specific first. */
const SECRET_NAMES = [
  /^SESS(ION)?_?SECRET/,
  /SESSION.*(SECRET|KEY)/,
  /SECRET.*SESSION/,
  /^COOKIE_(SECRET|KEY)$/,
  /^(APP_)?SECRET(_KEY)?$/,
  /^SECRET_KEY$/,
];
const URL_NAMES = /^(MONGO(DB)?|DATABASE|DB|ATLAS|MONGOLAB|MONGOHQ)_?(URI|URL|CONNECTION(_STRING)?|CONNECT|STRING)$/;

/** Packages that sign tokens with a secret, which must not be that of the sessions. */
const TOKENS = /jwt|jsonwebtoken|\bjose\b/;

/** The session that answers are detected from; undefined if there is none, or it is unclear which of several is in use. */
function liveSession(facts: ProjectFacts): SessionFact | undefined {
  const sessions = liveSessions(facts);
  return sessions === 'several' ? undefined : sessions[0];
}

/** The store that would be replaced, and whether its sessions can be moved; undefined when there is none. */
export function storeToReplace(facts: ProjectFacts): { name: string; movable: boolean } | undefined {
  const sessions = liveSessions(facts);
  if (sessions === 'several') return undefined;
  const [session] = sessions;
  if (!session) return facts.cookieSession && { name: 'cookie-session', movable: false };
  const { store } = session;
  if (!store || store.package === 'connect-mongo' || isMemoryStore(store)) return undefined;
  return { name: store.package ?? 'a custom store', movable: store.call !== undefined };
}

/** The answers that can be detected in the project. */
export function detected(facts: ProjectFacts): Answers {
  const answers: Answers = {
    connection: detectedAnswer(connectionOf(facts)),
    secretEnv: secretName(facts),
    urlEnv: urlName(facts),
  };
  const session = liveSession(facts);
  if (session) {
    answers.store = detectedAnswer('mongo');
    answers.rolling = detectedAnswer(rollingOf(session));
    const age = maxAgeOf(session);
    if (age !== undefined) answers.maxAge = detectedAnswer(age);
  }
  return answers;
}

function detectedAnswer<T>(value: T): Answer<T> {
  return { value, from: 'detected' };
}

function connectionOf(facts: ProjectFacts): Connection {
  const kinds = new Set(facts.databases.map(({ kind }) => kind));
  const shares = mongooseSharesClient(facts.package.dependencies.mongoose, facts.typescript);
  if (kinds.has('mongoose') && shares) return 'mongoose';
  if (shares && facts.databases.some((database) => isReachable(facts, database))) return 'mongoose';
  return kinds.has('client') ? 'client' : 'url';
}

/** Whether the file of the store can access or import a connection created with createConnection(). */
function isReachable(facts: ProjectFacts, { kind, node, exported }: DatabaseFact): boolean {
  if (kind !== 'mongoose-connection') return false;
  return exported !== undefined || nameOfCall(facts, sessionFile(facts), node) !== undefined;
}

/** The file that creates the store, now or after the edit. */
function sessionFile(facts: ProjectFacts): ProjectFacts['app']['file'] {
  const session = liveSession(facts);
  return session?.options?.file ?? session?.file ?? facts.insertionPoint?.file ?? facts.app.file;
}

function secretName(facts: ProjectFacts): Answer<string> {
  const secret = optionOf(liveSession(facts)?.options, 'secret');
  const own = secret && /process\.env\.([A-Za-z_]\w*)/.exec(textOf(secret.file, secret.node))?.[1];
  if (own) return detectedAnswer(own);
  const { reads } = facts.environment;
  // Beside tokens, a variable with a general name is the secret of those.
  const signs = facts.files.some((file) => moduleRequests(file).some(({ specifier }) => TOKENS.test(specifier)));
  const names = new Set(reads.map(({ name }) => name).filter((name) => !signs || /SESS|COOKIE/.test(name)));
  for (const pattern of SECRET_NAMES) for (const name of names) if (pattern.test(name)) return detectedAnswer(name);
  return { value: 'SESSION_SECRET', from: 'default' };
}

function urlName(facts: ProjectFacts): Answer<string> {
  const replaced = replacedStoreUrl(facts);
  const own = replaced && /^process\.env\.(\w+)/.exec(textOf(replaced.file, replaced.node))?.[1];
  if (own) return detectedAnswer(own);
  for (const { url } of facts.databases) {
    const name = envName(url?.value);
    // The app has an unknown fallback: setting its variable would connect the app to another database.
    const hasUnknownFallback = url && unionMembers(url.value).some(({ kind }) => kind !== 'env' && kind !== 'literal');
    if (name) return hasUnknownFallback ? sessionVariable(name) : detectedAnswer(name);
  }
  const read = facts.environment.reads.find(({ name }) => URL_NAMES.test(name));
  // The variable may hold a part of a URL, such as the host, so it must not be set to a URL.
  const partial = facts.databases.some(({ url }) => url?.value.kind === 'unknown' && !literalText(url.value));
  if (read && !partial && mayBeMongoUrl(facts, read.name))
    return hasUnknownFallbackFor(facts, read.name) ? sessionVariable(read.name) : detectedAnswer(read.name);
  const unread = unreadUrl(facts);
  if (unread !== undefined && !partial) return detectedAnswer(unread);
  const isUsed = (partial && read?.name === 'MONGODB_URI') || hasUnknownFallbackFor(facts, 'MONGODB_URI');
  return isUsed ? sessionVariable('MONGODB_URI') : { value: 'MONGODB_URI', from: 'default' };
}

/** A variable that an env file sets to a MongoDB URL, or that the schema of Prisma names. */
function unreadUrl({ environment: { env, example }, urlVariables }: ProjectFacts): string | undefined {
  const texts = [env, ...urlVariables.files, example].map((file) => file?.text ?? '');
  const names = texts.flatMap((text) => [...text.matchAll(MONGO_LINE)].map(([, name]) => name));
  return urlVariables.prisma ?? names.find((name) => name !== undefined && !/test/i.test(name));
}

const MONGO_LINE = /^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=[ \t]*["']?mongodb(?:\+srv)?:\/\//gm;

/** A variable for the sessions only: setting that of the app would connect the app to another database. */
function sessionVariable(name: string): Answer<string> {
  return { value: `SESSION_${name}`, from: 'default' };
}

/** Whether code of the package has an unknown fallback for the variable. */
function hasUnknownFallbackFor({ urlVariables }: ProjectFacts, name: string): boolean {
  const [first] = urlVariables.fallbacks.get(name) ?? [''];
  return first === undefined || (first !== '' && !isMongoUrl(first));
}

/** Whether a variable may hold a MongoDB URL: in an app without MongoDB, DATABASE_URL names another database. */
function mayBeMongoUrl({ package: pkg }: ProjectFacts, name: string): boolean {
  return /mongo|atlas/i.test(name) || usesMongo(pkg);
}

function rollingOf(session: SessionFact): boolean {
  const value = optionValue(session.options?.node, 'rolling');
  return value?.type === 'BooleanLiteral' && value.value;
}

/** The maxAge of the session cookie in ms, after corrections; undefined when it is not a literal. */
function maxAgeOf({ options }: SessionFact): number | undefined {
  const value = optionValue(cookieOf(options)?.node, 'maxAge');
  const list = value && factors(value);
  return list && product(list) * (isSeconds(list) ? SECOND : 1);
}

/** The answers in the form that the plan uses. */
export function addAnswers(facts: ProjectFacts, answers: Answers, hardened?: StoreRenderer): AddAnswers {
  const existing = facts.sessions.length > 0;
  return {
    store: answers.store?.value ?? 'mongo',
    replaceStore: isAsked(answers, 'store') || answers.keepSessions?.value === true,
    connection: answers.connection?.value ?? 'url',
    urlEnv: answers.urlEnv?.value ?? 'MONGODB_URI',
    secretEnv: answers.secretEnv?.value ?? 'SESSION_SECRET',
    maxAgeMs: existing && !isAsked(answers, 'maxAge') ? undefined : (answers.maxAge?.value ?? 1_209_600_000),
    rolling: existing && !isAsked(answers, 'rolling') ? undefined : (answers.rolling?.value ?? true),
    touchAfterS: answers.touchAfter && Math.ceil(answers.touchAfter.value / SECOND),
    collection: answers.collection?.value ?? 'sessions',
    keepSessions: answers.keepSessions?.value ?? false,
    hardened,
    sources: answers,
  };
}
