import satisfies from 'semver/functions/satisfies.js';
import intersects from 'semver/ranges/intersects.js';
import minVersion from 'semver/ranges/min-version.js';
import validRange from 'semver/ranges/valid.js';
import { driverCallbacks } from '../../inspect/databases/driver-callbacks.ts';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { type DependencyFact, majorOf, mayBe, readsTypes, typescriptFor } from '../../inspect/project/dependencies.ts';
import type { PackageFacts } from '../../inspect/project/manifest.ts';
import type { NodeFact } from '../../inspect/project/node-version.ts';
import { importsPackage } from '../../inspect/syntax/imports.ts';
import { placeOf } from '../../inspect/syntax/source-file.ts';
import { driverCallback, UNSUPPORTED_CALLBACK } from '../../rules/driver-callback.ts';
import { explain } from '../../rules/rule.ts';
import type { Versions } from '../decisions.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { newestDriver } from './newest-driver.ts';
import { noVersionFits } from './no-version-fits.ts';
import {
  allows,
  CONNECT_MONGO,
  DRIVER_4,
  DRIVERS,
  driversOf,
  STORES,
  type Store,
  supports,
} from './supported-versions.ts';

/** Since this version of mongodb, a client connects automatically on first use. */
const CONNECTS_ITSELF = '4.7.0';

/** Packages that load the project's mongodb and support certain majors only. */
const DEPENDENTS =
  /^(typeorm|agenda|migrate-mongo|multer-gridfs-storage|gridfs-stream|monk|mongojs|mongoskin|@mikro-orm\/mongodb)$/;

/**
 * Versions of connect-mongo and mongodb that are compatible with each other and with the project's Node, mongoose and
 * mongodb. If there are none, a refusal names the upgrade that is needed.
 */
export function solveVersions(facts: ProjectFacts, shareMongoose: boolean): Versions | Refusal {
  const versions = compatibleVersions(facts, shareMongoose);
  return isRefusal(versions) ? versions : withOverrides(facts.package, versions);
}

/** The versions with the ranges that overrides force: npm rejects a dependency with another range. */
function withOverrides(pkg: PackageFacts, versions: Versions): Versions | Refusal {
  const { storeMajor, mongodb } = versions;
  const store = STORES.find(({ major }) => major === storeMajor);
  const drivers = `>=${store?.drivers[0]} <${(store?.drivers[1] ?? 0) + 1}`.replace('<Infinity', '');
  for (const [name, needed] of [
    ['connect-mongo', CONNECT_MONGO[storeMajor]],
    ['mongodb', drivers],
  ] as const) {
    const forced = pkg.overrides[name];
    if (forced === undefined || validRange(forced) === null || intersects(forced, needed)) continue;
    const message = `Overrides in package.json hold ${name} at ${forced}, but connect-mongo ${storeMajor} is needed.`;
    return noVersionFits(pkg, name, message, `Change the override of ${name} first.`);
  }
  const forced = pkg.overrides.mongodb;
  if (mongodb === undefined || forced === undefined || validRange(forced) === null) return versions;
  const reason = `Overrides hold mongodb at ${forced}, so the dependency has the same range.`;
  return { ...versions, mongodb: forced, reason };
}

function compatibleVersions(facts: ProjectFacts, shareMongoose: boolean): Versions | Refusal {
  const { package: pkg } = facts;
  const listed = pkg.dependencies.mongodb;
  // A store with its own connection works with the mongodb that the project already has.
  const pinned = shareMongoose || !listed ? facts.mongooseDriver : undefined;
  const pinnedMajor = Number.parseInt(pinned?.replace(/^\D+/, '') ?? '', 10);
  const own = listed ?? unlistedDriver(facts);
  const ownMajor = majorOf(own);
  const old = own && ownMajor !== undefined && ownMajor < 5 ? oldDriver(facts, own) : undefined;
  const chosen = storeFor(facts, (ownMajor ?? 0) >= (old ? 4 : 5) ? ownMajor : undefined);
  if (isRefusal(chosen)) return chosen;
  // To TypeScript, two copies of mongodb have incompatible types.
  if (old && (ownMajor !== 4 || (facts.typescript && pinned && pinnedMajor !== 4))) return tooOld(facts, old);
  const { store, node, ignored } = chosen;
  const because = old ? '' : nodeReason(node, store);
  const found = (mongodb: string | undefined, reason: string): Versions => ({
    storeMajor: store.major,
    ignored,
    mongodb: mongodb ?? (listed ? undefined : own?.range),
    reason: because + reason,
  });
  if (own && old) {
    const raised = mayBe(own, CONNECTS_ITSELF) ? undefined : DRIVER_4;
    const reason = `${old}, which connect-mongo 4.6 supports.`;
    return found(
      raised,
      raised
        ? `${reason} Raised mongodb from ${own.range} to ${raised}: a client connects on first use since 4.7.`
        : reason,
    );
  }
  // `latest`, `catalog:` or a URL: the version is unknown, and must not be changed.
  if (own && ownMajor === undefined)
    return found(undefined, `Kept mongodb ${own.range}, assumed to be version 5 or later.`);
  // In JavaScript, two copies of mongodb are harmless: keep the one that the project's code is written for.
  const keeps = !facts.typescript && (ownMajor ?? 0) >= 5 && ownMajor !== pinnedMajor;
  if (pinned && !keeps && supports(store, pinnedMajor)) {
    const isShared = ownMajor === pinnedMajor && (!facts.typescript || (own && sharesCopy(own, pinned)));
    const subject =
      listed && !isShared ? `Changed mongodb from ${listed.range} to ${pinned}, which` : `mongodb ${pinned}`;
    const reason = `${subject} is the version that your mongoose uses, so both share one copy of the driver.`;
    return found(isShared ? undefined : pinned, reason);
  }
  if (own && supports(store, ownMajor ?? 0))
    return found(undefined, `Kept mongodb ${own.range}, which connect-mongo ${store.major} supports.`);
  const newest = newestDriver(facts, node, store);
  if (isRefusal(newest)) return newest;
  const { range, limits, typeorm } = newest;
  const change = listed ? `Changed mongodb from ${listed.range} to ${range}` : `Added mongodb ${range}`;
  const raised = typeorm?.raised
    ? ` Raised typeorm to ${typeorm.raised}, as the installed one supports mongodb 3 only.`
    : '';
  const reason = shareMongoose
    ? `${change}, which connect-mongo loads; the connection is that of mongoose.`
    : `${change}, the newest version compatible with ${['your Node', ...limits].join(', ')} and connect-mongo.${raised}`;
  return { ...found(range, reason), typeorm: typeorm?.raised };
}

/** The mongodb that code of the project loads although only mongoose depends on it. */
function unlistedDriver(facts: ProjectFacts): DependencyFact | undefined {
  const { mongooseDriver: range, files, loadedElsewhere, package: pkg } = facts;
  if (range === undefined || pkg.dependencies.mongodb) return undefined;
  const isLoaded = loadedElsewhere?.has('mongodb') || files.some((file) => importsPackage(file, 'mongodb'));
  return isLoaded ? { range, version: undefined, section: 'dependencies' } : undefined;
}

/** Whether a package manager installs one copy for both: the installed version fits mongoose, or the range is as narrow. */
function sharesCopy({ version, range }: DependencyFact, pinned: string): boolean {
  if (version !== undefined) return satisfies(version, pinned);
  const lowest = /^[~=v\d]/.test(range) && !/[x*\s|]/.test(range) ? minVersion(range) : null;
  return lowest !== null && satisfies(lowest, pinned);
}

/** What uses the project's old mongodb and prevents its upgrade, as a clause; undefined when nothing does. */
function oldDriver({ files, package: pkg, loadedElsewhere }: ProjectFacts, own: DependencyFact): string | undefined {
  const inCode = files.find((file) => importsPackage(file, 'mongodb'))?.path;
  // Code that the app does not load, such as a worker or a seed script, uses the same mongodb.
  const inOther = loadedElsewhere ? loadedElsewhere.get('mongodb') : 'The code';
  const user = inCode ?? inOther ?? Object.keys(pkg.dependencies).find((name) => DEPENDENTS.test(name));
  return user && `${user} uses mongodb ${own.range}`;
}

interface Found {
  store: Store;
  node: NodeFact[];
  ignored: NodeFact[];
}

/**
 * The newest connect-mongo for the project's Node and current mongodb. Declarations of a Node that is too old for any
 * are ignored, except for that of package.json and of an image.
 */
function storeFor(
  { package: pkg, node: declared, mongooseDriver, typescript }: ProjectFacts,
  currentDriver: number | undefined,
): Found | Refusal {
  const own = majorOf(pkg.dependencies['connect-mongo']) ?? 0;
  // An upgrade must not make the project's own import of connect-mongo untyped.
  const losesTypes = ({ major }: Store): boolean =>
    typescript && own >= 4 && major > own && !readsTypes(pkg.dependencies.typescript, major);
  const find = (facts: NodeFact[]): Store | undefined =>
    [...STORES.filter((one) => !losesTypes(one)), ...STORES].find(
      (one) =>
        allows(facts, one.node) &&
        (currentDriver === undefined ? driversOf(one, facts).length > 0 : supports(one, currentDriver)),
    );
  const isDeclared = ({ file, instead }: NodeFact): boolean => file.endsWith('package.json') && instead === undefined;
  // The driver 6 or 7 that mongoose or the app loads does not run on an older Node, whatever a stale file says.
  const loaded = Math.max(currentDriver ?? 0, Number(/^[\^~=v]*(\d+)\./.exec(mongooseDriver ?? '')?.[1] ?? 0));
  const needed = DRIVERS.find(({ major }) => major === loaded && major >= 6)?.node ?? '*';
  const outdated = declared.filter((fact) => !allows([fact], needed));
  const node = declared.filter((fact) => !outdated.includes(fact));
  const possible = node.filter((fact) => find([fact]) !== undefined);
  const ignored = node.filter((fact) => !possible.includes(fact));
  const tooOld = ignored.find((fact) => isDeclared(fact) || fact.image);
  const store = find(possible);
  if (store && !tooOld) return { store, node: possible, ignored: [...outdated, ...ignored] };
  const { file, said } = tooOld ?? { file: pkg.file, said: pkg.engines };
  return noVersionFits(
    pkg,
    'engines',
    `${file} requires Node ${said}, which no maintained version of connect-mongo supports.`,
    file === pkg.file ? 'Raise engines.node to 20 or later.' : `Raise Node to 20 or later in ${file}.`,
  );
}

/** The reason for an older connect-mongo, as a sentence: Node, else TypeScript; empty when it is the newest. */
function nodeReason(node: NodeFact[], { major }: Store): string {
  const [newer, needs] =
    major === 5 ? ['>=20.8.0', 'connect-mongo 6 needs Node 20.8'] : ['>=14.20.1', 'connect-mongo 5 needs Node 14.20'];
  const asking = major === 6 ? undefined : node.find((fact) => !allows([fact], newer));
  if (asking?.instead) return `${asking.instead}, but ${needs}. `;
  if (asking) return `${asking.file} requires Node ${asking.said}, but ${needs}. `;
  return major < 6 ? `The types of connect-mongo ${major + 1} need TypeScript ${typescriptFor(major + 1)}. ` : '';
}

function tooOld(facts: ProjectFacts, user: string): Refusal {
  return noVersionFits(
    facts.package,
    'mongodb',
    `${user}, but connect-mongo 6 needs mongodb 5 or later.`,
    `Upgrade ${facts.package.dependencies.mongodb ? '' : 'mongoose to 7 or later, and with it '}mongodb to 5 or later first; since 5, it supports promises only, not callbacks.`,
    driverCallbacks(facts)
      .slice(0, MAX_CALLBACKS)
      .map((place) => ({
        code: driverCallback.id,
        message: explain(driverCallback, { message: UNSUPPORTED_CALLBACK }),
        ...placeOf(place),
        paste: 'nothing' as const,
      })),
  );
}

/** Number of callbacks to list in a refusal. */
const MAX_CALLBACKS = 5;
