import path from 'node:path';
import { RefusedError } from '../../errors.ts';
import type { AppFact } from '../../inspect/express/middleware.ts';
import type { Inspection, InspectionProblem, ProjectFacts } from '../../inspect/facts.ts';
import { envName } from '../../inspect/program/value.ts';
import { mongooseSharesClient } from '../../inspect/project/dependencies.ts';
import { lineInManifest } from '../../inspect/project/manifest.ts';
import { lineOfNode, type SourceFile, type UnreadFile } from '../../inspect/syntax/source-file.ts';
import type { Note } from '../../types.ts';
import { forFile, type SnippetFacts, sessionSnippet, USUAL_NAMES } from '../snippet/session-snippet.ts';

/** What must be certain of a project before anything of it is edited. @throws RefusedError with the lines to paste */
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
        ? refusal('There is no package.json here.', {
            code: 'no-package',
            message: 'No package.json was found in this folder or below it.',
          })
        : refusal(`There is no package.json in ${problem.wanted}.`, {
            code: 'no-package',
            message: `--package ${problem.wanted} is not a package of this project.`,
          });
    case 'no-entry':
      return refusal(`There is no file ${problem.wanted}.`, {
        code: 'no-entry',
        message: `--entry ${problem.wanted} does not exist.`,
      });
    case 'several-packages':
      return refusal(
        'Several packages have an Express app.',
        ...problem.packages.map(({ package: { file }, dir, entry }) => ({
          code: 'several-packages',
          message: `An Express app, started by ${entry}. Choose it with --package ${dir}`,
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

/** Libraries that call express() themselves, and where their app can be given a middleware. */
const APP_FACTORIES: [name: string, how: string][] = [
  ['@nestjs/core', 'NestJS makes the app: paste this into main.ts, between NestFactory.create(...) and listen(...).'],
];

/** No file calls express(): says what could not be read, and what to paste. */
function noApp({ wanted, packages, files, unread }: InspectionProblem & { problem: 'no-app' }): RefusedError {
  const [pkg] = packages;
  const factory = APP_FACTORIES.find(([name]) => packages.some(({ dependencies }) => dependencies[name] !== undefined));
  const place = factory?.[1] ?? 'Name it with --entry, or paste this where the middleware is added.';
  const folder = pkg ? path.posix.dirname(pkg.file) : '.';
  const message = wanted
    ? `${wanted} and what it loads never call express().`
    : `No file that ${folder === '.' ? 'the project' : folder} starts calls express(). ${place}`;
  const snippet = sessionSnippet({
    ...USUAL_NAMES,
    ...(files.length > 0 ? syntaxOf(files) : { module: pkg?.type === 'module' ? 'esm' : 'cjs', typescript: false }),
    mongoose: packages.some(({ dependencies }) => dependencies.mongoose !== undefined),
  });
  return refusal('No Express app was found.', ...unreadNotes(unread, files.length > 0), {
    code: 'no-app',
    message,
    ...(pkg ? { file: pkg.file, ...(factory ? lineInManifest(pkg, factory[0]) : {}) } : {}),
    snippet,
  });
}

/** A bundle beside files that could be read is no surprise. */
function unreadNotes(unread: UnreadFile[], others: boolean): Omit<Note, 'severity'>[] {
  return unread
    .filter(({ unparsed }) => !others || unparsed.kind !== 'minified')
    .map(({ path: file, unparsed: { kind, message, line } }) => ({
      code: `unread-${kind}`,
      message,
      file,
      // A file that is left alone as a whole is shown at its first line.
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
      'express-session needs Express 4 or 5. Move the app first: https://expressjs.com/en/guide/migrating-4.html. Then run this again, or paste this in place of express.session(...).',
    file: pkg.file,
    ...lineInManifest(pkg, 'express'),
    snippet: sessionSnippet({ ...USUAL_NAMES, ...syntaxOf(files), mongoose: false }),
  });
}

function needsOneApp({ rivalApps: apps }: ProjectFacts): RefusedError | undefined {
  if (apps.length === 0) return undefined;
  const notes = apps.map((app) => {
    const { file, node, middleware, createdWithRoutes } = app;
    const sharesFile = apps.some((other) => other !== app && other.file === file);
    const choice = sharesFile
      ? createdWithRoutes
        ? CREATED_WITH_ROUTES
        : IN_ONE_FILE
      : `Choose it with --entry ${file.path}`;
    return {
      code: 'several-apps',
      message: `An Express app with ${middleware.length} middleware and routes. ${choice}`,
      file: file.path,
      line: lineOfNode(file, node),
      ...(sharesFile ? { snippet: snippetForApp(app) } : {}),
    };
  });
  return refusal('This project has several Express apps.', ...notes);
}

const IN_ONE_FILE =
  'This file makes more than one, which --entry does not tell apart: paste this where the middleware of the right one is added.';

const CREATED_WITH_ROUTES =
  'This file makes more than one, which --entry does not tell apart. For the right one, call express(), paste this, and hand the app to useExpressServer(): a session that is added later comes after the routes.';

function snippetForApp({ file, node }: AppFact): string {
  const parent = file.index.parents.get(node);
  const named = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : undefined;
  return sessionSnippet({ ...forFile(file), mongoose: false, ...(named ? { receiver: named } : {}) });
}

/** One package is edited, and a second session() would do nothing. */
function needsSessionInPackage({ sessionsInNeighbour, sessions }: ProjectFacts): RefusedError | undefined {
  if (!sessionsInNeighbour || sessions.every(({ store }) => store?.package === 'connect-mongo')) return undefined;
  return refusal(
    'The session() of this app is in another package.',
    ...sessions.map(({ file, node }) => ({
      code: 'session-in-neighbour',
      message:
        'The app loads this session() from another package of the repository, and one package is edited at a time: a second session() in the app would do nothing. Give this one the store by hand, and its package connect-mongo and mongodb.',
      file: file.path,
      line: lineOfNode(file, node),
      snippet: sessionSnippet({ ...forFile(file), mongoose: false, existing: true }),
    })),
  );
}

/** Of two session(), one would do nothing. */
function needsSessionInUse({ undecidedSessions, app, package: pkg }: ProjectFacts): RefusedError | undefined {
  if (undecidedSessions.length === 0) return undefined;
  const { mongoose } = pkg.dependencies;
  return refusal(
    'The project calls session() in a file that the app is not seen to load.',
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
          ...USUAL_NAMES,
          existing: true,
        }),
      };
    }),
  );
}

const UNREACHED =
  'Nothing that can be followed leads to this session() from where the app starts. When it is in use, a second one beside it would put an end to it: give it the store by hand, or name the file that starts its app with --entry. When it is not, delete it, and run this again.';

function needsInsertionPoint({ insertionPoint, sessions, app, databases }: ProjectFacts): RefusedError | undefined {
  if (insertionPoint || sessions.length > 0) return undefined;
  return refusal('There is an Express app, but no place to put the session.', {
    code: 'no-place',
    message: 'Nothing is added to this app where it is made. Paste this where the middleware is added.',
    file: app.file.path,
    line: lineOfNode(app.file, app.node),
    snippet: sessionSnippet({
      ...forFile(app.file),
      mongoose: databases.some(({ kind }) => kind === 'mongoose'),
      urlEnv: databases.map(({ url }) => envName(url?.value)).find((name) => name !== undefined) ?? USUAL_NAMES.urlEnv,
    }),
  });
}
