import type { Disk } from '../project/disk.ts';
import { type Analysis, sessionsOf } from './analysis.ts';

/** Why one of several packages with an Express app was chosen. */
export interface PackageChoice {
  because: 'session' | 'database';
  /** Folders of the others, as values for --package. */
  others: string[];
}

/** Dependencies that an app with sessions in MongoDB is likely to declare. */
const WANTED = ['express-session', 'connect-mongo', 'mongoose', 'mongodb'];

/** Database clients: an app that depends on one is an API, not a front end. */
const DATABASES =
  /^(monk|mongojs|pg(-.+)?|mysql2?|mssql|sqlite3|better-sqlite3|sequelize|typeorm|knex|@prisma\/client|drizzle-orm|redis|ioredis|nedb|lowdb|firebase-admin|aws-sdk)$/;

/** Packages of servers for pages and proxies. */
const FRONTENDS = ['next', 'nuxt', 'http-proxy', 'http-proxy-middleware', 'express-http-proxy'];

/** The package that sessions are for, when it can be determined. */
export function choosePackage(
  disk: Disk,
  analyses: Analysis[],
): { analysis: Analysis; choice: PackageChoice | undefined } | undefined {
  const [first, ...more] = analyses;
  if (first && more.length === 0) return { analysis: first, choice: undefined };
  const chosen = (analysis: Analysis, because: PackageChoice['because']) => ({
    analysis,
    choice: {
      because,
      others: analyses.filter((other) => other !== analysis).map(({ pkg }) => disk.name(pkg.dir) || '.'),
    },
  });
  const [session, another] = analyses.filter((analysis) => {
    const { sessions, cookieSessions } = sessionsOf(analysis);
    return sessions.length + cookieSessions.length > 0;
  });
  if (another) return undefined;
  if (session) return chosen(session, 'session');
  const [database, second] = analyses.filter(({ pkg }) => WANTED.some((name) => pkg.dependencies[name]));
  const others = analyses.filter((analysis) => analysis !== database);
  return database && !second && others.every(isFrontend) ? chosen(database, 'database') : undefined;
}

/** Serves pages, files or proxied requests, and stores nothing. */
function isFrontend({ pkg, apps }: Analysis): boolean {
  const names = Object.keys(pkg.dependencies);
  if (names.some((name) => DATABASES.test(name))) return false;
  return (
    names.some((name) => FRONTENDS.includes(name)) ||
    apps.every(({ middleware }) => middleware.every(({ kind }) => kind !== 'route' && kind !== 'consumer'))
  );
}
