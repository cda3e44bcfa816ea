import { realpathSync } from 'node:fs';
import path from 'node:path';
import { writeFiles } from '../../apply/apply.ts';
import { editFiles } from '../../apply/edits.ts';
import { reason } from '../../apply/files.ts';
import { gitFacts } from '../../inspect/environment/gitignore.ts';
import { repositoryFiles } from '../../inspect/environment/repository-files.ts';
import { Disk } from '../../inspect/project/disk.ts';
import type { Progress } from '../../outcome.ts';
import type { Note, Plan } from '../../types.ts';
import { cancellable } from '../cancellable.ts';
import { CleanUp } from '../clean-up.ts';
import { installAfter, installBefore } from './install.ts';
import { outputMask } from './output-mask.ts';
import { copyRepository, type RepositoryCopy, removeLocalFiles } from './repository-copy.ts';
import type { Ran } from './run-command.ts';
import { findScripts, type Script } from './scripts.ts';
import { compareStart, startIn } from './start.ts';
import { cannotCheck, type ProveStart, runIn, type StartProof, type Trial } from './trial.ts';
import { type Comparison, noteOf, requireUnbroken, rowOf } from './verdict.ts';

export interface CheckedProject {
  /** The package that the plan edits, relative to the root of the plan. */
  packageDir: string;
  packageManager: string;
}

interface CheckOptions {
  progress: Progress;
  /** The time for one script, in milliseconds. */
  limit?: number;
  /** Starts the app of a copy; without it, only scripts run. */
  proveStart?: ProveStart;
}

const LIMIT = 5 * 60_000;
const MAX_FILES = 50_000;

/**
 * Applies a plan to a copy of the project, and runs the project's scripts on it and on an untouched copy: first with the
 * files that git ignores, as on the developer's machine, then without them, as in a clone. Writes only to a temporary folder.
 * @returns a note for each script
 * @throws RefusedError when a script passes without the plan and fails with it; CancelledError
 */
export function checkPlan(plan: Plan, project: CheckedProject, options: CheckOptions): Promise<Note[]> {
  return cancellable((signal) => tryPlan(plan, project, options, signal));
}

async function tryPlan(
  plan: Plan,
  project: CheckedProject,
  options: CheckOptions,
  signal: AbortSignal,
): Promise<Note[]> {
  const cleanUp = new CleanUp();
  const comparisons: Comparison[] = [];
  try {
    const trial = await prepare(plan, project, options, cleanUp, signal);
    const notes = await compare(trial, project.packageDir, (comparison) => {
      comparisons.push(comparison);
      requireUnbroken(trial, comparison);
    });
    return [...notesOf(trial, comparisons), ...notes];
  } catch (error) {
    // Such as a full disk.
    if (error instanceof Error && 'syscall' in error) throw cannotCheck(reason(error));
    throw error;
  } finally {
    if (!signal.aborted) options.progress.checked(comparisons.map(rowOf));
    cleanUp.run();
  }
}

function notesOf(trial: Trial, comparisons: readonly Comparison[]): Note[] {
  const notes = comparisons.map((comparison) => noteOf(trial, comparison));
  const isCompared = comparisons.some(({ before, after }) => typeof before !== 'string' && typeof after !== 'string');
  const message = 'No script for the type check, lint, format check, build or tests could be compared.';
  return isCompared ? notes : [...notes, { code: 'check-without-scripts', severity: 'warning', message }];
}

/** Makes both copies and applies the plan to one of them. */
async function prepare(
  plan: Plan,
  { packageManager }: CheckedProject,
  { progress, limit = LIMIT, proveStart }: CheckOptions,
  cleanUp: CleanUp,
  signal: AbortSignal,
): Promise<Trial> {
  const folder = cleanUp.temporaryFolder();
  const report = progress.stepStarted('Copying the project');
  try {
    const files = repositoryFiles(plan.root);
    if (files.committable.length > MAX_FILES) throw cannotCheck(`the repository has more than ${MAX_FILES} files`);
    const within = path.relative(files.root, realpathSync(plan.root));
    const before = copyRepository(files, path.join(folder, 'before'));
    const after = copyRepository(files, path.join(folder, 'after'));
    await applyPlan(plan, after, within, signal);
    const mask = outputMask(after.root, [...files.committable, ...after.local]);
    return { plan, packageManager, files, within, before, after, mask, limit, progress, cleanUp, signal, proveStart };
  } finally {
    report.ended();
  }
}

async function applyPlan({ steps }: Plan, copy: RepositoryCopy, within: string, signal: AbortSignal): Promise<void> {
  const root = path.join(copy.root, within);
  await writeFiles({ root, steps }, async () => signal.throwIfAborted(), editFiles);
  const disk = new Disk(copy.root);
  const created = steps.flatMap((step) => (step.kind === 'create' ? path.join(root, step.path) : []));
  copy.local.push(...created.filter((file) => gitFacts(disk, file).ignored).map((file) => disk.name(file)));
}

/** A script to run on both copies. */
interface Run {
  script: Script;
  /** For a run without the files that git ignores: the run of the same script with them. */
  withLocalFiles?: Run;
}

/**
 * Runs the scripts and the app on the untouched copy, then on the edited one, which gets the packages of the first.
 * @returns notes about the start of the app
 */
async function compare(trial: Trial, packageDir: string, report: (comparison: Comparison) => void): Promise<Note[]> {
  const { before, after, packageManager } = trial;
  await installBefore(trial);
  const scripts = findScripts(before.root, path.join(trial.within, packageDir), packageManager);
  const runs = runsOf(scripts, before.local.length + after.local.length > 0);
  const results = new Map<Run, Ran | string>();
  const startBefore = (): Promise<StartProof | undefined> => startIn(trial, before);
  const started = await runAll(trial, before, runs, startBefore, async (run) => {
    // A project without ignored files is the same as its clone.
    const result = run.withLocalFiles && before.local.length === 0 ? results.get(run.withLocalFiles) : undefined;
    results.set(run, result ?? run.script.skipped ?? (await runIn(trial, before, run.script)));
  });
  const installed = await installAfter(trial);
  if (installed) report(installed);
  const startAfter = (): Promise<Note[]> => compareStart(trial, started, report);
  return runAll(trial, after, runs, startAfter, async (run) => {
    const resultBefore = results.get(run) ?? 'not run';
    const isComparable = typeof resultBefore !== 'string' && resultBefore.status !== 'did not end';
    const resultAfter = isComparable ? await runIn(trial, after, run.script) : 'not run';
    report({ command: run.script, before: resultBefore, after: resultAfter });
  });
}

function runsOf(scripts: readonly Script[], inClone: boolean): Run[] {
  const runs = scripts.map((script): Run => ({ script }));
  const repeated = runs.filter(({ script }) => inClone && script.runsApp && !script.skipped);
  return [
    ...runs,
    ...repeated.map((run): Run => {
      const script = { ...run.script, title: `${run.script.title} in a clone`, inClone: true };
      return { script, withLocalFiles: run };
    }),
  ];
}

/**
 * Runs the scripts and starts the app with the files that git ignores, then runs scripts without them.
 * @returns the result of `start`
 */
async function runAll<T>(
  { signal }: Trial,
  copy: RepositoryCopy,
  runs: readonly Run[],
  start: () => Promise<T>,
  action: (run: Run) => Promise<void>,
): Promise<T> {
  for (const run of runs.filter(({ withLocalFiles }) => !withLocalFiles)) await action(run);
  const started = await start();
  removeLocalFiles(copy);
  for (const run of runs.filter(({ withLocalFiles }) => withLocalFiles)) await action(run);
  signal.throwIfAborted();
  return started;
}
