import type { AppFact } from './application.ts';
import type { Attempt } from './attempt.ts';
import type { Disk } from './disk.ts';
import { filesOfScripts } from './entry.ts';
import { Evaluator } from './evaluator.ts';
import { Graph, type ParsedFiles } from './graph.ts';
import { findLoader } from './loaders.ts';

/** A file that a script runs, and that loads the app while nothing there loads an env file. */
export function startWithoutEnv(
  disk: Disk,
  { pkg, compiler, evaluator }: Attempt,
  app: AppFact,
  parsed: ParsedFiles,
): string | undefined {
  const path = filesOfScripts(disk, pkg, compiler).find((start) => {
    if (evaluator.graph.source(start)) return false;
    const graph = Graph.from(disk, pkg.dir, compiler, [start], parsed);
    return graph.source(disk.absolute(app.file.path)) && !findLoader(disk, pkg, new Evaluator(graph));
  });
  return path && disk.name(path);
}
