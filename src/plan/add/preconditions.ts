import type { RefusedError } from '../../errors.ts';
import type { AppFact } from '../../inspect/express/middleware.ts';
import type { Inspection, ProjectFacts } from '../../inspect/facts.ts';
import { envName } from '../../inspect/program/value.ts';
import { hasGetClient, mongooseSharesClient } from '../../inspect/project/dependencies.ts';
import { lineInManifest } from '../../inspect/project/manifest.ts';
import { assignedSession } from '../../inspect/sessions/early-readers.ts';
import { placeOf } from '../../inspect/syntax/source-file.ts';
import type { AppChoice } from '../../questions/conversation.ts';
import type { Note } from '../../types.ts';
import { DEFAULT_NAMES, forFile, sessionSnippet } from '../snippet/session-snippet.ts';
import { problemRefusal, refusal, syntaxOf } from './no-app.ts';

/** The facts about an app. @throws RefusedError when there is none */
function requireApp(inspection: Inspection): ProjectFacts {
  if ('problem' in inspection) throw withIgnoredFiles(problemRefusal(inspection), inspection);
  return inspection;
}

/** The facts about an app to check, which gets no lines to paste. @throws RefusedError when there is no app */
export function requireAppToCheck(inspection: Inspection): ProjectFacts {
  if (!('problem' in inspection) || inspection.problem !== 'no-app') return requireApp(inspection);
  const [pkg] = inspection.packages;
  const message = 'No file that the scripts run calls express(). Pass the file that creates the app with --entry.';
  const note = { code: 'no-app', message, file: pkg?.file ?? 'package.json' };
  throw withIgnoredFiles(refusal('No Express app found.', note), inspection);
}

/** Checks that a project can be edited. @throws RefusedError with the lines to paste */
export function requireEditable(inspection: Inspection): ProjectFacts {
  const project = requireApp(inspection);
  for (const precondition of [
    needsReadableManifest,
    needsExpress4,
    needsOneApp,
    needsSource,
    needsSessionInSight,
    needsSessionInPackage,
    needsSessionInUse,
    needsNoClientSession,
    needsFreeSession,
    needsInsertionPoint,
  ]) {
    const refusal = precondition(project);
    if (refusal) throw withIgnoredFiles(refusal, project);
  }
  return project;
}

/** A file that could not be used may be the reason. */
function withIgnoredFiles(refusal: RefusedError, { ignoredFiles }: Pick<ProjectFacts, 'ignoredFiles'>): RefusedError {
  refusal.notes.push(...ignoredFileNotes(ignoredFiles));
  return refusal;
}

/** A warning for each file of the project that exists but counts as absent. */
export function ignoredFileNotes(files: ProjectFacts['ignoredFiles']): Note[] {
  return files.map(({ file, problem, line }) => ({
    code: 'file-ignored',
    severity: 'warning',
    message: `Ignored, because it ${problem}.`,
    file,
    ...(line === undefined ? {} : { line }),
  }));
}

/** The apps to choose from, with the options that select each; empty if there is one, or if options cannot tell them apart. */
export function appChoices(inspection: Inspection): AppChoice[] {
  if ('problem' in inspection) {
    if (inspection.problem !== 'several-packages') return [];
    return inspection.packages.map(({ dir, entry }) => ({ packageDir: dir, label: `${dir}, started by ${entry}` }));
  }
  const paths = inspection.rivalApps.map(({ file }) => file.path);
  if (new Set(paths).size < paths.length) return [];
  return inspection.rivalApps.map(({ file, middleware }) => ({
    entry: file.path,
    label: `${file.path}, with ${middleware.length} middleware functions and routes`,
  }));
}

/** Refuses a package.json with comments or trailing commas, except for Bun, which reads them. */
function needsReadableManifest({ package: { file, text } }: ProjectFacts): RefusedError | undefined {
  if (/\bbun\b/.test(text)) return undefined;
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''));
    return undefined;
  } catch {
    const message = `${file} has comments or trailing commas, which npm cannot read. Remove them, then run this command again.`;
    return refusal(message, { code: 'manifest-unreadable', message, file });
  }
}

function needsExpress4({ expressMajor, package: pkg, files }: ProjectFacts): RefusedError | undefined {
  if (expressMajor === undefined || expressMajor >= 4) return undefined;
  return refusal(`This app is written for Express ${expressMajor}.`, {
    code: 'express-3',
    message:
      'express-session needs Express 4 or 5. Upgrade Express first (https://expressjs.com/en/guide/migrating-4.html), then run this command again, or replace express.session(...) with these lines.',
    file: pkg.file,
    ...lineInManifest(pkg, 'express'),
    snippet: sessionSnippet({ ...DEFAULT_NAMES, ...syntaxOf(files), mongoose: false }),
  });
}

function needsOneApp({ rivalApps: apps }: ProjectFacts): RefusedError | undefined {
  if (apps.length === 0) return undefined;
  const notes = apps.map((app) => {
    const { file, node, middleware, createdWithRoutes } = app;
    const sharesFile = apps.some((candidate) => candidate !== app && candidate.file === file);
    const choice = sharesFile
      ? createdWithRoutes
        ? `This file creates several apps, which --entry cannot distinguish. ${CREATED_WITH_ROUTES}`
        : IN_ONE_FILE
      : `To choose it, pass --entry ${file.path}`;
    return {
      code: 'several-apps',
      message: `An Express app with ${middleware.length} middleware functions and routes. ${choice}`,
      ...placeOf({ file, node }),
      ...(sharesFile ? { snippet: snippetForApp(app) } : {}),
    };
  });
  return refusal('This project has several Express apps.', ...notes);
}

const IN_ONE_FILE =
  'This file creates several apps, which --entry cannot distinguish. Paste these lines where the middleware of the right one is added.';

const CREATED_WITH_ROUTES =
  'createExpressServer() adds the routes when it creates the app, so a session would come after them. Call express() first, paste these lines, then pass the app to useExpressServer().';

function snippetForApp({ file, node }: AppFact): string {
  const parent = file.index.parents.get(node);
  const named = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : undefined;
  return sessionSnippet({ ...forFile(file), mongoose: false, ...(named ? { receiver: named } : {}) });
}

/**
 * Refuses a session() in another workspace package: only one package is edited, and a second session() would have no
 * effect.
 */
function needsSessionInPackage({ sessionsInNeighbour, sessions }: ProjectFacts): RefusedError | undefined {
  if (!sessionsInNeighbour || sessions.every(({ store }) => store?.package === 'connect-mongo')) return undefined;
  return refusal(
    'The session() of this app is in another package.',
    ...sessions.map(({ file, node }) => ({
      code: 'session-in-neighbour',
      message:
        'The app loads this session() from another package of the repository, but only one package is edited at a time. Add the store to this session() by hand, and connect-mongo and mongodb to its package.json.',
      ...placeOf({ file, node }),
      snippet: sessionSnippet({ ...forFile(file), mongoose: false, existing: true }),
    })),
  );
}

/** Refuses a session() of which it is unclear whether the app loads it: a second one would have no effect. */
function needsSessionInUse({ undecidedSessions, app, package: pkg }: ProjectFacts): RefusedError | undefined {
  if (undecidedSessions.length === 0) return undefined;
  const { mongoose } = pkg.dependencies;
  return refusal(
    'The project calls session() in a file that the app does not seem to load.',
    ...undecidedSessions.map((place) => {
      const file = 'file' in place ? place.file : undefined;
      const { module, typescript } = file ?? app.file;
      return {
        code: 'session-unreached',
        message: UNREACHED,
        ...('file' in place ? placeOf(place) : { file: place.path, line: place.unparsed.line ?? 1 }),
        snippet: sessionSnippet({
          ...(file ? { file } : {}),
          module,
          typescript,
          mongoose: mongoose !== undefined && mongooseSharesClient(mongoose, typescript) && hasGetClient(mongoose),
          ...DEFAULT_NAMES,
          existing: true,
        }),
      };
    }),
  );
}

const UNREACHED =
  'No import leads from the entry file of the app to this session(). If it is in use, add the store by hand, or pass the file that starts its app with --entry. If it is not, delete it and run this command again.';

/** Refuses compiled code that lies beside its source: the next build would overwrite the edit. */
function needsSource({ compiledFiles, sessions }: ProjectFacts): RefusedError | undefined {
  const [compiled] = compiledFiles;
  if (!compiled) return undefined;
  const { file, source } = compiled;
  return refusal(`${file.path} is compiled from ${source}.`, {
    code: 'compiled-file',
    message: `The next build would overwrite an edit of ${file.path}. Paste these lines here, then build it.`,
    file: source,
    snippet: sessionSnippet({
      ...DEFAULT_NAMES,
      module: 'esm',
      typescript: true,
      mongoose: false,
      existing: sessions.length > 0,
    }),
  });
}

/** Refuses an app that hands express-session to other code: that code calls session(), out of sight. */
function needsSessionInSight({
  sessions,
  cookieSession,
  handedSession: handed,
}: ProjectFacts): RefusedError | undefined {
  if (!handed || sessions.length > 0 || cookieSession) return undefined;
  return refusal('The session() of this app cannot be found.', {
    code: 'session-out-of-sight',
    message:
      'express-session is passed to other code here, which creates the session. Add the store to the options of session() there.',
    ...placeOf(handed),
    snippet: sessionSnippet({ ...forFile(handed.file), mongoose: false, existing: true }),
  });
}

function needsNoClientSession({ sessions, rivalSessions }: ProjectFacts): RefusedError | undefined {
  const found = rivalSessions.find(({ library }) => library === 'client-sessions');
  if (!found || sessions.length > 0) return undefined;
  return refusal('client-sessions stores the sessions of this app in a cookie.', {
    code: 'client-sessions',
    message:
      'express-session has no effect where client-sessions has created req.session. Replace it with these lines.',
    ...placeOf(found),
    snippet: sessionSnippet({ ...forFile(found.file), mongoose: false, replaced: found }),
  });
}

/** Refuses an app or package that sets `req.session`: express-session creates it on every request, signed in or not. */
function needsFreeSession({ app, files, sessions, cookieSession }: ProjectFacts): RefusedError | undefined {
  const mounted = app.middleware.find(({ kind }) => kind === 'session');
  const own = sessions.length > 0 || cookieSession ? undefined : (assignedSession(files) ?? mounted);
  return (
    own &&
    refusal('This app has a req.session of its own.', {
      code: 'own-session',
      message:
        'express-session creates req.session on every request, even before a sign-in, so checks such as if (req.session) would always pass. Rename the property that is set here, then run this command again.',
      ...placeOf(own),
    })
  );
}

function needsInsertionPoint({
  insertionPoint,
  sessions,
  app,
  databases,
  package: pkg,
}: ProjectFacts): RefusedError | undefined {
  if (insertionPoint || sessions.length > 0) return undefined;
  return refusal('No place found in the Express app to add the session.', {
    code: 'no-place',
    message: app.createdWithRoutes
      ? CREATED_WITH_ROUTES
      : 'This file creates the app, but adds no middleware to it. Paste these lines where middleware is added.',
    ...placeOf(app),
    snippet: sessionSnippet({
      ...forFile(app.file),
      mongoose: databases.some(({ kind }) => kind === 'mongoose') && hasGetClient(pkg.dependencies.mongoose),
      urlEnv:
        databases.map(({ url }) => envName(url?.value)).find((name) => name !== undefined) ?? DEFAULT_NAMES.urlEnv,
    }),
  });
}
