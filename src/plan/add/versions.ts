import intersects from 'semver/ranges/intersects.js';
import validRange from 'semver/ranges/valid.js';
import { RefusedError } from '../../errors.ts';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { lineInManifest, majorOf, type PackageFacts } from '../../inspect/packages.ts';
import type { Note } from '../../types.ts';
import { driverCallbacks } from './driverCallbacks.ts';
import { typeormDriver } from './typeorm.ts';

export interface Versions {
  storeMajor: 5 | 6;
  connectMongo: string;
  /** Absent: what the project has fits. */
  mongodb: string | undefined;
  /** A newer typeorm of the range that the project has, which goes with a newer driver. */
  typeorm?: string | undefined;
  reason: string;
}

/** What each version runs on, from their own package.json. */
const CONNECT_MONGO_6_NODE = '>=20.8.0';
const DRIVERS: { major: number; range: string; node: string }[] = [
  { major: 7, range: '^7.9.0', node: '>=20.19.0' },
  { major: 6, range: '^6.22.0', node: '>=16.20.1' },
  { major: 5, range: '^5.9.2', node: '>=14.20.1' },
];

/** Packages that load the driver of the project themselves, each of which goes with certain majors of it. */
const LOADERS = [
  'typeorm',
  'agenda',
  'migrate-mongo',
  'multer-gridfs-storage',
  'gridfs-stream',
  'monk',
  'mongojs',
  '@mikro-orm/mongodb',
];

/**
 * Versions of connect-mongo and mongodb that run together with the project's Node, mongoose and driver.
 * @param snippet lines to paste, for a refusal
 * @throws RefusedError that names the upgrade which opens the way
 */
export function solveVersions(facts: ProjectFacts, shareMongoose: boolean, snippet: string): Versions {
  const node = nodeRange(facts.package.engines);
  const storeMajor = runs(node, CONNECT_MONGO_6_NODE) ? 6 : 5;
  const connectMongo = storeMajor === 6 ? '^6.0.0' : '^5.1.0';
  const because =
    storeMajor === 6 ? '' : `package.json asks for Node ${facts.package.engines}, and connect-mongo 6 needs 20.8. `;
  const runnable = DRIVERS.filter((driver) => runs(node, driver.node) && (storeMajor === 6 || driver.major < 7));
  const typeorm = typeormDriver(facts.package);
  const usable = runnable.filter(({ range }) => intersects(range, typeorm?.driver ?? '*'));
  const [best] = usable;
  if (!best && typeorm && runnable.length > 0)
    throw refused(
      facts.package,
      'typeorm',
      `typeorm ${facts.package.dependencies.typeorm?.range} goes with mongodb ${typeorm.driver} alone; connect-mongo ${storeMajor} needs 5 or later.`,
      'Upgrade typeorm to 0.3.22 or later.',
      snippet,
    );
  if (!best)
    throw refused(
      facts.package,
      'engines',
      `package.json asks for Node ${facts.package.engines}; no version of connect-mongo that is kept up runs there.`,
      'Raise engines.node to 20 or later.',
      snippet,
    );
  const own = facts.package.dependencies.mongodb;
  const ownMajor = majorOf(own);
  // `latest`, `catalog:`, a URL: what stands behind it cannot be seen, and is not ours to change.
  if (own && ownMajor === undefined) {
    const reason = `${because}Your mongodb ${own.range} is taken to be 5 or later.`;
    return { storeMajor, connectMongo, mongodb: undefined, reason };
  }
  // A store with a URL of its own does as well with the copy that is there.
  const pinned = shareMongoose || !own ? facts.mongooseDriver : undefined;
  const pinnedMajor = Number.parseInt(pinned?.replace(/^\D+/, '') ?? '', 10);
  // Two copies of the driver matter to the compiler alone: JavaScript keeps the one that its own code is written for.
  const keeps = !facts.typescript && (ownMajor ?? 0) >= 5 && ownMajor !== pinnedMajor;
  if (pinned && !keeps && usable.some(({ major }) => major === pinnedMajor)) {
    return {
      storeMajor,
      connectMongo,
      mongodb: ownMajor === pinnedMajor ? undefined : pinned,
      reason: `${because}mongodb ${pinned} is what your mongoose uses: one copy of the driver serves both.`,
    };
  }
  if (own && ownMajor !== undefined && ownMajor >= 5) {
    return { storeMajor, connectMongo, mongodb: undefined, reason: `${because}Your mongodb ${own.range} fits.` };
  }
  const user = own && (usesDriver(facts) ? 'The code' : LOADERS.find((name) => facts.package.dependencies[name]));
  if (own && user) {
    throw refused(
      facts.package,
      'mongodb',
      `${user} uses mongodb ${own.range}; connect-mongo ${storeMajor} needs 5 or later.`,
      'Upgrade mongodb to 5 or later first: callbacks are gone since 5, promises stay.',
      snippet,
      driverCallbacks(facts),
    );
  }
  const reason = shareMongoose
    ? `mongodb ${best.range} is what connect-mongo loads; the connection itself is mongoose's.`
    : `mongodb ${best.range} is the newest that fits${typeorm === undefined ? '' : ', typeorm included'}${typeorm?.raised ? `, which goes to ${typeorm.raised}: the one that is locked goes with mongodb 3 alone` : ''}.`;
  return { storeMajor, connectMongo, mongodb: best.range, typeorm: typeorm?.raised, reason: because + reason };
}

function refused(
  pkg: PackageFacts,
  culprit: string,
  message: string,
  way: string,
  snippet: string,
  more: Note[] = [],
): RefusedError {
  const reason = `${message} ${way} Then run this again, or paste this.`;
  return new RefusedError(
    message,
    [
      {
        code: 'no-version-fits',
        severity: 'error',
        message: reason,
        file: pkg.file,
        ...lineInManifest(pkg, culprit),
        snippet,
      },
      ...more,
    ],
    {
      hint: way,
    },
  );
}

/** An exact version in `engines` stands for its major: patch releases of Node change nothing here. */
function nodeRange(engines: string | undefined): string {
  if (engines === undefined) return '*';
  const text = engines.trim().replace(/^v/, '');
  if (/^\d+\.\d+(\.\d+)?$/.test(text)) return `${Number.parseInt(text, 10)}.x`;
  return validRange(text) ?? '*';
}

function runs(node: string, needed: string): boolean {
  return intersects(node, needed);
}

function usesDriver(facts: ProjectFacts): boolean {
  return facts.files.some((file) => /['"]mongodb['"]/.test(file.text));
}
