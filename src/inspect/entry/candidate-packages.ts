import { dirname, join, relative } from 'node:path';
import type { Disk } from '../project/disk.ts';
import { findLockfile } from '../project/lockfile.ts';
import { type PackageFacts, readPackage } from '../project/manifest.ts';
import { workspaceGlobs } from '../project/workspaces.ts';

const SKIPPED = /^(node_modules|\.git|dist|build|coverage|public|test|tests|docs|examples)$/;

/**
 * The packages that may hold the app: the one asked for, the root, else those below it that may have one.
 * Empty when the one asked for does not exist, or when there is no package.json at all.
 */
export function candidatePackages(disk: Disk, wanted: string | undefined): PackageFacts[] {
  if (wanted !== undefined) {
    const dir = join(disk.root, wanted);
    const found = relative(disk.root, dir).startsWith('..') ? undefined : readPackageAt(disk, dir, true);
    return found ? [found] : [];
  }
  const root = readPackageAt(disk, disk.root, true);
  if (root && mayHaveApp(root)) return [root, ...packagesBelow(disk, root)];
  const nested = packagesBelow(disk, root);
  return nested.length === 0 && root ? [root] : nested;
}

/** A framework on Express depends on it, but its sessions are those of the project. */
function mayHaveApp({ dependencies }: PackageFacts): boolean {
  return (dependencies.express ?? dependencies['express-session']) !== undefined;
}

/** The package below another one that a file belongs to, if it depends on Express itself; else the other one. */
export function ownerOf(disk: Disk, pkg: PackageFacts, path: string): PackageFacts {
  for (let dir = dirname(path); dir.length > pkg.dir.length; dir = dirname(dir)) {
    const nested = readPackageAt(disk, dir, false);
    if (nested && mayHaveApp(nested)) return nested;
  }
  return pkg;
}

/** Packages one or two folders down, or in the declared workspaces, that depend on Express or its sessions. */
function packagesBelow(disk: Disk, root: PackageFacts | undefined): PackageFacts[] {
  // A root that is the app itself needs no search, unless it declares workspaces.
  if (root && mayHaveApp(root) && workspaceGlobs(disk, root.dir, root.json).length === 0) return [];
  const found: PackageFacts[] = [];
  const seen = new Set([disk.real(disk.root)]);
  const visit = (dir: string, depth: number): void => {
    for (const name of disk.list(dir)) {
      const path = join(dir, name);
      if (SKIPPED.test(name) || name.startsWith('.') || disk.kind(path) !== 'directory') continue;
      const real = disk.real(path);
      if (seen.has(real)) continue;
      seen.add(real);
      const pkg = readPackageAt(disk, path, false);
      if (pkg && mayHaveApp(pkg)) found.push(pkg);
      else if (depth < 2) visit(path, depth + 1);
    }
  };
  visit(disk.root, 1);
  return found;
}

/** @param required whether a manifest that cannot be understood is an error, not a package that is not there */
function readPackageAt(disk: Disk, dir: string, required: boolean): PackageFacts | undefined {
  return readPackage(disk, dir, findLockfile(disk, dir, disk.root), required);
}
