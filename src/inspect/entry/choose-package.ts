import type { Disk } from '../project/disk.ts';
import { type Attempt, sessionsOf } from './attempt.ts';

/** Why one of several packages with an Express app was taken. */
export interface PackageChoice {
  because: 'session' | 'database';
  /** Folders of the others, as --package takes them. */
  others: string[];
}

/** What an app with sessions in MongoDB declares before anything is added to it. */
const WANTED = ['express-session', 'connect-mongo', 'mongoose', 'mongodb'];

/** Packages of an API that keeps something, whatever its routes look like. */
const DATABASES =
  /^(monk|mongojs|pg(-.+)?|mysql2?|mssql|sqlite3|better-sqlite3|sequelize|typeorm|knex|@prisma\/client|drizzle-orm|redis|ioredis|nedb|lowdb|firebase-admin|aws-sdk)$/;

/** Servers of pages, files and other servers. */
const FRONTENDS = ['next', 'nuxt', 'http-proxy', 'http-proxy-middleware', 'express-http-proxy'];

/** The one of several packages with an app that sessions are for, when there is no doubt. */
export function choosePackage(
  disk: Disk,
  attempts: Attempt[],
): { attempt: Attempt; choice: PackageChoice | undefined } | undefined {
  const [first, ...more] = attempts;
  if (first && more.length === 0) return { attempt: first, choice: undefined };
  const chosen = (attempt: Attempt, because: PackageChoice['because']) => ({
    attempt,
    choice: {
      because,
      others: attempts.filter((other) => other !== attempt).map(({ pkg }) => disk.name(pkg.dir) || '.'),
    },
  });
  const [session, another] = attempts.filter((attempt) => {
    const { sessions, cookies } = sessionsOf(attempt);
    return sessions.length + cookies.length > 0;
  });
  if (another) return undefined;
  if (session) return chosen(session, 'session');
  const [database, second] = attempts.filter(({ pkg }) => WANTED.some((name) => pkg.dependencies[name]));
  const others = attempts.filter((attempt) => attempt !== database);
  return database && !second && others.every(isFrontend) ? chosen(database, 'database') : undefined;
}

/** Shows pages, hands on files or requests, and keeps nothing. */
function isFrontend({ pkg, apps }: Attempt): boolean {
  const names = Object.keys(pkg.dependencies);
  if (names.some((name) => DATABASES.test(name))) return false;
  return (
    names.some((name) => FRONTENDS.includes(name)) ||
    apps.every(({ middleware }) => middleware.every(({ kind }) => kind !== 'route' && kind !== 'consumer'))
  );
}
