import { dirname } from 'node:path';
import type { AppFact } from '../express/middleware.ts';
import type { ParsedFiles } from '../program/module-graph.ts';
import type { Disk } from '../project/disk.ts';
import { type PackageFacts, readManifest } from '../project/manifest.ts';
import { LOADS } from '../project/other-imports.ts';
import { sourceFiles } from '../project/source-files.ts';
import { neighboursOf } from '../project/workspaces.ts';
import type { SessionFact } from '../sessions/session.ts';
import type { Place, SourceFile, UnreadFile } from '../syntax/source-file.ts';
import { type Attempt, attemptFrom, type FoundSessions, sessionsOf } from './attempt.ts';
import { loadable, mayBeLoaded } from './computed-imports.ts';
import { otherPrograms } from './other-programs.ts';

const LIBRARIES = ['express-session', 'cookie-session'];
const LOADS_SESSION = new RegExp(`${LOADS}(?:express|cookie)-session['"\`]`);
const TESTS = /(^|[/\\.\-_])(tests?|specs?)\.\w+$/i;

/**
 * Files that load express-session, of a package that declares it, though nothing that the entry reaches does: loaders
 * of a project's own hide what they load.
 */
function sessionFiles(disk: Disk, { pkg, evaluator }: Attempt): string[] {
  if (!LIBRARIES.some((name) => pkg.dependencies[name])) return [];
  const known = new Set(evaluator.graph.files.map(({ path }) => disk.absolute(path)));
  return sourceFiles(disk, pkg.dir).filter(
    (path) =>
      !known.has(path) && !TESTS.test(path) && LOADS_SESSION.test(disk.read(path) ?? '') && isOf(disk, pkg, path),
  );
}

/** Whether no package of its own stands between a file and the package. */
function isOf(disk: Disk, pkg: PackageFacts, path: string): boolean {
  for (let dir = dirname(path); dir !== pkg.dir && dir.startsWith(pkg.dir); dir = dirname(dir)) {
    const { name, dependencies } = readManifest(disk, dir);
    if (name !== undefined || dependencies !== undefined) return false;
  }
  return true;
}

/** The sessions of an app, and those of its package that it does not load. */
interface LocatedSessions extends FoundSessions {
  attempt: Attempt;
  app: AppFact;
  /** The sessions are those of another package of the repository. */
  inNeighbour: boolean;
  /** The file of the session, when no import that can be followed leads to it. */
  unreached: SourceFile | undefined;
  /** What may be the session of the app, when it cannot be told whether the app loads it. */
  undecided: (Place | UnreadFile)[];
  /** Each session() that nothing loads. */
  idle: SessionFact[];
  /** Each session() of another program of the package. */
  foreign: SessionFact[];
}

/**
 * The sessions that the entry reaches. When there is none, the one session() of another file that the app may load:
 * that file is read as if the entry loaded it.
 */
export function locateSessions(disk: Disk, attempt: Attempt, app: AppFact, parsed: ParsedFiles): LocatedSessions {
  const reached: LocatedSessions = {
    attempt,
    app,
    ...sessionsOf(attempt),
    inNeighbour: false,
    unreached: undefined,
    undecided: [],
    idle: [],
    foreign: [],
  };
  if (reached.sessions.length + reached.cookies.length > 0) return reached;
  const beside = neighbourSessions(disk, attempt, parsed);
  if (beside.length > 0) return { ...reached, sessions: beside, inNeighbour: true };
  const files = sessionFiles(disk, attempt);
  if (files.length === 0) return reached;

  const all = attemptFrom(disk, attempt, parsed, files);
  const programs = otherPrograms(disk, attempt, all, parsed);
  const reach = loadable(disk, attempt, parsed);
  const classify = ({ file }: SessionFact): 'loaded-dynamically' | 'other-program' | 'dead' => {
    const path = disk.absolute(file.path);
    if (!programs.starts(path) && mayBeLoaded(disk, reach, file)) return 'loaded-dynamically';
    return programs.loads(path) ? 'other-program' : 'dead';
  };
  const { sessions, cookies } = sessionsOf(all);
  const classified = [...sessions, ...cookies].map((session) => ({ session, as: classify(session) }));
  const those = (kind: ReturnType<typeof classify>): SessionFact[] =>
    classified.filter(({ as }) => as === kind).map(({ session }) => session);
  const live = those('loaded-dynamically');
  const broken = all.evaluator.graph.unread.filter(
    ({ path, unparsed }) =>
      unparsed.kind === 'syntax' && files.includes(disk.absolute(path)) && !programs.starts(disk.absolute(path)),
  );
  const others = { idle: those('dead'), foreign: those('other-program') };
  if (live.length + broken.length === 0) return { ...reached, ...others };
  const session = broken.length === 0 && live.length === 1 ? live[0] : undefined;
  if (session?.shape !== 'literal' || isOfOtherApp(session, sameApp(all, app)))
    return { ...reached, ...others, undecided: [...live, ...broken] };
  const wider = attemptFrom(disk, attempt, parsed, [disk.absolute(session.file.path)]);
  const found = { attempt: wider, app: sameApp(wider, app), ...sessionsOf(wider), unreached: session.file };
  return { ...reached, ...others, ...found };
}

/** The same app as another attempt found it. */
function sameApp({ apps }: Attempt, app: AppFact): AppFact {
  return apps.find(({ node }) => node === app.node) ?? app;
}

function isOfOtherApp({ mounted }: SessionFact, app: AppFact): boolean {
  return mounted !== undefined && !app.middleware.includes(mounted);
}

/** Each session() that the app gets from another package of its repository. */
function neighbourSessions(disk: Disk, attempt: Attempt, parsed: ParsedFiles): SessionFact[] {
  const neighbours = neighboursOf(disk, attempt.pkg);
  if (neighbours.size === 0) return [];
  const { sessions, cookies } = sessionsOf(attemptFrom(disk, attempt, parsed, [], neighbours));
  return [...sessions, ...cookies];
}
