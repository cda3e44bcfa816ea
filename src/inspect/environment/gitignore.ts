import { dirname, join, relative, sep } from 'node:path';
import ignore from 'ignore';
import type { Disk } from '../project/disk.ts';

/** What git makes of a file of the project. */
export interface GitFacts {
  /** The nearest .gitignore at or above the file, inside the project. */
  gitignore: { path: string; text: string } | undefined;
  /** A .gitignore excludes the file. */
  ignored: boolean;
  /** The file is in a git repository. */
  repository: boolean;
}

/** Reads every .gitignore from the folder of a file up to the root of its repository. */
export function gitFacts(disk: Disk, file: string): GitFacts {
  let gitignore: GitFacts['gitignore'];
  let ignored: boolean | undefined;
  let repository = false;
  for (let dir = dirname(file); ; dir = dirname(dir)) {
    const path = join(dir, '.gitignore');
    const isInside = dir.startsWith(disk.root);
    const text = isInside ? disk.readRequired(path) : disk.read(path);
    if (text !== undefined) {
      if (isInside) gitignore ??= { path: disk.name(path), text };
      const result = ignore().add(patternsOf(text)).test(relative(dir, file).split(sep).join('/'));
      // The pattern of the nearest .gitignore decides.
      if (result.ignored || result.unignored) ignored ??= result.ignored;
    }
    repository = disk.kind(join(dir, '.git')) !== undefined;
    if (repository || dir === dirname(dir)) return { gitignore, ignored: ignored ?? false, repository };
  }
}

/** No path is longer than 4096 bytes, and a longer pattern is more than a regular expression can hold. */
function patternsOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.length <= 4096);
}
