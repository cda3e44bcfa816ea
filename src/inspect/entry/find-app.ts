import type { AppFact } from '../express/middleware.ts';
import type { Graph, ParsedFiles } from '../program/module-graph.ts';
import type { Disk } from '../project/disk.ts';
import type { PackageFacts } from '../project/manifest.ts';
import { readCompiler } from '../project/tsconfig.ts';
import { type Attempt, attemptFrom } from './attempt.ts';
import { type EntryCandidate, entryCandidates, otherScripts } from './candidates.ts';
import { chooseApp } from './choose-app.ts';
import { mostLikelyStart } from './other-starts.ts';
import { listeners, listens, searchEntries } from './search.ts';

/** What a package starts: the last entry that was tried, when none has an app. */
export interface PackageStart {
  attempt: Attempt;
  /** Apps of several entries, when a search has found more than one. */
  rivals: AppFact[];
}

/**
 * The entry of a package that has an Express app with something added to it.
 * @param wanted the entry file, when it is given
 */
export function findApp(
  disk: Disk,
  pkg: PackageFacts,
  wanted: string | undefined,
  parsed: ParsedFiles,
): PackageStart | undefined {
  const compiler = readCompiler(disk, pkg.dir);
  const candidates = wanted === undefined ? entryCandidates(disk, pkg, compiler) : [{ path: wanted, from: '--entry' }];
  let last: Attempt | undefined;
  const attempt = (entry: EntryCandidate): Attempt => {
    last = attemptFrom(disk, { pkg, compiler, entry }, parsed);
    return last;
  };
  for (const entry of candidates) {
    const found = attempt(entry);
    if (!hasWork(found)) continue;
    const waysTo = (app: Graph): EntryCandidate[][] => [
      ...[...otherScripts(disk, pkg, compiler), ...candidates].map((way) => [way]),
      listeners(disk, pkg.dir, app),
    ];
    return { attempt: outermost(found, waysTo, attempt), rivals: [] };
  }
  const unusable = last && { attempt: last, rivals: [] };
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
    const other = mostLikelyStart(found.evaluator.graph.disk, others.filter(starts));
    if (other) return outermost(other, waysTo, attempt);
  }
  return found;
}

function chooseNode(apps: AppFact[]): AppFact['node'] | undefined {
  return chooseApp(apps, undefined)?.node;
}

function hasWork({ apps }: Attempt): boolean {
  return apps.some(({ middleware, createdWithRoutes }) => createdWithRoutes || middleware.length > 0);
}

/** The one app that a search has found; none when there is one more that cannot be followed. */
function oneOf(found: (Attempt | undefined)[]): PackageStart | undefined {
  const apps = new Map(found.flatMap((attempt) => attempt?.apps.map((app) => [app.node, app] as const) ?? []));
  const working = [...apps.values()].filter(({ middleware }) => middleware.length > 0);
  const first = found.find((attempt) => attempt?.apps.some((app) => app.node === working[0]?.node));
  if (first && working.length > 1) return { attempt: first, rivals: working };
  const [only] = found;
  return only && !found.includes(undefined) ? { attempt: only, rivals: [] } : undefined;
}
