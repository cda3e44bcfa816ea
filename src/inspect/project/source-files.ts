import { type Disk, filesBelow } from './disk.ts';

/** The largest number of files that are searched. */
const MAX_SEARCHED = 2_000;

export const SOURCE = /(?<!\.(?:test|spec|d|min|config))\.[cm]?[jt]s$/;

/** Folders without sources of a server. */
export const NO_SERVER =
  /^(\..*|node_modules|bower_components|dist|build|out|output|coverage|public|static|assets|client|frontend|docs|examples?|tests?|__tests__|e2e|spec|typings|migrations)$/;

/** The source files of a server in a folder and below it, up to a limit. */
export function sourceFiles(disk: Disk, dir: string): string[] {
  const found: string[] = [];
  for (const { path, name } of filesBelow(disk, dir, NO_SERVER)) {
    if (SOURCE.test(name)) found.push(path);
    if (found.length >= MAX_SEARCHED) break;
  }
  return found;
}
