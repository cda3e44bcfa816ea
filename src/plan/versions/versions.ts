import satisfies from 'semver/functions/satisfies.js';
import intersects from 'semver/ranges/intersects.js';
import validRange from 'semver/ranges/valid.js';
import { driverCallbacks } from '../../inspect/databases/driver-callbacks.ts';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { type DependencyFact, majorOf } from '../../inspect/project/dependencies.ts';
import { lineInManifest, type PackageFacts } from '../../inspect/project/manifest.ts';
import type { NodeFact } from '../../inspect/project/node-version.ts';
import { lineOfNode } from '../../inspect/syntax/source-file.ts';
import { driverCallback, UNSUPPORTED_CALLBACK } from '../../rules/driver-callback.ts';
import { explain } from '../../rules/rule.ts';
import type { StoreMajor, Versions } from '../decisions.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { typeormDriver } from './typeorm.ts';

export const CONNECT_MONGO: Record<StoreMajor, string> = { 6: '^6.0.0', 5: '^5.1.0', 4: '^4.6.0' };

interface Store {
  major: StoreMajor;
  node: string;
  /** First and last major of the driver that it takes. */
  drivers: [number, number];
}

/** What each version runs on, from their own package.json. */
const STORES: Store[] = [
  { major: 6, node: '>=20.8.0', drivers: [5, Number.POSITIVE_INFINITY] },
  { major: 5, node: '>=12.9.0', drivers: [5, 6] },
  { major: 4, node: '>=10', drivers: [4, 4] },
];
const DRIVER_4 = '^4.17.2';
const DRIVERS: { major: number; range: string; node: string }[] = [
  { major: 7, range: '^7.9.0', node: '>=20.19.0' },
  { major: 6, range: '^6.22.0', node: '>=16.20.1' },
  { major: 5, range: '^5.9.2', node: '>=14.20.1' },
  { major: 4, range: DRIVER_4, node: '>=12.9.0' },
];
/** Since this version of the driver a client connects by itself when it is first used. */
const CONNECTS_ITSELF = '>=4.7.0';

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
 * A refusal names the upgrade that opens the way.
 */
export function solveVersions(facts: ProjectFacts, shareMongoose: boolean): Versions | Refusal {
  const { package: pkg } = facts;
  const own = pkg.dependencies.mongodb;
  const ownMajor = majorOf(own);
  // A store with a URL of its own does as well with the copy that is there.
  const pinned = shareMongoose || !own ? facts.mongooseDriver : undefined;
  const pinnedMajor = Number.parseInt(pinned?.replace(/^\D+/, '') ?? '', 10);
  const old = own && ownMajor !== undefined && ownMajor < 5 ? oldDriver(facts, own) : undefined;
  // The compiler knows two copies of the driver apart.
  if (old && (ownMajor !== 4 || (facts.typescript && pinned && pinnedMajor !== 4))) return tooOld(facts, old);
  const chosen = storeFor(facts, old || (ownMajor ?? 0) >= 5 ? ownMajor : undefined);
  if (isRefusal(chosen)) return chosen;
  const { store, node, ignored } = chosen;
  const because = old ? '' : nodeReason(node, store);
  const found = (mongodb: string | undefined, reason: string): Versions => ({
    storeMajor: store.major,
    ignored,
    mongodb,
    reason: because + reason,
  });
  if (own && old) {
    const reason = `${old}, and connect-mongo 4.6 is the one that goes with it.`;
    return found(fits(own, CONNECTS_ITSELF) ? undefined : DRIVER_4, reason);
  }
  // `latest`, `catalog:`, a URL: what stands behind it cannot be seen, and is not ours to change.
  if (own && ownMajor === undefined) return found(undefined, `Your mongodb ${own.range} is taken to be 5 or later.`);
  // Two copies of the driver matter to the compiler alone: JavaScript keeps the one that its own code is written for.
  const keeps = !facts.typescript && (ownMajor ?? 0) >= 5 && ownMajor !== pinnedMajor;
  if (pinned && !keeps && takes(store, pinnedMajor)) {
    const reason = `mongodb ${pinned} is what your mongoose uses: one copy of the driver serves both.`;
    return found(ownMajor === pinnedMajor ? undefined : pinned, reason);
  }
  if (own && takes(store, ownMajor ?? 0)) return found(undefined, `Your mongodb ${own.range} fits.`);
  const newest = newestDriver(pkg, node, store);
  if (isRefusal(newest)) return newest;
  const { range, typeorm } = newest;
  const reason = shareMongoose
    ? `mongodb ${range} is what connect-mongo loads; the connection itself is mongoose's.`
    : `mongodb ${range} is the newest that fits${typeorm === undefined ? '' : ', typeorm included'}${typeorm?.raised ? `, which goes to ${typeorm.raised}: the one that is locked goes with mongodb 3 alone` : ''}.`;
  return { ...found(range, reason), typeorm: typeorm?.raised };
}

/** Who is written for the project's driver and has to keep it, as a sentence; undefined when nothing is. */
function oldDriver({ files, package: pkg, loadedElsewhere }: ProjectFacts, own: DependencyFact): string | undefined {
  const inCode = files.some((file) => /['"]mongodb['"]/.test(file.text)) || loadedElsewhere === undefined;
  // A worker or a seed, which the app does not load, calls the same driver.
  const beside = loadedElsewhere?.get('mongodb');
  const user = inCode ? 'The code' : (beside ?? LOADERS.find((name) => pkg.dependencies[name]));
  return user && `${user} uses mongodb ${own.range}`;
}

interface Found {
  store: Store;
  node: NodeFact[];
  ignored: NodeFact[];
}

/** The newest connect-mongo for the project's Node, and for the driver that stays. A file that is behind is not minded. */
function storeFor({ package: pkg, node }: ProjectFacts, kept: number | undefined): Found | Refusal {
  const declared = node.filter(({ file }) => file === pkg.file);
  for (const minded of [node, declared]) {
    const store = STORES.find(
      (one) => runs(minded, one.node) && (kept === undefined ? driversOf(one, minded).length > 0 : takes(one, kept)),
    );
    if (store) return { store, node: minded, ignored: node.filter((fact) => !minded.includes(fact)) };
  }
  return refused(
    pkg,
    'engines',
    `package.json asks for Node ${declared[0]?.said}; no version of connect-mongo that is kept up runs there.`,
    'Raise engines.node to 20 or later.',
  );
}

function newestDriver(
  pkg: PackageFacts,
  node: NodeFact[],
  store: Store,
): { range: string; typeorm: ReturnType<typeof typeormDriver> } | Refusal {
  const typeorm = typeormDriver(pkg);
  const best = driversOf(store, node).find(({ range }) => intersects(range, typeorm?.driver ?? '*'));
  if (best) return { range: best.range, typeorm };
  return refused(
    pkg,
    'typeorm',
    `typeorm ${pkg.dependencies.typeorm?.range} goes with mongodb ${typeorm?.driver} alone; connect-mongo ${store.major} needs ${store.drivers[0]} or later.`,
    'Upgrade typeorm to 0.3.22 or later.',
  );
}

function takes({ drivers: [first, last] }: Store, driver: number): boolean {
  return driver >= first && driver <= last;
}

function driversOf(store: Store, node: NodeFact[]): typeof DRIVERS {
  return DRIVERS.filter((driver) => takes(store, driver.major) && runs(node, driver.node));
}

function runs(node: NodeFact[], needed: string): boolean {
  return node.every(({ range }) => intersects(range, needed));
}

/** Why it is not the newest connect-mongo. */
function nodeReason(node: NodeFact[], { major }: Store): string {
  const [newer, needs] =
    major === 5
      ? ['>=20.8.0', 'connect-mongo 6 needs 20.8']
      : ['>=14.20.1', 'the drivers of connect-mongo 5 need 14.20'];
  const asking = major === 6 ? undefined : node.find((fact) => !runs([fact], newer));
  if (asking?.instead) return `${asking.instead}. `;
  return asking ? `${asking.file} asks for Node ${asking.said}, and ${needs}. ` : '';
}

function tooOld(facts: ProjectFacts, user: string): Refusal {
  return refused(
    facts.package,
    'mongodb',
    `${user}; connect-mongo 6 needs 5 or later.`,
    'Upgrade mongodb to 5 or later first: callbacks are gone since 5, promises stay.',
    driverCallbacks(facts)
      .slice(0, MAX_CALLBACKS)
      .map(({ file, node }) => ({
        code: driverCallback.id,
        message: explain(driverCallback, { message: UNSUPPORTED_CALLBACK }),
        file: file.path,
        line: lineOfNode(file, node),
        paste: 'nothing' as const,
      })),
  );
}

/** More of them tell nothing new. */
const MAX_CALLBACKS = 5;

function refused(
  pkg: PackageFacts,
  culprit: string,
  message: string,
  way: string,
  more: Refusal['notes'] = [],
): Refusal {
  const reason = `${message} ${way} Then run this again, or paste this.`;
  const place = { file: pkg.file, ...lineInManifest(pkg, culprit) };
  return {
    title: message,
    hint: way,
    notes: [{ code: 'no-version-fits', message: reason, ...place, paste: 'planned' }, ...more],
  };
}

/** Whether what is installed, or what the range would install today, satisfies a peer dependency. */
export function fits(dependency: DependencyFact, needed: string): boolean {
  if (dependency.version !== undefined) return satisfies(dependency.version, needed);
  return validRange(dependency.range) === null || intersects(dependency.range, needed);
}
