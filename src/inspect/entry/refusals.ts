import { RefusedError } from '../../errors.ts';
import { forFile, type SnippetFacts, sessionSnippet, USUAL_NAMES } from '../../plan/snippet/session-snippet.ts';
import type { Note } from '../../types.ts';
import type { DatabaseFact } from '../databases/connections.ts';
import type { AppFact } from '../express/middleware.ts';
import type { ParsedFiles } from '../program/module-graph.ts';
import { envName } from '../program/value.ts';
import { majorOf } from '../project/dependencies.ts';
import type { Disk } from '../project/disk.ts';
import { lineInManifest, type PackageFacts } from '../project/manifest.ts';
import { lineOfNode, type SourceFile } from '../syntax/source-file.ts';
import type { EntryCandidate } from './candidates.ts';

/** Libraries that call express() themselves, and where their app can be given a middleware. */
const MAKERS: [name: string, how: string][] = [
  ['@nestjs/core', 'NestJS makes the app: paste this into main.ts, between NestFactory.create(...) and listen(...).'],
];

export function noPlace(app: AppFact, databases: DatabaseFact[]): RefusedError {
  const snippet = sessionSnippet({
    ...forFile(app.file),
    mongoose: databases.some(({ kind }) => kind === 'mongoose'),
    urlEnv: databases.map(({ url }) => envName(url?.value)).find((name) => name !== undefined) ?? USUAL_NAMES.urlEnv,
  });
  return new RefusedError('There is an Express app, but no place to put the session.', [
    {
      code: 'no-place',
      severity: 'error',
      message: 'Nothing is added to this app where it is made. Paste this where the middleware is added.',
      file: app.file.path,
      line: lineOfNode(app.file, app.node),
      snippet,
    },
  ]);
}

/** @throws RefusedError for an app of Express 3, or of none that is declared with the calls of Express 3 */
export function refuseExpress3(pkg: PackageFacts, files: SourceFile[]): void {
  const declared = majorOf(pkg.dependencies.express);
  const express3 = files.some((file) =>
    /\bexpress\.(session|bodyParser|cookieParser|cookieSession|methodOverride)\s*\(|\bapp\.configure\s*\(/.test(
      file.text,
    ),
  );
  if (declared === undefined ? !express3 : declared >= 4) return;
  throw new RefusedError(`This app is written for Express ${declared ?? 3}.`, [
    {
      code: 'express-3',
      severity: 'error',
      message:
        'express-session needs Express 4 or 5. Move the app first: https://expressjs.com/en/guide/migrating-4.html. Then run this again, or paste this in place of express.session(...).',
      file: pkg.file,
      ...lineInManifest(pkg, 'express'),
      snippet: sessionSnippet({ ...USUAL_NAMES, ...shapeOf(files), mongoose: false }),
    },
  ]);
}

export function severalPackages(disk: Disk, attempts: { pkg: PackageFacts; entry: EntryCandidate }[]): RefusedError {
  return new RefusedError(
    'Several packages have an Express app.',
    attempts.map(
      ({ pkg, entry }): Note => ({
        code: 'several-packages',
        severity: 'error',
        message: `An Express app, started by ${disk.name(entry.path)}. Choose it with --package ${disk.name(pkg.dir)}`,
        file: pkg.file,
      }),
    ),
  );
}

/** No file calls express(): says what could not be read, and what to paste. */
export function nothingFound(
  disk: Disk,
  packages: PackageFacts[],
  parsed: ParsedFiles,
  wanted: string | undefined,
): RefusedError {
  const read = [...parsed.values()].flatMap((file) => ('unparsed' in file ? [] : [file]));
  const [pkg] = packages;
  const maker = MAKERS.find(([name]) => packages.some(({ dependencies }) => dependencies[name] !== undefined));
  const place = maker?.[1] ?? 'Name it with --entry, or paste this where the middleware is added.';
  const message = wanted
    ? `${wanted} and what it loads never call express().`
    : `No file that ${disk.name(pkg?.dir ?? disk.root) || 'the project'} starts calls express(). ${place}`;
  const snippet = sessionSnippet({
    ...USUAL_NAMES,
    ...(read.length > 0 ? shapeOf(read) : { module: pkg?.type === 'module' ? 'esm' : 'cjs', typescript: false }),
    mongoose: packages.some(({ dependencies }) => dependencies.mongoose !== undefined),
  });
  return new RefusedError('No Express app was found.', [
    ...unreadNotes(parsed, read.length > 0),
    {
      code: 'no-app',
      severity: 'error',
      message,
      ...(pkg ? { file: pkg.file, ...(maker ? lineInManifest(pkg, maker[0]) : {}) } : {}),
      snippet,
    },
  ]);
}

/** A bundle beside files that could be read is no surprise. */
function unreadNotes(parsed: ParsedFiles, others: boolean): Note[] {
  return [...parsed.values()].flatMap((file): Note[] => {
    if (!('unparsed' in file) || (others && file.unparsed.kind === 'minified')) return [];
    const { kind, message, line } = file.unparsed;
    return [
      {
        code: `unread-${kind}`,
        severity: 'error',
        message,
        file: file.path,
        // A file that is left alone as a whole is shown at its first line.
        line: line ?? 1,
      },
    ];
  });
}

/** How most of the files are written. */
function shapeOf(files: SourceFile[]): Pick<SnippetFacts, 'module' | 'typescript'> {
  const most = (count: number): boolean => count * 2 > files.length;
  return {
    module: most(files.filter(({ module }) => module === 'esm').length) ? 'esm' : 'cjs',
    typescript: most(files.filter(({ typescript }) => typescript).length),
  };
}
