import path from 'node:path';
import type { Node } from '@babel/types';
import { RefusedError } from '../../errors.ts';
import type { InspectionProblem } from '../../inspect/facts.ts';
import { hasGetClient } from '../../inspect/project/dependencies.ts';
import { lineInManifest, type PackageFacts } from '../../inspect/project/manifest.ts';
import { isCall } from '../../inspect/syntax/ast.ts';
import { placeOf, type SourceFile, type UnreadFile } from '../../inspect/syntax/source-file.ts';
import type { Note } from '../../types.ts';
import { DEFAULT_NAMES, forFile, isExport, type SnippetFacts, sessionSnippet } from '../snippet/session-snippet.ts';

/** The refusal where there are no facts about an app. */
export function problemRefusal(problem: InspectionProblem): RefusedError {
  switch (problem.problem) {
    case 'no-package':
      return problem.wanted === undefined
        ? problem.deno
          ? denoApp(problem.deno)
          : refusal('No package.json found.', {
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

export function refusal(message: string, ...notes: Omit<Note, 'severity'>[]): RefusedError {
  return new RefusedError(
    message,
    notes.map(({ code, ...note }) => ({ code, severity: 'error', ...note })),
  );
}

/** Frameworks that create the app themselves, and where sessions are added to it. */
const FRAMEWORKS: [name: string, how: string, receiver?: string][] = [
  [
    'sails',
    "Sails creates the sessions from config/session.js and loads the store that adapter names there, so there is nothing to edit. With adapter: 'connect-mongo', keep connect-mongo at 3 or earlier: Sails cannot load a newer one.",
  ],
  [
    '@nestjs/core',
    'NestJS creates the app: paste these lines into main.ts, between NestFactory.create(...) and listen(...).',
  ],
  ['@feathersjs/express', 'Feathers creates the app: paste these lines before app.configure(express.rest()).'],
  [
    '@tsed/platform-express',
    'Ts.ED creates the app: paste these lines into $beforeRoutesInit() of the server class, below its other middleware.',
    'this.app',
  ],
  ['graphql-yoga', 'GraphQLServer creates the app: paste these lines before server.start(...).', 'server.express'],
];

/** The refusal when no file calls express(), with files that could not be parsed and the lines to paste. */
function noApp({ wanted, packages, files, unread }: InspectionProblem & { problem: 'no-app' }): RefusedError {
  const [pkg] = packages;
  const [framework, how = noneOf(pkg), receiver = DEFAULT_NAMES.receiver] =
    FRAMEWORKS.find(([name]) => packages.some(({ dependencies }) => dependencies[name])) ?? [];
  const sessions = files.flatMap(sessionsIn);
  const facts = {
    ...DEFAULT_NAMES,
    ...(files.length > 0 ? syntaxOf(files) : { module: pkg?.type === 'module' ? 'esm' : 'cjs', typescript: false }),
    receiver,
    mongoose: packages.some(({ dependencies: { mongoose } }) => mongoose !== undefined && hasGetClient(mongoose)),
  } satisfies SnippetFacts;
  if (sessions.length > 0)
    return refusal(
      'No Express app found.',
      ...unreadNotes(unread, true),
      ...sessions.map(({ file, node }) => ({
        code: 'no-app',
        message: 'The app that uses this session() was not found. Add the store to the options of this session().',
        ...placeOf({ file, node }),
        snippet: sessionSnippet({ ...forFile(file), mongoose: facts.mongoose, existing: true }),
      })),
    );
  return refusal('No Express app found.', ...unreadNotes(unread, files.length > 0), {
    code: 'no-app',
    message: wanted ? `Neither ${wanted} nor the files that it loads call express().` : how,
    ...(pkg ? { file: pkg.file, ...(framework ? lineInManifest(pkg, framework) : {}) } : {}),
    ...(framework === 'sails' ? {} : { snippet: sessionSnippet(facts) }),
  });
}

function noneOf(pkg: PackageFacts | undefined): string {
  const folder = pkg ? path.posix.dirname(pkg.file) : '.';
  return `No file that the scripts of ${folder === '.' ? 'the project' : folder} run calls express(). Pass the file of the app with --entry, or paste these lines where middleware is added.`;
}

/** Each call of express-session in a file. */
function sessionsIn(file: SourceFile): { file: SourceFile; node: Node }[] {
  const bindings = [...file.index.scopeOf(file.program).bindings.values()];
  return bindings
    .filter((binding) => isExport(binding, 'express-session', 'default'))
    .flatMap(({ references }) => references)
    .flatMap((reference) => {
      const node = file.index.parents.get(reference);
      return node && isCall(node) && node.callee === reference ? [{ file, node }] : [];
    });
}

function denoApp(file: string): RefusedError {
  const lines = sessionSnippet({ ...DEFAULT_NAMES, module: 'esm', typescript: false, mongoose: false });
  return refusal('This is a Deno app.', {
    code: 'deno',
    message:
      'Projects without a package.json cannot be edited. Paste these lines where middleware is added; if the app calls session() already, only the imports and store.',
    file,
    snippet: lines.replace(/from '/g, "from 'npm:").replace(/process\.env\.(\w+)/g, "Deno.env.get('$1')"),
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
export function syntaxOf(files: SourceFile[]): Pick<SnippetFacts, 'module' | 'typescript'> {
  const most = (count: number): boolean => count * 2 > files.length;
  return {
    module: most(files.filter(({ module }) => module === 'esm').length) ? 'esm' : 'cjs',
    typescript: most(files.filter(({ typescript }) => typescript).length),
  };
}
