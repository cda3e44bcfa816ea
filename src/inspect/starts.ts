import type { Attempt } from './attempt.ts';
import type { Disk } from './disk.ts';
import { entryCandidates, otherScripts } from './entry.ts';
import { Evaluator } from './evaluator.ts';
import { Graph, type ParsedFiles } from './graph.ts';
import { findLoader } from './loaders.ts';
import type { SourceFile } from './source.ts';

/** A file that another script of package.json starts, and what that loads: no env file. */
export interface BareStart {
  /** Relative to the root. */
  path: string;
  files: SourceFile[];
}

/** Two servers may share one app, and only one of them load the env file. */
export function bareStarts(disk: Disk, { pkg, compiler, entry }: Attempt, parsed: ParsedFiles): BareStart[] {
  const named = entryCandidates(disk, pkg, compiler).filter(({ from }) => from.startsWith('package.json scripts'));
  const starts = new Map([...named, ...otherScripts(disk, pkg, compiler)].map(({ path, from }) => [path, from]));
  starts.delete(entry.path);
  return [...starts].flatMap(([path, from]) => {
    const command = pkg.scripts[from.replace('package.json scripts.', '')] ?? '';
    if (/dotenv|env-file|env-cmd/.test(command)) return [];
    const evaluator = new Evaluator(Graph.from(disk, pkg.dir, compiler, [path], parsed));
    if (findLoader(disk, pkg, evaluator).loader?.at) return [];
    return [{ path: disk.name(path), files: evaluator.graph.files }];
  });
}
