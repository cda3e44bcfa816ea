import { basename } from 'node:path';
import { findLoader } from '../environment/env-loaders.ts';
import type { AppFact } from '../express/middleware.ts';
import { Evaluator } from '../program/evaluator.ts';
import { Graph, type ParsedFiles } from '../program/module-graph.ts';
import type { Disk } from '../project/disk.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import { type Analysis, analyseFrom } from './analysis.ts';
import { chooseApp } from './choose-app.ts';
import { entryCandidates, otherScripts } from './entry-candidates.ts';

/** A file that another script of package.json starts without loading an env file. */
export interface StartWithoutEnvFile {
  /** Relative to the root. */
  path: string;
  /** The files that it loads. */
  files: SourceFile[];
}

/** Other ways to start the app that load no env file: two servers may share one app. */
export function startsWithoutEnvFile(
  disk: Disk,
  { pkg, compiler, entry }: Analysis,
  parsed: ParsedFiles,
): StartWithoutEnvFile[] {
  const named = entryCandidates(disk, pkg, compiler).filter(({ from }) => from.startsWith('package.json scripts'));
  const starts = new Map([...named, ...otherScripts(disk, pkg, compiler)].map(({ path, from }) => [path, from]));
  starts.delete(entry.path);
  return [...starts].flatMap(([path, from]) => {
    const command = pkg.scripts[from.replace('package.json scripts.', '')] ?? '';
    if (/dotenv|env-file|env-cmd/.test(command)) return [];
    const evaluator = new Evaluator(new Graph(disk, pkg.dir, compiler, [path], parsed));
    if (findLoader(disk, pkg, evaluator).loader?.at) return [];
    return [{ path: disk.name(path), files: evaluator.graph.files }];
  });
}

/** A script of package.json that starts another app from some of the same files, such as routes. */
export interface OtherApp {
  script: string;
  app: AppFact;
}

export function appsOfOtherScripts(
  disk: Disk,
  { pkg, compiler, entry, evaluator: { graph }, apps }: Analysis,
  parsed: ParsedFiles,
): OtherApp[] {
  return entryCandidates(disk, pkg, compiler).flatMap((candidate) => {
    const [, script] = candidate.from.split('scripts.');
    if (script === undefined || candidate.path === entry.path || graph.source(candidate.path)) return [];
    const other = analyseFrom(disk, { pkg, compiler, entry: candidate }, parsed);
    const isShared = other.evaluator.graph.files.some((file) => graph.files.includes(file));
    const app = chooseApp(other.apps, disk.name(candidate.path));
    const isOther = app && app.middleware.length > 0 && apps.every(({ node }) => node !== app.node);
    return isShared && isOther ? [{ script, app }] : [];
  });
}

/** Names of files that do not start the app for real use. */
const NOT_FOR_USE = /mock|test|dev|example|demo/i;

/**
 * The most likely of several files that start the app: the first for real use. If they load different env files, the one
 * whose env file exists; undefined if none does.
 */
export function mostLikelyStart(disk: Disk, starts: Analysis[]): Analysis | undefined {
  const forUse = starts.filter(({ entry }) => !NOT_FOR_USE.test(basename(entry.path)));
  const pool = forUse.length > 0 ? forUse : starts;
  const envs = pool.map(({ pkg, evaluator }) => findLoader(disk, pkg, evaluator).loader?.envFile);
  if (new Set(envs).size <= 1) return pool[0];
  return pool.find((_, index) => disk.isFile(envs[index] ?? ''));
}
