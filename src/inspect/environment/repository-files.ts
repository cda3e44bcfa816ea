import { statSync } from 'node:fs';
import { basename, join, posix, relative, sep } from 'node:path';
import { Disk, filesBelow, foldersUp } from '../project/disk.ts';
import { committableFiles, ignoredPaths, repositoryRoot } from '../project/git.ts';
import { readManifest } from '../project/manifest.ts';
import { workspaceGlobs } from '../project/workspaces.ts';
import { gitFacts } from './gitignore.ts';

/** The files that a project consists of. All paths are relative to the root, with forward slashes. */
export interface RepositoryFiles {
  /** The folder of the git repository, or of the workspace where there is none. */
  root: string;
  /** The files that git tracks, or would track, and those of the package manager; without installed packages. */
  committable: string[];
  /** Small files that git ignores, such as .env: the configuration of this machine. */
  local: string[];
}

/** Folders with the output of programs, and with the data of running ones. */
const NOT_CONFIGURATION =
  /^(\..*|node_modules|bower_components|dist|build|out|output|coverage|te?mp|logs?|data|uploads)$/;
/** What package managers need or write beside package.json. */
const OF_PACKAGE_MANAGER =
  /(^|\/)(\.pnp\.[\w.]+|\.npmrc|\.yarnrc(\.yml)?|(package-lock|npm-shrinkwrap)\.json|(yarn|bun)\.lockb?|pnpm-lock\.yaml)$/;
const MAX_LOCAL_FILES = 2_000;
const MAX_LOCAL_BYTES = 5 * 1024 * 1024;

/** Lists the files of the repository that a project is in; without git, those that no .gitignore excludes. */
export function repositoryFiles(project: string): RepositoryFiles {
  const disk = new Disk(project);
  const real = disk.real(project);
  const root = repositoryRoot(real);
  const committable = root === undefined ? undefined : committableFiles(root);
  const manifest = relative(root ?? real, join(real, 'package.json'))
    .split(sep)
    .join('/');
  // A repository that ignores the project is that of something else, such as a home folder.
  if (root === undefined || !committable?.includes(manifest)) return filesWithoutGit(workspaceRoot(disk, real));
  return sorted(root, committable, ignoredPaths(root));
}

function workspaceRoot(disk: Disk, project: string): string {
  const folders = [...foldersUp(project)];
  return folders.find((dir) => workspaceGlobs(disk, dir, readManifest(disk, dir)).length > 0) ?? project;
}

function filesWithoutGit(root: string): RepositoryFiles {
  const disk = new Disk(root);
  const committable: string[] = [];
  const ignored: string[] = [];
  for (const { path } of filesBelow(disk, root, /^(node_modules|\.git)$/))
    (gitFacts(disk, path).ignored ? ignored : committable).push(disk.name(path));
  return sorted(root, committable, ignored);
}

function sorted(root: string, committable: readonly string[], ignored: readonly string[]): RepositoryFiles {
  const local = localFiles(root, ignored);
  return {
    root,
    committable: [...withoutPackages(committable), ...local.filter((name) => OF_PACKAGE_MANAGER.test(name))],
    local: local.filter((name) => !OF_PACKAGE_MANAGER.test(name)),
  };
}

/** Without the node_modules beside each package.json, which not every repository ignores. */
function withoutPackages(committable: readonly string[]): string[] {
  const names = [...new Set(committable)];
  const manifests = names.filter((name) => posix.basename(name) === 'package.json' && !isInPackages(name));
  const packages = new Set(manifests.map((name) => posix.dirname(name)));
  // Elsewhere, such as in the fixtures of a test, they are files of the project.
  return names.filter((name) => !isInPackages(name) || !packages.has(name.split(/\/?node_modules\//)[0] || '.'));
}

/** Whether a path, relative and with forward slashes, is that of an installed package's file. */
export const isInPackages = (name: string): boolean => /(^|\/)node_modules\//.test(name);

function localFiles(root: string, ignored: readonly string[]): string[] {
  const disk = new Disk(root);
  const isConfiguration = (name: string): boolean => !name.split('/').some((part) => NOT_CONFIGURATION.test(part));
  const found: string[] = [];
  for (const name of ignored) {
    if (found.length >= MAX_LOCAL_FILES) break;
    const folder = name.replace(/[^/]*$/, '').replace(/\/$/, '');
    if (folder !== '' && !isConfiguration(folder)) continue;
    if (!name.endsWith('/')) found.push(name);
    else for (const { path } of filesBelow(disk, join(root, name), NOT_CONFIGURATION)) found.push(disk.name(path));
  }
  return found
    .slice(0, MAX_LOCAL_FILES)
    .filter((name) => !/\.log$/.test(basename(name)) && isSmallFile(join(root, name)));
}

function isSmallFile(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true && stat.size <= MAX_LOCAL_BYTES;
}
