import { basename } from 'node:path';
import { findLoader } from '../environment/env-loaders.ts';
import { Evaluator } from '../program/evaluator.ts';
import { Graph, type ParsedFiles } from '../program/module-graph.ts';
import type { Disk } from '../project/disk.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { Attempt } from './attempt.ts';
import { entryCandidates, otherScripts } from './candidates.ts';

/** A file that another script of package.json starts, and what that loads: no env file. */
export interface StartWithoutEnvFile {
  /** Relative to the root. */
  path: string;
  files: SourceFile[];
}

/** Two servers may share one app, and only one of them load the env file. */
export function startsWithoutEnvFile(
  disk: Disk,
  { pkg, compiler, entry }: Attempt,
  parsed: ParsedFiles,
): StartWithoutEnvFile[] {
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

/** In the name of a file that starts the app in another way than people who use it do. */
const NOT_FOR_USE = /mock|test|dev|example|demo/i;

/**
 * Of several files that start the app and that nothing else tells apart, the first for use; where they load different
 * env files, the one whose env file is there. Undefined where that leaves it open.
 */
export function mostLikelyStart(disk: Disk, starts: Attempt[]): Attempt | undefined {
  const forUse = starts.filter(({ entry }) => !NOT_FOR_USE.test(basename(entry.path)));
  const pool = forUse.length > 0 ? forUse : starts;
  const envs = pool.map(({ pkg, evaluator }) => findLoader(disk, pkg, evaluator).loader?.envFile);
  if (new Set(envs).size <= 1) return pool[0];
  return pool.find((_, index) => disk.isFile(envs[index] ?? ''));
}
