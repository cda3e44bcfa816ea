import { join, resolve } from 'node:path';
import { RefusedError } from '../errors.ts';
import type { AppFact } from './application.ts';
import { type Attempt, attemptFrom } from './attempt.ts';
import { chooseApp, choosePackages, severalAppsNotes } from './choose.ts';
import { choosePackage } from './choosePackage.ts';
import { cookieSessionFact } from './cookieSessions.ts';
import { findDatabases } from './databases.ts';
import { Disk } from './disk.ts';
import { type EntryCandidate, entryCandidates, otherScripts } from './entry.ts';
import { readEnvironment } from './environment.ts';
import type { Evaluator } from './evaluator.ts';
import type { NamedValue, ProjectFacts } from './facts.ts';
import type { Graph, ParsedFiles } from './graph.ts';
import { loadedElsewhere } from './mentions.ts';
import { mongooseDriver } from './mongoose.ts';
import { esmLoader, nodeFacts } from './nodeVersion.ts';
import { majorOf, type PackageFacts } from './packages.ts';
import { noPlace, nothingFound, refuseExpress3, severalPackages } from './refusals.ts';
import { readCompiler, resolveFile } from './resolution.ts';
import { listeners, listens, searchEntries } from './search.ts';
import { findMongoStores } from './sessions.ts';
import { findSite } from './site.ts';
import type { SourceFile } from './source.ts';
import { bareStarts, likeliest } from './starts.ts';
import { findStoreUses, readsSessionId } from './storeUses.ts';
import { withUnreached } from './unreached.ts';
import { readUrlVariables } from './urlVariables.ts';

export interface InspectOptions {
  entry?: string;
  packageDir?: string;
}

/**
 * Reads the Express project in `dir` without running it: only what the entry reaches is opened.
 * @throws RefusedError when there is no app to wire, or more than one; its notes hold lines to paste
 */
export function inspectProject(dir: string, options: InspectOptions = {}): ProjectFacts {
  const disk = new Disk(resolve(dir));
  try {
    const facts = inspect(disk, options);
    return { ...facts, warnings: disk.warnings };
  } catch (error) {
    if (error instanceof RefusedError) error.notes.push(...disk.warnings);
    throw error;
  }
}

function inspect(disk: Disk, options: InspectOptions): Omit<ProjectFacts, 'warnings'> {
  const packages = choosePackages(disk, options.packageDir);
  const parsed: ParsedFiles = new Map();
  const attempts: Attempt[] = [];
  for (const pkg of packages) {
    const attempt = firstApp(disk, pkg, options.entry, parsed);
    if (attempt && attempt.apps.length > 0) attempts.push(attempt);
    if (attempt && attempt.apps.length > 0 && pkg === packages[0] && pkg.dir === disk.root) break;
  }
  if (attempts.length === 0) throw nothingFound(disk, packages, parsed, options.entry);
  const chosen = choosePackage(disk, attempts);
  if (!chosen) throw severalPackages(disk, attempts);
  const { attempt, choice } = chosen;
  refuseExpress3(attempt.pkg, attempt.evaluator.graph.files);
  const app = chooseApp(attempt.apps, options.entry ? disk.name(attempt.entry.path) : undefined);
  if (app === 'several' || !app)
    throw new RefusedError('This project has several Express apps.', severalAppsNotes(attempt.apps));
  return { ...assemble(disk, attempt, app, parsed), packageChoice: choice };
}

function firstApp(disk: Disk, pkg: PackageFacts, wanted: string | undefined, parsed: ParsedFiles): Attempt | undefined {
  const compiler = readCompiler(disk, pkg.dir);
  let candidates = entryCandidates(disk, pkg, compiler);
  if (wanted !== undefined) {
    const path = resolveFile(disk, join(disk.root, wanted)) ?? resolveFile(disk, join(pkg.dir, wanted));
    if (!path)
      throw new RefusedError(`There is no file ${wanted}.`, [
        { code: 'no-entry', severity: 'error', message: `--entry ${wanted} does not exist.` },
      ]);
    candidates = [{ path, from: '--entry' }];
  }
  let last: Attempt | undefined;
  const attempt = (entry: EntryCandidate): Attempt => {
    last = attemptFrom(disk, { pkg, compiler, entry }, parsed);
    return last;
  };
  for (const entry of candidates) {
    const found = attempt(entry);
    if (hasWork(found))
      return outermost(
        found,
        (app) => [
          ...[...otherScripts(disk, pkg, compiler), ...candidates].map((way) => [way]),
          listeners(disk, pkg.dir, app),
        ],
        attempt,
      );
  }
  const unusable = last;
  if (wanted !== undefined) return unusable;
  return oneOf(searchEntries(disk, pkg.dir).map((ways) => ways.map(attempt).find(hasWork))) ?? unusable;
}

/**
 * The file that starts the app, where `main` or a usual name has led to one that others load.
 * @param waysTo most telling first, those that tell alike together
 */
function outermost(
  found: Attempt,
  waysTo: (app: Graph) => EntryCandidate[][],
  attempt: (entry: EntryCandidate) => Attempt,
): Attempt {
  const { graph } = found.evaluator;
  if (!/main$|^its name$/.test(found.entry.from)) return found;
  const app = chooseNode(found.apps);
  const starts = ({ evaluator, apps }: Attempt): boolean =>
    evaluator.graph.source(found.entry.path) !== undefined &&
    evaluator.graph.files.some(listens) &&
    app !== undefined &&
    chooseNode(apps) === app;
  for (const equals of waysTo(graph)) {
    const others = equals.filter(({ path }) => !graph.source(path)).map(attempt);
    const other = likeliest(found.evaluator.graph.disk, others.filter(starts));
    if (other) return outermost(other, waysTo, attempt);
  }
  return found;
}

function chooseNode(apps: AppFact[]): AppFact['node'] | undefined {
  const app = chooseApp(apps, undefined);
  return app === 'several' ? undefined : app?.node;
}

function hasWork({ apps }: Attempt): boolean {
  return apps.some(({ middleware, complete }) => complete || middleware.length > 0);
}

/** The one app that a search has found; none when there is one more that cannot be followed. @throws RefusedError */
function oneOf(found: (Attempt | undefined)[]): Attempt | undefined {
  const apps = new Map(found.flatMap((attempt) => attempt?.apps.map((app) => [app.node, app] as const) ?? []));
  const working = [...apps.values()].filter(({ middleware }) => middleware.length > 0);
  if (working.length > 1) throw new RefusedError('This project has several Express apps.', severalAppsNotes(working));
  return found.includes(undefined) ? undefined : found[0];
}

function assemble(
  disk: Disk,
  found: Attempt,
  chosen: AppFact,
  parsed: ParsedFiles,
): Omit<ProjectFacts, 'packageChoice' | 'warnings'> {
  const { attempt, app, order, sessions, cookies, unreached, idle, foreign } = withUnreached(
    disk,
    found,
    chosen,
    parsed,
  );
  const { pkg, compiler, entry, evaluator } = attempt;
  const { graph } = evaluator;
  const [kept] = cookies;
  const mongoStores = findMongoStores(evaluator);
  const databases = findDatabases(evaluator, order);
  const environment = readEnvironment(disk, pkg, evaluator);
  const site = findSite(app);
  if (!site && sessions.length === 0) {
    throw noPlace(app, databases);
  }
  return {
    root: disk.root,
    package: pkg,
    node: [...nodeFacts(disk, pkg), ...esmLoader(graph.files, pkg)],
    packageDir: disk.name(pkg.dir),
    entry,
    files: graph.files,
    unread: graph.unread,
    app,
    site,
    sessions,
    unreached,
    idleSessions: idle,
    otherSessions: foreign,
    cookieSession: kept && cookieSessionFact(kept, graph.files),
    mongoStores,
    storeUses: findStoreUses(evaluator, mongoStores),
    databases,
    environment,
    bareStarts: environment.loader?.at ? bareStarts(disk, attempt, parsed) : [],
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

/** What the names at the top of each file stand for: an edit uses them instead of importing a second time. */
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
