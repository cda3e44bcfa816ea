import type * as t from '@babel/types';
import { envName } from '../../inspect/program/value.ts';
import { cookieOf } from '../../inspect/sessions/options.ts';
import type { SessionFact, StoreFact } from '../../inspect/sessions/session.ts';
import { contains, keyName, propertyOf, unwrap } from '../../inspect/syntax/ast.ts';
import { factors } from '../../inspect/syntax/number-value.ts';
import { textOf } from '../../inspect/syntax/source-file.ts';
import { secondsSource } from '../../questions/durations.ts';
import type { Draft } from '../draft.ts';

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
  /^(client|uri|url|host|port|socket|pass|password|user|db|database|databaseName|pool|con|conString|conObject|connection|connectionString|path|dir|table\w*|modelKey|schema\w*|create\w*|check\w*|prune\w*|reap\w*|clear\w*|cleanup\w*|retries|\w*Timeout|log\w*|errorLog|sequelize|knex|driver|stale|dispose|max|minTimeout|maxTimeout)$/i;

/** What the new store takes over from the old one. */
export interface Carried {
  options: string[];
  /** Expressions that stay in use. */
  nodes: t.Node[];
  /** All that can be seen says that the new store finds the sessions of the old one. */
  whole: boolean;
}

/** The settings of a store that the new one goes on with. What cannot be carried is a note. */
export function carriedOptions(draft: Draft, session: SessionFact, store: StoreFact): Carried {
  const { options } = store;
  if (!options) return { options: [], nodes: [], whole: false };
  const [ageName, perSecond] = AGES[store.package ?? ''] ?? [undefined, 1];
  const mongo = store.package === 'connect-mongodb-session';
  const inPlace = options.file === store.file && contains(store.node, options.node);
  const carried: string[] = [];
  const nodes: t.Node[] = [];
  const gone: string[] = [];
  for (const property of options.node.properties) {
    const name = property.type === 'SpreadElement' ? undefined : keyName(property);
    if (property.type !== 'ObjectProperty' || name === undefined) continue;
    const text = textOf(options.file, property.value);
    const readable = inPlace || unwrap(property.value).type === 'StringLiteral' || /^process\.env\.\w+$/.test(text);
    if (mongo && MONGO_NAMES[name] !== undefined && readable) {
      if (name === 'collection' && (draft.answers.collection !== 'sessions' || /^(['"])sessions\1$/.test(text)))
        continue;
      carried.push(`${MONGO_NAMES[name]}: ${text}`);
      nodes.push(property.value);
    } else if (name === ageName) {
      const seconds = agesByCookie(session)
        ? undefined
        : factors(property.value)?.reduce((all, one) => all * one, 1 / perSecond);
      if (seconds !== undefined) carried.push(`ttl: ${perSecond === 1 ? text : secondsSource(seconds * 1000)}`);
      else if (!agesByCookie(session)) gone.push(name);
    } else if (!OWN_AFFAIRS.test(name) && !(name === 'disableTouch' && text === 'false')) gone.push(name);
  }
  if (gone.length > 0) {
    const message = `${gone.join(', ')} of ${store.package ?? 'the old store'} went with it: see whether the new store needs something like it.`;
    draft.note('store-option-gone', message, { file: options.file, node: options.node }, 'warning');
  }
  const sure = gone.length === 0 && draft.answers.collection === 'sessions';
  return { options: carried, nodes, whole: sure && isDatabaseOfApp(draft, options) };
}

/** What connect-mongodb-session and connect-mongo call differently. */
const MONGO_NAMES: Record<string, string> = { collection: 'collectionName', databaseName: 'dbName' };

/** The `uri` of the old store is the one that the app connects with. */
function isDatabaseOfApp({ project, answers }: Draft, { file, node }: NonNullable<StoreFact['options']>): boolean {
  const uri = propertyOf(node, 'uri');
  if (uri?.type !== 'ObjectProperty') return false;
  const text = textOf(file, uri.value);
  return project.databases.length === 0
    ? text.includes(`process.env.${answers.urlEnv}`)
    : project.databases.some(
        ({ url, file: home }) =>
          url &&
          (textOf(home, url.node) === text || text.includes(`process.env.${envName(url.value) ?? answers.urlEnv}`)),
      );
}

/** A cookie with an age of its own decides how long its session is kept. */
function agesByCookie({ options }: SessionFact): boolean {
  const cookie = cookieOf(options)?.node;
  return cookie !== undefined && ['maxAge', 'expires'].some((name) => propertyOf(cookie, name) !== undefined);
}
