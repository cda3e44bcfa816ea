import path from 'node:path';
import { RefusedError } from '../../errors.ts';
import type { RepositoryFiles } from '../../inspect/environment/repository-files.ts';
import type { LiveCheck, Progress } from '../../outcome.ts';
import type { Plan } from '../../types.ts';
import type { CleanUp } from '../clean-up.ts';
import type { RepositoryCopy } from './repository-copy.ts';
import { type Ran, runCommand } from './run-command.ts';

/** The result of starting an app on a scratch database. */
export interface StartProof {
  /** As a person would type it: `npm start`. */
  command: string;
  checks: LiveCheck[];
}

/** Starts the app of a copy. */
export type ProveStart = (root: string, signal: AbortSignal, onStep: (text: string) => void) => Promise<StartProof>;

/** A plan, and the copies of the project that it is tried on. */
export interface Trial {
  plan: Plan;
  packageManager: string;
  files: RepositoryFiles;
  /** The root of the plan, relative to the root of the repository. */
  within: string;
  before: RepositoryCopy;
  /** With the plan applied. */
  after: RepositoryCopy;
  /** Hides secrets. */
  mask: (output: string) => string;
  /** Milliseconds for a script. */
  limit: number;
  progress: Progress;
  cleanUp: CleanUp;
  /** Aborts with a CancelledError. */
  signal: AbortSignal;
  proveStart: ProveStart | undefined;
}

export interface Command {
  /** As a person would type it. */
  title: string;
  command: string;
  args: string[];
  /** Relative to the root of the repository. */
  cwd: string;
  /** Run without the files that git ignores. */
  inClone?: boolean;
}

/** Runs a command in a copy. Its output is without secrets, and without the folder of the copy in paths. */
export async function runIn(trial: Trial, copy: RepositoryCopy, command: Command, limit = trial.limit): Promise<Ran> {
  const side = copy === trial.before ? 'without' : 'with';
  const progress = trial.progress.stepStarted(`Running ${command.title} ${side} the change`);
  const cwd = path.join(copy.root, command.cwd);
  const { cleanUp, signal } = trial;
  const ran = await runCommand(command.command, command.args, { cwd, limit, cleanUp, signal, progress });
  if (!ran) throw cannotCheck(`${command.command} was not found on PATH`);
  return { ...ran, output: trial.mask(withoutFolder(ran.output, copy)) };
}

/** Makes the paths of an output relative to its copy. */
export function withoutFolder(output: string, { root }: RepositoryCopy): string {
  return output.replaceAll(`file://${root}/`, '').replaceAll(`${root}/`, '');
}

/** @param reason a clause @param details lines of an output */
export function cannotCheck(reason: string, details: readonly string[] = []): RefusedError {
  const message = `The check could not be done: ${reason}.`;
  const text = [message, ...details.map((line) => `  ${line}`)].join('\n');
  return new RefusedError(text, [{ code: 'check-impossible', severity: 'error', message }], {
    hint: 'Nothing was written. To add the sessions without the check, run the command without --check.',
  });
}
