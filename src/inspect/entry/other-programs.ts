import { Graph, type ParsedFiles } from '../program/module-graph.ts';
import type { Disk } from '../project/disk.ts';
import { methodName } from '../syntax/ast.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { Analysis } from './analysis.ts';
import { filesOfScripts } from './entry-candidates.ts';

interface Programs {
  /** Whether the file at an absolute path starts one of them. */
  starts(path: string): boolean;
  /** Whether one of them loads it. */
  loads(path: string): boolean;
  files: SourceFile[];
}

/** The other programs of a package: what its scripts run, and files that listen to an app of their own. */
export function otherPrograms(
  disk: Disk,
  { pkg, compiler, evaluator }: Analysis,
  all: Analysis,
  parsed: ParsedFiles,
): Programs {
  const own = new Set(evaluator.graph.files.map(({ path }) => disk.absolute(path)));
  const listening = all.apps.map(({ file }) => file).filter(listensItself);
  const paths = [...filesOfScripts(disk, pkg, compiler), ...listening.map(({ path }) => disk.absolute(path))].filter(
    (path) => !own.has(path),
  );
  const graph = new Graph(disk, pkg.dir, compiler, paths, parsed);
  const { files } = graph;
  return { starts: (path) => paths.includes(path), loads: (path) => graph.source(path) !== undefined, files };
}

function listensItself({ index }: SourceFile): boolean {
  return index.calls.some((call) => methodName(call) === 'listen');
}
