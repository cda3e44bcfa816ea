import { type Disk, filesBelow } from './disk.ts';

/** A project with more is not searched to its end: one that says how it starts needs no search at all. */
const MAX_SEARCHED = 2_000;

export const SOURCE = /(?<!\.(?:test|spec|d|min|config))\.[cm]?[jt]s$/;

/** Folders that hold no source of the server. */
export const NO_SERVER =
  /^(\..*|node_modules|bower_components|dist|build|out|output|coverage|public|static|assets|client|frontend|docs|examples?|tests?|__tests__|e2e|spec|typings|migrations)$/;

/** The sources of a server in a folder and below it, up to a number of them. */
export function sourceFiles(disk: Disk, dir: string): string[] {
  const found: string[] = [];
  for (const { path, name } of filesBelow(disk, dir, NO_SERVER)) {
    if (SOURCE.test(name)) found.push(path);
    if (found.length >= MAX_SEARCHED) break;
  }
  return found;
}
