import path from 'node:path';
import { execa } from 'execa';
import { InstallError } from '../errors.ts';
import type { Progress } from '../outcome.ts';
import type { Note, RunStep } from '../types.ts';

// Some shells export these; they would point git at another repository.
const OWN_REPOSITORY = { GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined };

// In CI, pnpm (its two names for a setting) and Yarn refuse to write the lockfile, which is what our install is for.
const WRITABLE_LOCKFILE = {
  npm_config_frozen_lockfile: 'false',
  pnpm_config_frozen_lockfile: 'false',
  YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
};

/**
 * Runs the commands of a plan in its folder, in order.
 * @returns a note for each one that failed without harm.
 * @throws InstallError when the package manager failed: the files are in place, and the command can be repeated.
 */
export async function runCommands(root: string, steps: readonly RunStep[], progress: Progress): Promise<Note[]> {
  const notes: Note[] = [];
  for (const step of steps) {
    progress(step.id);
    const failure = await run(step, path.join(root, step.cwd));
    if (failure === undefined) continue;
    if (step.id === 'install') throw installError(root, step, failure);
    notes.push({ code: 'git-init-failed', severity: 'warning', message: `No git repository was started: ${failure}` });
  }
  return notes;
}

/** @returns why the command failed, in its own last words; undefined when it did not. */
async function run(step: RunStep, cwd: string): Promise<string | undefined> {
  // Ctrl-C reaches the child as well; we outlive it to say what is there and what is not.
  const outlive = (): void => {};
  process.on('SIGINT', outlive);
  const env = { ...OWN_REPOSITORY, ...WRITABLE_LOCKFILE };
  const child = execa(step.command, step.args, { cwd, stdin: 'ignore', reject: false, env });
  // SIGTERM reaches us alone: nothing shall go on when we are gone.
  const end = (): void => void (child.pid && process.kill(child.pid, 'SIGTERM'));
  process.on('SIGTERM', end);
  const result = await child;
  process.off('SIGINT', outlive);
  process.off('SIGTERM', end);
  if (!result.failed) return undefined;
  if (result.code === 'ENOENT') return `${step.command} was not found on PATH`;
  if (result.isTerminated || result.exitCode === 130) return 'it was interrupted';
  const said = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-20).join('\n');
  return said || `${step.command} ended with exit code ${result.exitCode}`;
}

function installError(root: string, step: RunStep, failure: string): InstallError {
  const command = [step.command, ...step.args].join(' ');
  const folder = path.relative(process.cwd(), path.join(root, step.cwd));
  const retry = `${folder ? `cd ${folder} && ` : ''}${command}`;
  return new InstallError(`All files are written, but "${command}" failed:\n${failure}`, retry);
}
