import { basename } from 'node:path';
import { findLoader } from '../environment/env-loaders.ts';
import type { AppFact } from '../express/middleware.ts';
import { Evaluator } from '../program/evaluator.ts';
import { Graph, type ParsedFiles } from '../program/module-graph.ts';
import type { Disk } from '../project/disk.ts';
import { isMemoryStore } from '../sessions/live-sessions.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import { type Analysis, analyseFrom, sessionsOf } from './analysis.ts';
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

/** A script of package.json that starts another app without a session, or with sessions in memory. */
export interface OtherApp {
  script: string;
  app: AppFact;
  inMemory: boolean;
}

/** @param hasSession whether this app has a session, so that others may do without */
export function appsOfOtherScripts(
  disk: Disk,
  { pkg, compiler, entry, evaluator: { graph }, apps }: Analysis,
  hasSession: boolean,
  parsed: ParsedFiles,
): OtherApp[] {
  const candidates = entryCandidates(disk, pkg, compiler);
  const more = otherScripts(disk, pkg, compiler).filter(({ path }) => candidates.every((one) => one.path !== path));
  return [...candidates, ...more].flatMap((candidate) => {
    const [, script] = candidate.from.split('scripts.');
    if (script === undefined || candidate.path === entry.path || graph.source(candidate.path)) return [];
    const other = analyseFrom(disk, { pkg, compiler, entry: candidate }, parsed);
    const app = chooseApp(other.apps, disk.name(candidate.path));
    if (!app || app.middleware.length === 0 || apps.some(({ node }) => node === app.node)) return [];
    const { sessions } = sessionsOf(other);
    const isShared = other.evaluator.graph.files.some((file) => graph.files.includes(file));
    const inMemory = sessions.some(
      ({ file, shape, store }) => !graph.files.includes(file) && (store ? isMemoryStore(store) : shape !== 'computed'),
    );
    const isConcerned = inMemory
      ? isShared || !NOT_FOR_USE.test(basename(candidate.path))
      : isShared && !hasSession && sessions.length === 0 && candidates.includes(candidate);
    return isConcerned ? [{ script, app, inMemory }] : [];
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
