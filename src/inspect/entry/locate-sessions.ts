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
import { type Analysis, analyseFrom, type FoundSessions, sessionsOf } from './analysis.ts';
import { dynamicImports, mayBeLoaded } from './computed-imports.ts';
import { otherPrograms } from './other-programs.ts';

const LIBRARIES = ['express-session', 'cookie-session'];
const LOADS_SESSION = new RegExp(`${LOADS}(?:express|cookie)-session['"\`]`);
const TESTS = /(^|[/\\.\-_])(tests?|specs?)\.\w+$/i;

/** The sessions of an app, and those of its package that it does not load. */
export interface AppSessions {
  app: AppFact;
  sessions: SessionFact[];
  /** The sessions are those of another package of the repository. */
  sessionsInNeighbour: boolean;
  /** The file of the session, when no import that can be followed leads to it from the entry. */
  unreached: SourceFile | undefined;
  /** Each session(), or file that cannot be parsed, of which it cannot be told whether the app loads it. */
  undecidedSessions: (Place | UnreadFile)[];
  /** Each session() of a file that nothing loads. */
  unusedSessions: SessionFact[];
  /** Each session() of another program of the package. */
  sessionsOfOtherPrograms: SessionFact[];
  /** The files of other programs of the package that have a session(). */
  filesOfOtherPrograms: SourceFile[];
}

interface LocatedSessions extends AppSessions, FoundSessions {
  analysis: Analysis;
}

/**
 * The sessions that the entry reaches. When there is none, the one session() of another file that the app may load:
 * that file is read as if the entry loaded it.
 */
export function locateSessions(disk: Disk, analysis: Analysis, app: AppFact, parsed: ParsedFiles): LocatedSessions {
  const reached: LocatedSessions = {
    analysis,
    app,
    ...sessionsOf(analysis),
    sessionsInNeighbour: false,
    unreached: undefined,
    undecidedSessions: [],
    unusedSessions: [],
    sessionsOfOtherPrograms: [],
    filesOfOtherPrograms: [],
  };
  const files = unreachedSessionFiles(disk, analysis);
  if (reached.sessions.length + reached.cookieSessions.length > 0) {
    const all = files.length > 0 && analyseFrom(disk, analysis, parsed, files);
    return all ? { ...reached, filesOfOtherPrograms: otherPrograms(disk, analysis, all, parsed).files } : reached;
  }
  const inNeighbour = neighbourSessions(disk, analysis, parsed);
  if (inNeighbour.length > 0) return { ...reached, sessions: inNeighbour, sessionsInNeighbour: true };
  return files.length === 0 ? reached : withUnreachedFiles(disk, reached, files, parsed);
}

/** Whether the app uses the session() of a file that no import leads to. */
type Use = 'possible' | 'by-other-program' | 'none';

/** Adds the sessions of files that no import leads to, by whether the app may use them. */
function withUnreachedFiles(
  disk: Disk,
  reached: LocatedSessions,
  files: string[],
  parsed: ParsedFiles,
): LocatedSessions {
  const { analysis, app } = reached;
  const all = analyseFrom(disk, analysis, parsed, files);
  const programs = otherPrograms(disk, analysis, all, parsed);
  const dynamic = dynamicImports(disk, analysis, parsed);
  const useOf = ({ file }: SessionFact): Use => {
    const path = disk.absolute(file.path);
    if (!programs.starts(path) && mayBeLoaded(disk, dynamic, file)) return 'possible';
    return programs.loads(path) ? 'by-other-program' : 'none';
  };
  const { sessions, cookieSessions } = sessionsOf(all);
  const uses = new Map([...sessions, ...cookieSessions].map((session) => [session, useOf(session)]));
  const sessionsWith = (use: Use): SessionFact[] => [...uses.keys()].filter((session) => uses.get(session) === use);
  const possible = sessionsWith('possible');
  const broken = all.evaluator.graph.unread.filter(
    ({ path, unparsed }) =>
      unparsed.kind === 'syntax' && files.includes(disk.absolute(path)) && !programs.starts(disk.absolute(path)),
  );
  const located: LocatedSessions = {
    ...reached,
    unusedSessions: sessionsWith('none'),
    sessionsOfOtherPrograms: sessionsWith('by-other-program'),
    filesOfOtherPrograms: programs.files,
  };
  if (possible.length + broken.length === 0) return located;
  const session = broken.length === 0 && possible.length === 1 ? possible[0] : undefined;
  if (session?.shape !== 'literal' || isOfOtherApp(session, sameApp(all, app)))
    return { ...located, undecidedSessions: [...possible, ...broken] };
  const withSession = analyseFrom(disk, analysis, parsed, [disk.absolute(session.file.path)]);
  return {
    ...located,
    ...sessionsOf(withSession),
    analysis: withSession,
    app: sameApp(withSession, app),
    unreached: session.file,
  };
}

/**
 * Files that load express-session, of a package that declares it, although nothing that the entry reaches loads them: the
 * app may load them in a way that cannot be followed.
 */
function unreachedSessionFiles(disk: Disk, { pkg, evaluator }: Analysis): string[] {
  if (!LIBRARIES.some((name) => pkg.dependencies[name])) return [];
  const reached = new Set(evaluator.graph.files.map(({ path }) => disk.absolute(path)));
  return sourceFiles(disk, pkg.dir).filter(
    (path) =>
      !reached.has(path) &&
      !TESTS.test(path) &&
      LOADS_SESSION.test(disk.read(path) ?? '') &&
      isInPackage(disk, pkg, path),
  );
}

/** Whether a file below the folder of a package is not in another package inside it. */
function isInPackage(disk: Disk, pkg: PackageFacts, path: string): boolean {
  for (let dir = dirname(path); dir !== pkg.dir && dir.startsWith(pkg.dir); dir = dirname(dir)) {
    const { name, dependencies } = readManifest(disk, dir);
    if (name !== undefined || dependencies !== undefined) return false;
  }
  return true;
}

/** The same app in another analysis. */
function sameApp({ apps }: Analysis, app: AppFact): AppFact {
  return apps.find(({ node }) => node === app.node) ?? app;
}

function isOfOtherApp({ mounted }: SessionFact, app: AppFact): boolean {
  return mounted !== undefined && !app.middleware.includes(mounted);
}

/** Each session() that the app gets from another package of its repository. */
function neighbourSessions(disk: Disk, analysis: Analysis, parsed: ParsedFiles): SessionFact[] {
  const neighbours = neighboursOf(disk, analysis.pkg);
  if (neighbours.size === 0) return [];
  const { sessions, cookieSessions } = sessionsOf(analyseFrom(disk, analysis, parsed, [], neighbours));
  return [...sessions, ...cookieSessions];
}
