import type * as t from '@babel/types';
import { envName } from '../../inspect/program/value.ts';
import { SAME_DOCUMENTS } from '../../inspect/sessions/live-sessions.ts';
import { cookieOf } from '../../inspect/sessions/options.ts';
import type { SessionFact, StoreFact } from '../../inspect/sessions/session.ts';
import { contains, keyName, optionValue, propertyOf, unwrap } from '../../inspect/syntax/ast.ts';
import { factors, product } from '../../inspect/syntax/number-value.ts';
import { textOf } from '../../inspect/syntax/source-file.ts';
import { secondsSource } from '../../questions/durations.ts';
import type { Draft } from '../draft.ts';
import { urlToKeep } from '../wiring/url-expression.ts';

/** Options for the age of sessions without a cookie maxAge. */
const AGE_OPTION = /^(ttl|expires|expiration)$/;
/** What a custom store may call it. */
const CUSTOM_AGE = /age$|ttl|expir|idle|life|timeout/i;

/** The unit of that option, and how long stores keep sessions if neither it nor the cookie sets an age: read in their sources. */
const STORES: Record<string, { unit?: 'ms' | 's'; age?: string }> = {
  '@quixo3/prisma-session-store': { unit: 'ms', age: 'a day' },
  'better-sqlite3-session-store': { age: 'a day' },
  'connect-dynamodb': { age: 'a day' },
  'connect-memcached': { age: 'a day' },
  'connect-mongodb-session': { unit: 'ms' },
  'connect-pg-simple': { unit: 's', age: 'a day' },
  'connect-redis': { unit: 's', age: 'a day' },
  'connect-session-knex': { age: 'a day' },
  'connect-session-sequelize': { unit: 'ms', age: 'a day' },
  'connect-sqlite3': { age: 'a day' },
  'connect-typeorm': { unit: 's', age: 'a day' },
  'express-mysql-session': { unit: 'ms', age: 'a day' },
  memorystore: { unit: 'ms', age: 'a day' },
  'session-file-store': { unit: 's', age: 'an hour' },
};

/** Options about the connection, clean-up and logging of a store, which do not apply to another one. */
const STORE_INTERNALS =
  /^(client|uri|url|host|port|socket|pass|password|user|db|database|databaseName|pool|con|conString|conObject|connection|connectionString|path|dir|table\w*|modelKey|schema\w*|create\w*|check\w*|prune\w*|reap\w*|flush\w*|clear\w*|cleanup\w*|retries|\w*Timeout|log\w*|errorLog|concurrentDB|socketPath|waitForConnections|connectionLimit|queueLimit|charset|timezone|sequelize|knex|driver|stale|dispose|dbRecordId\w*|sessionModelName|max|minTimeout|maxTimeout)$/i;

/** Options that the new store takes over from the old one. */
export interface Carried {
  options: string[];
  /** Expressions of the old options that the new ones contain. */
  nodes: t.Node[];
  /** Whether every option was carried over, so that the new store should find the sessions of the old one. */
  complete: boolean;
}

/** The options of a store that also apply to the new one; adds a warning about those that do not. */
export function carriedOptions(draft: Draft, session: SessionFact, store: StoreFact): Carried {
  const { options } = store;
  const setsAge = cookieSetsAge(session);
  // A spread may set it.
  let hasAge = setsAge || session.options?.node.properties.some(({ type }) => type === 'SpreadElement') === true;
  if (!options) {
    if (!hasAge) noteDefaultAge(draft, store);
    if (store.package === undefined && store.call?.arguments.length && !setsAge)
      draft.warn('store-option-gone', `Removed the arguments of the custom store. ${LIFETIME}`, store);
    return { options: [], nodes: [], complete: false };
  }
  const unit = STORES[store.package ?? '']?.unit;
  const mongo = store.package === SAME_DOCUMENTS;
  const inPlace = options.file === store.file && contains(store.node, options.node);
  const carried: string[] = [];
  const nodes: t.Node[] = [];
  const dropped: string[] = [];
  const noteGone = (node: t.Node, message: string): void =>
    draft.warn('store-option-gone', message, { file: options.file, node });
  for (const property of options.node.properties) {
    const name = property.type === 'SpreadElement' ? undefined : keyName(property);
    hasAge ||= name === undefined || CUSTOM_AGE.test(name);
    if (property.type !== 'ObjectProperty' || name === undefined) continue;
    const text = textOf(options.file, property.value);
    const readable = inPlace || unwrap(property.value).type === 'StringLiteral' || /^process\.env\.\w+$/.test(text);
    if (mongo && MONGO_NAMES.has(name) && readable) {
      if (name === 'collection' && (draft.answers.collection !== 'sessions' || /^(['"])sessions\1$/.test(text)))
        continue;
      carried.push(`${MONGO_NAMES.get(name)}: ${text}`);
      nodes.push(property.value);
    } else if (unit !== undefined && AGE_OPTION.test(name)) {
      if (setsAge) continue;
      const age = factors(property.value);
      if (age) carried.push(`ttl: ${unit === 's' ? text : secondsSource(product(age))}`);
      else dropped.push(name);
    } else if (name === 'disableTouch' && text === 'true') {
      noteGone(property, NO_TOUCH);
    } else if (store.package === undefined && CUSTOM_AGE.test(name)) {
      if (!setsAge) noteGone(property, `Removed ${name} of the custom store. ${LIFETIME}`);
    } else if (!STORE_INTERNALS.test(name) && !(name === 'disableTouch' && text === 'false')) dropped.push(name);
  }
  if (dropped.length > 0) {
    const message = `Removed ${dropped.join(', ')} of ${store.package ?? 'the old store'}. Check whether the new store needs an equivalent.`;
    noteGone(options.node, message);
  }
  if (!hasAge) noteDefaultAge(draft, store);
  const sure = dropped.length === 0 && draft.answers.collection === 'sessions';
  return { options: carried, nodes, complete: sure && isDatabaseOfApp(draft, store, options) };
}

/** Notes that sessions without an age are now kept longer than in the old store. */
function noteDefaultAge(draft: Draft, store: StoreFact): void {
  const age = STORES[store.package ?? '']?.age;
  if (age === undefined) return;
  const message = `Without a cookie maxAge, ${store.package} kept a session for ${age}; connect-mongo keeps it for 14 days. To change that, set its option ttl (in seconds).`;
  draft.note('store-default-age', message, store);
}

const NO_TOUCH =
  'Removed disableTouch. In connect-mongo, touchAfter (in seconds) limits how often an unchanged session is written.';
const LIFETIME =
  'Without a cookie maxAge, connect-mongo keeps sessions for 14 days; to change that, set its option ttl (in seconds).';

/** Options of connect-mongodb-session with another name in connect-mongo. */
const MONGO_NAMES = new Map([
  ['collection', 'collectionName'],
  ['databaseName', 'dbName'],
]);

/** Whether the new store connects to the `uri` of the old one, which it contains or which is the URL of the app. */
function isDatabaseOfApp(draft: Draft, store: StoreFact, { file, node }: NonNullable<StoreFact['options']>): boolean {
  const { project, answers } = draft;
  const kept = urlToKeep(draft, store.node);
  if (kept && contains(store.node, kept.node) && answers.sources.urlEnv?.from !== 'flag') return true;
  const uri = optionValue(node, 'uri');
  if (!uri) return false;
  const text = textOf(file, uri);
  return project.databases.length === 0
    ? text.includes(`process.env.${answers.urlEnv}`)
    : project.databases.some(
        ({ url, file: urlFile }) =>
          url &&
          (textOf(urlFile, url.node) === text || text.includes(`process.env.${envName(url.value) ?? answers.urlEnv}`)),
      );
}

/** Whether the cookie sets maxAge or expires, which stores prefer to their own age option. */
function cookieSetsAge({ options }: SessionFact): boolean {
  const cookie = cookieOf(options)?.node;
  return cookie !== undefined && ['maxAge', 'expires'].some((name) => propertyOf(cookie, name) !== undefined);
}
