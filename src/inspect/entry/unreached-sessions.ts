import { dirname } from 'node:path';
import { RefusedError } from '../../errors.ts';
import { sessionSnippet, USUAL_NAMES } from '../../plan/snippet/session-snippet.ts';
import type { AppFact } from '../express/middleware.ts';
import type { ParsedFiles } from '../program/module-graph.ts';
import { mongooseSharesClient } from '../project/dependencies.ts';
import type { Disk } from '../project/disk.ts';
import { type PackageFacts, readManifest } from '../project/manifest.ts';
import { LOADS } from '../project/other-imports.ts';
import { sourceFiles } from '../project/source-files.ts';
import type { SessionFact } from '../sessions/session.ts';
import { lineOfNode, type SourceFile, type UnreadFile } from '../syntax/source-file.ts';
import { type Attempt, attemptFrom, type FoundSessions, sessionsOf } from './attempt.ts';
import { loadable, mayBeLoaded } from './computed-imports.ts';
import { neighbourSessions } from './neighbour-sessions.ts';
import { programs } from './other-programs.ts';

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

interface Widened extends FoundSessions {
  attempt: Attempt;
  app: AppFact;
  unreached: SourceFile | undefined;
  /** Each session() that nothing loads. */
  idle: SessionFact[];
  /** Each session() of another program of the package. */
  foreign: SessionFact[];
}

/**
 * The sessions that the entry reaches; when there is none, the one of another file, which is read as if the entry
 * loaded it.
 * @throws RefusedError when it cannot be edited with certainty: of two session(), one would do nothing
 */
export function withUnreached(disk: Disk, attempt: Attempt, app: AppFact, parsed: ParsedFiles): Widened {
  const reached = sessionsOf(attempt);
  const as = { attempt, app, ...reached, unreached: undefined, idle: [], foreign: [] };
  if (reached.sessions.length + reached.cookies.length > 0) return as;
  const sessionsBeside = neighbourSessions(disk, attempt, parsed);
  if (sessionsBeside.length > 0) return { ...as, sessions: sessionsBeside };
  const files = sessionFiles(disk, attempt);
  if (files.length === 0) return as;
  const all = attemptFrom(disk, attempt, parsed, files);
  const { sessions, cookies } = sessionsOf(all);
  const others = programs(disk, attempt, all, parsed);
  const unread = all.evaluator.graph.unread.filter(
    ({ path, unparsed }) =>
      unparsed.kind === 'syntax' && files.includes(disk.absolute(path)) && !others.starts(disk.absolute(path)),
  );
  const reach = loadable(disk, attempt, parsed);
  const found = [...sessions, ...cookies];
  const live = found.filter(({ file }) => !others.starts(disk.absolute(file.path)) && mayBeLoaded(disk, reach, file));
  const left = found.filter((session) => !live.includes(session));
  const foreign = left.filter(({ file }) => others.load(disk.absolute(file.path)));
  const idle = left.filter((session) => !foreign.includes(session));
  const file = certainFile(attempt, sameApp(all, app), live, unread);
  if (!file) return { ...as, idle, foreign };
  const wider = attemptFrom(disk, attempt, parsed, [disk.absolute(file.path)]);
  return { attempt: wider, app: sameApp(wider, app), ...sessionsOf(wider), unreached: file, idle, foreign };
}

function sameApp({ apps }: Attempt, app: AppFact): AppFact {
  return apps.find(({ node }) => node === app.node) ?? app;
}

/** The file of the one session(); undefined when there is none. @throws RefusedError when it cannot be sure of it */
function certainFile(
  { pkg }: Attempt,
  app: AppFact,
  sessions: SessionFact[],
  unread: UnreadFile[],
): SourceFile | undefined {
  const [session, other] = sessions;
  if (!session && unread.length === 0) return undefined;
  const foreign = session?.mounted !== undefined && !app.middleware.includes(session.mounted);
  const alone = session !== undefined && !other && unread.length === 0;
  if (alone && session.shape === 'literal' && !foreign) return session.file;
  const places = [
    ...sessions.map(({ file, node }) => ({ path: file.path, line: lineOfNode(file, node), file })),
    ...unread.map(({ path, unparsed }) => ({ path, line: unparsed.line ?? 1, file: undefined })),
  ];
  throw new RefusedError(
    'The project calls session() in a file that the app is not seen to load.',
    places.map(({ path, line, file }) => ({
      code: 'session-unreached',
      severity: 'error',
      message: MESSAGE,
      file: path,
      line,
      snippet: sessionSnippet({
        ...(file ? { file } : {}),
        module: (file ?? app.file).module,
        typescript: (file ?? app.file).typescript,
        mongoose:
          mongooseSharesClient(pkg.dependencies.mongoose, app.file.typescript) &&
          pkg.dependencies.mongoose !== undefined,
        ...USUAL_NAMES,
        existing: true,
      }),
    })),
  );
}

const MESSAGE =
  'Nothing that can be followed leads to this session() from where the app starts. When it is in use, a second one beside it would put an end to it: give it the store by hand, or name the file that starts its app with --entry. When it is not, delete it, and run this again.';
