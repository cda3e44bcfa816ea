import { join, resolve } from 'node:path';
import { auditFacts } from './audit.ts';
import { type DatabaseFact, findDatabases } from './databases/connections.ts';
import type { Analysis } from './entry/analysis.ts';
import { candidatePackages, ownerOf } from './entry/candidate-packages.ts';
import { chooseApp } from './entry/choose-app.ts';
import { choosePackage } from './entry/choose-package.ts';
import { committedBuild, sourceBeside } from './entry/entry-candidates.ts';
import { type FoundEntry, findEntry } from './entry/find-entry.ts';
import { locateSessions } from './entry/locate-sessions.ts';
import { appsOfOtherScripts, startsWithoutEnvFile } from './entry/other-starts.ts';
import { readEnvironment } from './environment/env-files.ts';
import { readPlatform } from './environment/platform.ts';
import { readTests } from './environment/test-runs.ts';
import { readUrlVariables } from './environment/url-variables.ts';
import { belowStatement, findInsertionPoint } from './express/insertion-point.ts';
import type { AppFact } from './express/middleware.ts';
import type { Inspection, InspectionProblem, ProjectFacts } from './facts.ts';
import type { Evaluator } from './program/evaluator.ts';
import type { ParsedFiles } from './program/module-graph.ts';
import type { NamedValue } from './program/value.ts';
import { majorOf, mayBe } from './project/dependencies.ts';
import { Disk } from './project/disk.ts';
import { asString } from './project/json.ts';
import { findLockfile, lockedVersion } from './project/lockfile.ts';
import { installedManifest, type PackageFacts } from './project/manifest.ts';
import { mongooseDriver } from './project/mongoose-driver.ts';
import { esmLoader, nodeFacts } from './project/node-version.ts';
import { ambientSessionTypes, loadedElsewhere } from './project/other-imports.ts';
import { resolveFile } from './project/resolve-file.ts';
import { cookieSessionFact } from './sessions/cookie-sessions.ts';
import { handedSession } from './sessions/find-sessions.ts';
import { findMongoStores } from './sessions/mongo-stores.ts';
import type { SessionFact } from './sessions/session.ts';
import { findStoreUses, readsSessionId } from './sessions/store-uses.ts';
import { moduleRequests } from './syntax/imports.ts';
import type { SourceFile } from './syntax/source-file.ts';

export interface InspectOptions {
  entry?: string | undefined;
  packageDir?: string | undefined;
}

/**
 * Reads the Express project in `dir` without running it: only what the entry reaches is opened.
 * Returns the problem when there is no app to report on, or one in each of several packages.
 */
export function inspectProject(dir: string, options: InspectOptions = {}): Inspection {
  const disk = new Disk(resolve(dir));
  const inspected = inspect(disk, options);
  return { ...inspected, ignoredFiles: disk.ignoredFiles };
}

function inspect(disk: Disk, options: InspectOptions): Omit<ProjectFacts, 'ignoredFiles'> | InspectionProblem {
  const packages = candidatePackages(disk, options.packageDir);
  const deno = ['deno.json', 'deno.jsonc'].find((name) => disk.isFile(join(disk.root, name)));
  if (packages.length === 0) return { problem: 'no-package', wanted: options.packageDir, deno };
  const parsed: ParsedFiles = new Map();
  const entries = entriesWithApps(disk, packages, options.entry, parsed);
  if ('problem' in entries) return entries;
  if (entries.length === 0) return noApp(packages, options.entry, parsed);
  const chosen = choosePackage(
    disk,
    entries.map(({ analysis }) => analysis),
  );
  if (!chosen) return severalPackages(disk, entries);
  const { analysis, choice } = chosen;
  const { apps, entry } = analysis;
  const rivals = entries.find((found) => found.analysis === analysis)?.rivalApps ?? [];
  const app = rivals.length > 0 ? undefined : chooseApp(apps, options.entry ? disk.name(entry.path) : undefined);
  // Without a choice, the facts are those of the largest app; `rivalApps` says that they may be about the wrong one.
  const [largest] = apps.toSorted((a, b) => b.middleware.length - a.middleware.length);
  const likely = app ?? largest;
  if (!likely) throw new TypeError('An analysis without an app was chosen');
  return {
    ...factsAbout(disk, analysis, likely, parsed),
    rivalApps: app ? [] : rivals.length > 0 ? rivals : apps,
    packageChoice: choice,
  };
}

/** The entry of each package that has an app, up to a package that needs no comparison with further ones. */
function entriesWithApps(
  disk: Disk,
  packages: PackageFacts[],
  wanted: string | undefined,
  parsed: ParsedFiles,
): FoundEntry[] | InspectionProblem {
  const found: FoundEntry[] = [];
  for (const pkg of packages) {
    const file = wanted === undefined ? undefined : entryFile(disk, pkg, wanted);
    if (wanted !== undefined && file === undefined) return { problem: 'no-entry', wanted };
    const entry = entryOfOwner(disk, pkg, file, parsed);
    if (!entry || entry.analysis.apps.length === 0) continue;
    // Several apps in one package are ambiguous, whatever other packages have.
    if (entry.rivalApps.length > 0) return [entry];
    found.push(entry);
    if (pkg === packages[0] && pkg.dir === disk.root) return found;
  }
  return found;
}

/** The entry of a package, or of the package in a folder of it that holds the entry file. */
function entryOfOwner(
  disk: Disk,
  pkg: PackageFacts,
  wanted: string | undefined,
  parsed: ParsedFiles,
): FoundEntry | undefined {
  const entry = findEntry(disk, pkg, wanted, parsed);
  const owner = entry && ownerOf(disk, pkg, entry.analysis.entry.path);
  const own = owner && owner !== pkg ? findEntry(disk, owner, wanted, parsed) : undefined;
  return own && own.analysis.apps.length > 0 ? own : entry;
}

/** The file that --entry names, from the root or from the package. */
function entryFile(disk: Disk, pkg: PackageFacts, wanted: string): string | undefined {
  return resolveFile(disk, join(disk.root, wanted)) ?? resolveFile(disk, join(pkg.dir, wanted));
}

function noApp(packages: PackageFacts[], wanted: string | undefined, parsed: ParsedFiles): InspectionProblem {
  const read = [...parsed.values()];
  return {
    problem: 'no-app',
    wanted,
    packages,
    files: read.filter((file) => 'program' in file),
    unread: read.filter((file) => 'unparsed' in file),
  };
}

function severalPackages(disk: Disk, entries: FoundEntry[]): InspectionProblem {
  return {
    problem: 'several-packages',
    packages: entries.map(({ analysis: { pkg, entry } }) => ({
      package: pkg,
      dir: disk.name(pkg.dir) || '.',
      entry: disk.name(entry.path),
    })),
  };
}

/** All facts about an app of an analysis. */
function factsAbout(
  disk: Disk,
  chosen: Analysis,
  chosenApp: AppFact,
  parsed: ParsedFiles,
): Omit<ProjectFacts, 'packageChoice' | 'rivalApps' | 'ignoredFiles'> {
  const { analysis, cookieSessions, clientSessions, ...appSessions } = locateSessions(disk, chosen, chosenApp, parsed);
  const { app, sessions } = appSessions;
  const { pkg, compiler, entry, evaluator } = analysis;
  const { graph } = evaluator;
  const [cookieSession] = cookieSessions;
  const mongoStores = findMongoStores(evaluator);
  const environment = readEnvironment(disk, pkg, evaluator);
  const databases = findDatabases(evaluator);
  return {
    root: disk.root,
    package: pkg,
    node: [...nodeFacts(disk, pkg), ...esmLoader(graph.files.find(loadsEsm)?.path, pkg)],
    packageDir: disk.name(pkg.dir),
    entry,
    files: graph.files,
    unread: graph.unread,
    ...appSessions,
    expressMajor: app.ofFramework ? undefined : expressMajor(pkg, graph.files),
    insertionPoint: [environment.loader?.at, ownClient(databases, app)].reduce(belowStatement, findInsertionPoint(app)),
    rivalSessions: [...cookieSessions, ...clientSessions],
    cookieSession: cookieSession && cookieSessionFact(cookieSession, graph.files),
    handedSession: handedSession(evaluator),
    compiledFiles: [app, ...sessions].flatMap(({ file }) => {
      const source = sourceBeside(disk, file);
      return source === undefined ? [] : [{ file, source }];
    }),
    mongoStores,
    storeUses: findStoreUses(evaluator, mongoStores),
    databases,
    environment,
    committedBuild: committedBuild(disk, pkg, compiler),
    platform: readPlatform(disk, pkg, graph.files, disk.absolute(environment.envPath)),
    startsWithoutEnvFile: environment.loader?.at ? startsWithoutEnvFile(disk, analysis, parsed) : [],
    otherApps: appsOfOtherScripts(disk, analysis, sessions.length > 0, parsed),
    tests: readTests(disk, pkg, compiler, parsed),
    urlVariables: readUrlVariables(disk, pkg, evaluator, environment.reads),
    names: namesOf(evaluator, graph.files),
    links: graph.links,
    loadedElsewhere:
      cookieSession || replacesPackage(pkg, sessions)
        ? loadedElsewhere(disk, pkg.dir, new Set(graph.files.map(({ path }) => disk.absolute(path))))
        : new Map(),
    ambientSessionTypes: app.file.typescript ? ambientSessionTypes(disk, pkg.dir) : undefined,
    typescript: app.file.typescript,
    // Since TypeScript 6, it cannot be switched off.
    esModuleInterop: (majorOf(pkg.dependencies.typescript) ?? 0) >= 6 || (compiler?.esModuleInterop ?? true),
    compiler: compiler && { ...compiler, file: disk.name(compiler.file) },
    mongooseDriver: mongooseDriver(disk, pkg),
    kruptein:
      asString(installedManifest(disk, pkg.dir, 'kruptein')?.version) ??
      lockedVersion(findLockfile(disk, pkg.dir, disk.root), 'kruptein', '^3.0.0'),
    readsSessionId: readsSessionId(graph.files),
    audit: auditFacts(disk, pkg, evaluator, sessions, mongoStores),
  };
}

/** The MongoClient that the file of the app declares: a session below it shares it. */
function ownClient(databases: DatabaseFact[], app: AppFact): DatabaseFact | undefined {
  return databases.find(
    ({ kind, file, name }) => kind === 'client' && file === app.file && name?.definition.type === 'VariableDeclarator',
  );
}

/** Whether an edit may remove, raise or add a package that files outside the app may use or bundle. */
function replacesPackage({ dependencies }: PackageFacts, sessions: SessionFact[]): boolean {
  return (
    sessions.some(({ store }) => store && store.package !== 'connect-mongo') ||
    (majorOf(dependencies.mongodb) ?? 5) < 5 ||
    (majorOf(dependencies['connect-mongo']) ?? 6) < 6 ||
    (dependencies.mongoose !== undefined && dependencies.mongodb === undefined) ||
    !mayBe(dependencies.esbuild, '0.17.0')
  );
}

/** What package.json declares; without that, 3 when the code calls what only Express 3 has. */
function expressMajor(pkg: PackageFacts, files: SourceFile[]): number | undefined {
  return majorOf(pkg.dependencies.express) ?? (files.some(({ text }) => EXPRESS_3.test(text)) ? 3 : undefined);
}

const EXPRESS_3 =
  /\bexpress\.(session|bodyParser|cookieParser|cookieSession|methodOverride)\s*\(|\bapp\.configure\s*\(/;

function loadsEsm(file: SourceFile): boolean {
  return moduleRequests(file).some(({ specifier }) => specifier === 'esm');
}

/** The values of the top-level names of each file: an edit uses them instead of importing a second time. */
function namesOf(evaluator: Evaluator, files: SourceFile[]): Map<SourceFile, NamedValue[]> {
  return new Map(
    files.map((file) => [
      file,
      [...file.index.scopeOf(file.program).bindings.values()].map(({ name, identifier }) => ({
        name,
        value: evaluator.evaluate(file, identifier),
      })),
    ]),
  );
}
