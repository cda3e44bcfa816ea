import { join, relative } from 'node:path';
import { RefusedError } from '../errors.ts';
import type { Note } from '../types.ts';
import type { AppFact } from './application.ts';
import type { Disk } from './disk.ts';
import { findLockfile } from './lockfile.ts';
import { type PackageFacts, readPackage } from './packages.ts';
import { forFile, sessionSnippet } from './snippet.ts';
import { lineOfNode } from './source.ts';

const SKIPPED = new Set([
  'node_modules',
  '.git',
  'dist',
  'build',
  'coverage',
  'public',
  'test',
  'tests',
  'docs',
  'examples',
]);

function open(disk: Disk, dir: string, required: boolean): PackageFacts | undefined {
  return readPackage(disk, dir, findLockfile(disk, dir, disk.root), required);
}

/** The packages that may hold the app: the one asked for, the root, else those below it that depend on Express. */
export function choosePackages(disk: Disk, wanted: string | undefined): PackageFacts[] {
  if (wanted !== undefined) {
    const dir = join(disk.root, wanted);
    const found = relative(disk.root, dir).startsWith('..') ? undefined : open(disk, dir, true);
    if (!found)
      throw new RefusedError(`There is no package.json in ${wanted}.`, [
        { code: 'no-package', severity: 'error', message: `--package ${wanted} is not a package of this project.` },
      ]);
    return [found];
  }
  const root = open(disk, disk.root, true);
  if (root?.dependencies.express) return [root, ...below(disk, root)];
  const nested = below(disk, root);
  if (nested.length === 0 && root) return [root];
  if (nested.length === 0) {
    throw new RefusedError('There is no package.json here.', [
      { code: 'no-package', severity: 'error', message: 'No package.json was found in this folder or below it.' },
    ]);
  }
  return nested;
}

/** Packages one or two folders down, or in the declared workspaces, that depend on Express. */
function below(disk: Disk, root: PackageFacts | undefined): PackageFacts[] {
  const found: PackageFacts[] = [];
  const seen = new Set([disk.real(disk.root)]);
  const visit = (dir: string, depth: number): void => {
    for (const name of disk.list(dir)) {
      const path = join(dir, name);
      if (SKIPPED.has(name) || name.startsWith('.') || disk.kind(path) !== 'directory') continue;
      const real = disk.real(path);
      if (seen.has(real)) continue;
      seen.add(real);
      const pkg = open(disk, path, false);
      if (pkg?.dependencies.express) found.push(pkg);
      else if (depth < 2) visit(path, depth + 1);
    }
  };
  // A root that is the app itself needs no search, unless it says that it has workspaces.
  if (!root?.dependencies.express || root.workspaces.length > 0) visit(disk.root, 1);
  return found;
}

/** The app of several `express()` calls: the one with sessions, the one that is not mounted in another, the one that does the work. */
export function chooseApp(apps: AppFact[], entryFile: string | undefined): AppFact | 'several' | undefined {
  const top = apps.filter((app) => !app.mountedInto);
  const live = top.length > 0 ? top : apps;
  const withSession = live.filter((app) => app.middleware.some(({ kind }) => kind === 'session'));
  if (withSession.length === 1) return withSession[0];
  if (live.length <= 1) return live[0];
  const inEntry = live.filter((app) => app.file.path === entryFile);
  if (inEntry.length === 1) return inEntry[0];
  const [first, second] = [...live].sort((a, b) => b.middleware.length - a.middleware.length);
  // A redirect to https or a health server has one or two handlers; the app has more.
  return first && second && second.middleware.length <= 2 && first.middleware.length > second.middleware.length + 1
    ? first
    : 'several';
}

export function severalAppsNotes(apps: AppFact[]): Note[] {
  return apps.map((app) => {
    const { file, node, middleware, complete } = app;
    const beside = apps.some((other) => other !== app && other.file === file);
    const choice = beside ? (complete ? MADE_WITH_ROUTES : IN_ONE_FILE) : `Choose it with --entry ${file.path}`;
    return {
      code: 'several-apps',
      severity: 'error',
      message: `An Express app with ${middleware.length} middleware and routes. ${choice}`,
      file: file.path,
      line: lineOfNode(file, node),
      ...(beside ? { snippet: snippetFor(app) } : {}),
    };
  });
}

const IN_ONE_FILE =
  'This file makes more than one, which --entry does not tell apart: paste this where the middleware of the right one is added.';

const MADE_WITH_ROUTES =
  'This file makes more than one, which --entry does not tell apart. For the right one, call express(), paste this, and hand the app to useExpressServer(): a session that is added later comes after the routes.';

function snippetFor({ file, node }: AppFact): string {
  const parent = file.index.parents.get(node);
  const named = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : undefined;
  return sessionSnippet({ ...forFile(file), mongoose: false, ...(named ? { receiver: named } : {}) });
}
