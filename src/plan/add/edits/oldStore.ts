import { keyName, propertyOf, unwrap } from '../../../inspect/ast.ts';
import type { SessionFact, StoreFact } from '../../../inspect/facts.ts';
import { textOf } from '../../../inspect/source.ts';
import { secondsSource } from '../../../questions/durations.ts';
import { note, type Work } from '../work.ts';
import { factors } from './corrections.ts';

/** How stores call the age of a session whose cookie has none, and how many of their units make a second. */
const AGES: Record<string, [name: string, perSecond: number]> = {
  '@quixo3/prisma-session-store': ['ttl', 1000],
  'connect-mongodb-session': ['expires', 1000],
  'connect-pg-simple': ['ttl', 1],
  'connect-redis': ['ttl', 1],
  'connect-session-sequelize': ['expiration', 1000],
  'connect-typeorm': ['ttl', 1],
  'express-mysql-session': ['expiration', 1000],
  memorystore: ['ttl', 1000],
  'session-file-store': ['ttl', 1],
};

/** Where a store is found, how it cleans up and what it logs: nothing that the next store has to know. */
const OWN_AFFAIRS =
  /^(client|uri|url|host|port|socket|pass|password|user|db|database|pool|con|conString|conObject|connection\w*|path|dir|table\w*|modelKey|schema\w*|create\w*|check\w*|prune\w*|reap\w*|clear\w*|cleanup\w*|retries|\w*Timeout|log\w*|errorLog|sequelize|knex|driver|disableTouch|stale|dispose|max|minTimeout|maxTimeout)$/i;

/** The settings of a store that the new one goes on with. What cannot be carried is a note. */
export function carriedOptions(work: Work, session: SessionFact, store: StoreFact): string[] {
  const { options } = store;
  if (!options) return [];
  const [ageName, perSecond] = AGES[store.package ?? ''] ?? [undefined, 1];
  const mongo = store.package === 'connect-mongodb-session';
  const carried: string[] = [];
  const gone: string[] = [];
  for (const property of options.node.properties) {
    const name = property.type === 'SpreadElement' ? undefined : keyName(property);
    if (property.type !== 'ObjectProperty' || name === undefined) continue;
    const text = textOf(options.file, property.value);
    const literal = unwrap(property.value).type === 'StringLiteral' || /^process\.env\.\w+$/.test(text);
    if (mongo && name === 'collection' && literal) {
      if (work.answers.collection === 'sessions' && !/^(['"])sessions\1$/.test(text))
        carried.push(`collectionName: ${text}`);
    } else if (mongo && name === 'databaseName' && literal) carried.push(`dbName: ${text}`);
    else if (name === ageName) {
      const seconds = agesByCookie(session)
        ? undefined
        : factors(property.value)?.reduce((all, one) => all * one, 1 / perSecond);
      if (seconds !== undefined) carried.push(`ttl: ${perSecond === 1 ? text : secondsSource(seconds * 1000)}`);
      else if (!agesByCookie(session)) gone.push(name);
    } else if (!OWN_AFFAIRS.test(name)) gone.push(name);
  }
  if (gone.length > 0) {
    const message = `${gone.join(', ')} of ${store.package ?? 'the old store'} went with it: see whether the new store needs something like it.`;
    note(work, 'store-option-gone', message, { file: options.file, node: options.node }, 'warning');
  }
  return carried;
}

/** A cookie with an age of its own decides how long its session is kept. */
function agesByCookie({ options }: SessionFact): boolean {
  const cookie = options && propertyOf(options.node, 'cookie');
  if (cookie?.type !== 'ObjectProperty' || cookie.value.type !== 'ObjectExpression') return false;
  return propertyOf(cookie.value, 'maxAge') !== undefined || propertyOf(cookie.value, 'expires') !== undefined;
}
