import { join, resolve } from 'node:path';
import { findDatabases } from './databases/connections.ts';
import type { Attempt } from './entry/attempt.ts';
import { chooseApp } from './entry/choose-app.ts';
import { choosePackage } from './entry/choose-package.ts';
import { choosePackages } from './entry/choose-packages.ts';
import { findApp, type PackageStart } from './entry/find-app.ts';
import { locateSessions } from './entry/locate-sessions.ts';
import { startsWithoutEnvFile } from './entry/other-starts.ts';
import { readEnvironment } from './environment/env-files.ts';
import { readPlatform } from './environment/platform.ts';
import { readUrlVariables } from './environment/url-variables.ts';
import { findInsertionPoint } from './express/insertion-point.ts';
import type { AppFact } from './express/middleware.ts';
import type { Inspection, InspectionProblem, ProjectFacts } from './facts.ts';
import type { Evaluator } from './program/evaluator.ts';
import type { ParsedFiles } from './program/module-graph.ts';
import type { NamedValue } from './program/value.ts';
import { majorOf } from './project/dependencies.ts';
import { Disk } from './project/disk.ts';
import type { PackageFacts } from './project/manifest.ts';
import { mongooseDriver } from './project/mongoose-driver.ts';
import { esmLoader, nodeFacts } from './project/node-version.ts';
import { loadedElsewhere } from './project/other-imports.ts';
import { resolveFile } from './project/resolve-file.ts';
import { cookieSessionFact } from './sessions/cookie-sessions.ts';
import { findMongoStores } from './sessions/mongo-stores.ts';
import { findStoreUses, readsSessionId } from './sessions/store-uses.ts';
import { moduleRequests } from './syntax/imports.ts';
import type { SourceFile } from './syntax/source-file.ts';

export interface InspectOptions {
  entry?: string;
  packageDir?: string;
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
  const packages = choosePackages(disk, options.packageDir);
  if (packages.length === 0) return { problem: 'no-package', wanted: options.packageDir };
  const parsed: ParsedFiles = new Map();
  let starts: PackageStart[] = [];
  for (const pkg of packages) {
    const entry = options.entry === undefined ? undefined : entryFile(disk, pkg, options.entry);
    if (options.entry !== undefined && entry === undefined) return { problem: 'no-entry', wanted: options.entry };
    const start = findApp(disk, pkg, entry, parsed);
    if (!start || start.attempt.apps.length === 0) continue;
    // A package that has several apps by itself says enough, and so does the root.
    if (start.rivals.length > 0) starts = [];
    starts.push(start);
    if (start.rivals.length > 0 || (pkg === packages[0] && pkg.dir === disk.root)) break;
  }
  if (starts.length === 0) {
    const read = [...parsed.values()];
    return {
      problem: 'no-app',
      wanted: options.entry,
      packages,
      files: read.filter((file) => 'program' in file),
      unread: read.filter((file) => 'unparsed' in file),
    };
  }
  const chosen = choosePackage(
    disk,
    starts.map(({ attempt }) => attempt),
  );
  if (!chosen)
    return {
      problem: 'several-packages',
      packages: starts.map(({ attempt: { pkg, entry } }) => ({
        package: pkg,
        dir: disk.name(pkg.dir) || '.',
        entry: disk.name(entry.path),
      })),
    };
  const { attempt, choice } = chosen;
  const rivals = starts.find((start) => start.attempt === attempt)?.rivals ?? [];
  const app =
    rivals.length > 0 ? undefined : chooseApp(attempt.apps, options.entry ? disk.name(attempt.entry.path) : undefined);
  const busiest = [...attempt.apps].sort((a, b) => b.middleware.length - a.middleware.length)[0];
  const likely = app ?? busiest;
  if (!likely) throw new TypeError('An attempt without an app was chosen');
  return {
    ...assemble(disk, attempt, likely, parsed),
    rivalApps: app ? [] : rivals.length > 0 ? rivals : attempt.apps,
    packageChoice: choice,
  };
}

/** The file that --entry names, from the root or from the package. */
function entryFile(disk: Disk, pkg: PackageFacts, wanted: string): string | undefined {
  return resolveFile(disk, join(disk.root, wanted)) ?? resolveFile(disk, join(pkg.dir, wanted));
}

function assemble(
  disk: Disk,
  found: Attempt,
  chosen: AppFact,
  parsed: ParsedFiles,
): Omit<ProjectFacts, 'packageChoice' | 'rivalApps' | 'ignoredFiles'> {
  const located = locateSessions(disk, found, chosen, parsed);
  const { attempt, app, order, sessions, cookies } = located;
  const { pkg, compiler, entry, evaluator } = attempt;
  const { graph } = evaluator;
  const [kept] = cookies;
  const mongoStores = findMongoStores(evaluator);
  const databases = findDatabases(evaluator, order);
  const environment = readEnvironment(disk, pkg, evaluator);
  return {
    root: disk.root,
    package: pkg,
    node: [...nodeFacts(disk, pkg), ...esmLoader(graph.files.find(loadsEsm)?.path, pkg)],
    packageDir: disk.name(pkg.dir),
    entry,
    files: graph.files,
    unread: graph.unread,
    app,
    expressMajor: expressMajor(pkg, graph.files),
    insertionPoint: findInsertionPoint(app),
    sessions,
    sessionsInNeighbour: located.inNeighbour,
    unreached: located.unreached,
    undecidedSessions: located.undecided,
    unusedSessions: located.idle,
    sessionsOfOtherPrograms: located.foreign,
    cookieSession: kept && cookieSessionFact(kept, graph.files),
    mongoStores,
    storeUses: findStoreUses(evaluator, mongoStores),
    databases,
    environment,
    platform: readPlatform(disk, pkg, graph.files, disk.absolute(environment.envPath)),
    startsWithoutEnvFile: environment.loader?.at ? startsWithoutEnvFile(disk, attempt, parsed) : [],
    urlVariables: readUrlVariables(disk, pkg, evaluator, environment.reads),
    names: namesOf(evaluator, graph.files),
    links: graph.links,
    loadedElsewhere:
      kept ||
      sessions.some(({ store }) => store && store.package !== 'connect-mongo') ||
      (majorOf(pkg.dependencies.mongodb) ?? 5) < 5
        ? loadedElsewhere(disk, pkg.dir, new Set(graph.files.map(({ path }) => disk.absolute(path))))
        : new Map(),
    typescript: app.file.typescript,
    esModuleInterop: compiler?.esModuleInterop ?? true,
    compiler: compiler && { ...compiler, file: disk.name(compiler.file) },
    mongooseDriver: mongooseDriver(disk, pkg),
    readsSessionId: readsSessionId(graph.files),
  };
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
