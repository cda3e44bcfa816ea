import path from 'node:path';
import { RefusedError } from '../../errors.ts';
import type { AppFact } from '../../inspect/express/middleware.ts';
import type { Inspection, InspectionProblem, ProjectFacts } from '../../inspect/facts.ts';
import { envName } from '../../inspect/program/value.ts';
import { mongooseSharesClient } from '../../inspect/project/dependencies.ts';
import { lineInManifest } from '../../inspect/project/manifest.ts';
import { lineOfNode, type SourceFile, type UnreadFile } from '../../inspect/syntax/source-file.ts';
import type { Note } from '../../types.ts';
import { DEFAULT_NAMES, forFile, type SnippetFacts, sessionSnippet } from '../snippet/session-snippet.ts';

/** Checks that a project can be edited. @throws RefusedError with the lines to paste */
export function requireEditable(inspection: Inspection): ProjectFacts {
  if ('problem' in inspection) throw withIgnoredFiles(problemRefusal(inspection), inspection);
  for (const precondition of [
    needsExpress4,
    needsOneApp,
    needsSessionInPackage,
    needsSessionInUse,
    needsInsertionPoint,
  ]) {
    const refusal = precondition(inspection);
    if (refusal) throw withIgnoredFiles(refusal, inspection);
  }
  return inspection;
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

function problemRefusal(problem: InspectionProblem): RefusedError {
  switch (problem.problem) {
    case 'no-package':
      return problem.wanted === undefined
        ? refusal('No package.json found.', {
            code: 'no-package',
            message:
              'There is no package.json in this folder or below it. Run this command in the folder of your project.',
          })
        : refusal(`No package.json found in ${problem.wanted}.`, {
            code: 'no-package',
            message: `--package ${problem.wanted} does not name a package of this project.`,
          });
    case 'no-entry':
      return refusal(`${problem.wanted} does not exist.`, {
        code: 'no-entry',
        message: `--entry ${problem.wanted} does not name a file.`,
      });
    case 'several-packages':
      return refusal(
        'Several packages have an Express app.',
        ...problem.packages.map(({ package: { file }, dir, entry }) => ({
          code: 'several-packages',
          message: `An Express app, started by ${entry}. To choose it, pass --package ${dir}`,
          file,
        })),
      );
    case 'no-app':
      return noApp(problem);
  }
}

function refusal(message: string, ...notes: Omit<Note, 'severity'>[]): RefusedError {
  return new RefusedError(
    message,
    notes.map(({ code, ...note }) => ({ code, severity: 'error', ...note })),
  );
}

/** Frameworks that call express() themselves, and where to add middleware to their app. */
const APP_FACTORIES: [name: string, how: string][] = [
  [
    '@nestjs/core',
    'NestJS creates the app: paste these lines into main.ts, between NestFactory.create(...) and listen(...).',
  ],
];

/** The refusal when no file calls express(), with files that could not be parsed and the lines to paste. */
function noApp({ wanted, packages, files, unread }: InspectionProblem & { problem: 'no-app' }): RefusedError {
  const [pkg] = packages;
  const factory = APP_FACTORIES.find(([name]) => packages.some(({ dependencies }) => dependencies[name] !== undefined));
  const hint = factory?.[1] ?? 'Pass the file of the app with --entry, or paste these lines where middleware is added.';
  const folder = pkg ? path.posix.dirname(pkg.file) : '.';
  const message = wanted
    ? `Neither ${wanted} nor the files that it loads call express().`
    : `No file that the scripts of ${folder === '.' ? 'the project' : folder} run calls express(). ${hint}`;
  const snippet = sessionSnippet({
    ...DEFAULT_NAMES,
    ...(files.length > 0 ? syntaxOf(files) : { module: pkg?.type === 'module' ? 'esm' : 'cjs', typescript: false }),
    mongoose: packages.some(({ dependencies }) => dependencies.mongoose !== undefined),
  });
  return refusal('No Express app found.', ...unreadNotes(unread, files.length > 0), {
    code: 'no-app',
    message,
    ...(pkg ? { file: pkg.file, ...(factory ? lineInManifest(pkg, factory[0]) : {}) } : {}),
    snippet,
  });
}

/** Notes about files that could not be parsed; minified ones only when no other file could be read. */
function unreadNotes(unread: UnreadFile[], others: boolean): Omit<Note, 'severity'>[] {
  return unread
    .filter(({ unparsed }) => !others || unparsed.kind !== 'minified')
    .map(({ path: file, unparsed: { kind, message, line } }) => ({
      code: `unread-${kind}`,
      message,
      file,
      // A problem with the whole file is reported at its first line.
      line: line ?? 1,
    }));
}

/** The syntax that most of the files are written in. */
function syntaxOf(files: SourceFile[]): Pick<SnippetFacts, 'module' | 'typescript'> {
  const most = (count: number): boolean => count * 2 > files.length;
  return {
    module: most(files.filter(({ module }) => module === 'esm').length) ? 'esm' : 'cjs',
    typescript: most(files.filter(({ typescript }) => typescript).length),
  };
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
        ? CREATED_WITH_ROUTES
        : IN_ONE_FILE
      : `To choose it, pass --entry ${file.path}`;
    return {
      code: 'several-apps',
      message: `An Express app with ${middleware.length} middleware functions and routes. ${choice}`,
      file: file.path,
      line: lineOfNode(file, node),
      ...(sharesFile ? { snippet: snippetForApp(app) } : {}),
    };
  });
  return refusal('This project has several Express apps.', ...notes);
}

const IN_ONE_FILE =
  'This file creates several apps, which --entry cannot distinguish. Paste these lines where the middleware of the right one is added.';

const CREATED_WITH_ROUTES =
  'This file creates several apps, which --entry cannot distinguish. For the right one, call express(), paste these lines, then pass the app to useExpressServer(), so that the session comes before the routes.';

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
      file: file.path,
      line: lineOfNode(file, node),
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
        ...('file' in place
          ? { file: place.file.path, line: lineOfNode(place.file, place.node) }
          : { file: place.path, line: place.unparsed.line ?? 1 }),
        snippet: sessionSnippet({
          ...(file ? { file } : {}),
          module,
          typescript,
          mongoose: mongoose !== undefined && mongooseSharesClient(mongoose, app.file.typescript),
          ...DEFAULT_NAMES,
          existing: true,
        }),
      };
    }),
  );
}

const UNREACHED =
  'No import leads from the entry file of the app to this session(). If it is in use, add the store by hand, or pass the file that starts its app with --entry. If it is not, delete it and run this command again.';

function needsInsertionPoint({ insertionPoint, sessions, app, databases }: ProjectFacts): RefusedError | undefined {
  if (insertionPoint || sessions.length > 0) return undefined;
  return refusal('No place found in the Express app to add the session.', {
    code: 'no-place',
    message: 'This file creates the app, but adds no middleware to it. Paste these lines where middleware is added.',
    file: app.file.path,
    line: lineOfNode(app.file, app.node),
    snippet: sessionSnippet({
      ...forFile(app.file),
      mongoose: databases.some(({ kind }) => kind === 'mongoose'),
      urlEnv:
        databases.map(({ url }) => envName(url?.value)).find((name) => name !== undefined) ?? DEFAULT_NAMES.urlEnv,
    }),
  });
}
