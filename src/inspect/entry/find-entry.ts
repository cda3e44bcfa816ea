import type { AppFact } from '../express/middleware.ts';
import type { Graph, ParsedFiles } from '../program/module-graph.ts';
import type { Disk } from '../project/disk.ts';
import type { PackageFacts } from '../project/manifest.ts';
import { readCompiler } from '../project/tsconfig.ts';
import { type Analysis, analyseFrom } from './analysis.ts';
import { chooseApp } from './choose-app.ts';
import { type EntryCandidate, entryCandidates, otherScripts } from './entry-candidates.ts';
import { mostLikelyStart } from './other-starts.ts';
import { listeners, listens, searchEntries } from './search-entries.ts';

/** The entry of a package. When no file has an app, this is the last one that was tried. */
export interface FoundEntry {
  analysis: Analysis;
  /** Apps of several entries, when a search has found more than one. */
  rivalApps: AppFact[];
}

type Analyse = (entry: EntryCandidate) => Analysis;

/**
 * Files that may start the app of a graph: in groups, the most likely group first. The files of one group are equally
 * likely.
 */
type StartGroups = (graph: Graph) => EntryCandidate[][];

/**
 * Finds the entry of a package: the file that starts an Express app with middleware or routes.
 * @param wanted the entry file, when it is given
 */
export function findEntry(
  disk: Disk,
  pkg: PackageFacts,
  wanted: string | undefined,
  parsed: ParsedFiles,
): FoundEntry | undefined {
  const compiler = readCompiler(disk, pkg.dir);
  const candidates = wanted === undefined ? entryCandidates(disk, pkg, compiler) : [{ path: wanted, from: '--entry' }];
  let last: Analysis | undefined;
  const analyse: Analyse = (entry) => {
    last = analyseFrom(disk, { pkg, compiler, entry }, parsed);
    return last;
  };
  for (const candidate of candidates) {
    const analysis = analyse(candidate);
    if (!hasUsedApp(analysis)) continue;
    const startGroups: StartGroups = (graph) => [
      ...[...otherScripts(disk, pkg, compiler), ...candidates].map((start) => [start]),
      listeners(disk, pkg.dir, graph),
    ];
    return { analysis: followToStart(analysis, startGroups, analyse), rivalApps: [] };
  }
  const unusable = last && { analysis: last, rivalApps: [] };
  if (wanted !== undefined) return unusable;
  const searched = searchEntries(disk, pkg.dir).map((entries) => entries.map(analyse).find(hasUsedApp));
  return entryOfSearch(searched) ?? unusable;
}

/** Follows an entry to the file that starts its app, where `main` or a common name led to a file that another one loads. */
function followToStart(found: Analysis, startGroups: StartGroups, analyse: Analyse): Analysis {
  const { graph } = found.evaluator;
  if (!/main$|^its name$/.test(found.entry.from)) return found;
  const app = chosenNode(found.apps);
  const starts = ({ evaluator, apps }: Analysis): boolean =>
    evaluator.graph.source(found.entry.path) !== undefined &&
    evaluator.graph.files.some(listens) &&
    app !== undefined &&
    chosenNode(apps) === app;
  for (const group of startGroups(graph)) {
    const outside = group.filter(({ path }) => !graph.source(path)).map(analyse);
    const start = mostLikelyStart(graph.disk, outside.filter(starts));
    if (start) return followToStart(start, startGroups, analyse);
  }
  return found;
}

function chosenNode(apps: AppFact[]): AppFact['node'] | undefined {
  return chooseApp(apps, undefined)?.node;
}

/** Whether there is an app with middleware or routes. */
function hasUsedApp({ apps }: Analysis): boolean {
  return apps.some(({ middleware, createdWithRoutes }) => createdWithRoutes || middleware.length > 0);
}

/**
 * The entry that a search has found, with the apps of the others.
 * @param found for each file that calls express(), the analysis with its app; undefined when that cannot be followed
 */
function entryOfSearch(found: (Analysis | undefined)[]): FoundEntry | undefined {
  const apps = new Map(found.flatMap((analysis) => analysis?.apps.map((app) => [app.node, app] as const) ?? []));
  const used = [...apps.values()].filter(({ middleware }) => middleware.length > 0);
  const first = found.find((analysis) => analysis?.apps.some((app) => app.node === used[0]?.node));
  if (first && used.length > 1) return { analysis: first, rivalApps: used };
  const [only] = found;
  return only && !found.includes(undefined) ? { analysis: only, rivalApps: [] } : undefined;
}
