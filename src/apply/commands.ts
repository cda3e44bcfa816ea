import path from 'node:path';
import { execa } from 'execa';
import { InstallError } from '../errors.ts';
import type { CommandProgress, Progress } from '../outcome.ts';
import type { Note, RunStep } from '../types.ts';
import { commandEnvironment } from './command-environment.ts';

/**
 * Runs the commands of a plan in its folder, in order.
 * @returns a note for each optional command that failed.
 * @throws InstallError when the install failed.
 */
export async function runCommands(root: string, steps: readonly RunStep[], progress: Progress): Promise<Note[]> {
  const notes: Note[] = [];
  for (const step of steps) {
    const report = progress.commandStarted(step);
    const failure = await run(step, path.join(root, step.cwd), report).finally(report.ended);
    if (failure === undefined) continue;
    if (step.id === 'install') throw installError(root, step, failure);
    const message = `The git repository was not initialized: ${failure}`;
    notes.push({ code: 'git-init-failed', severity: 'warning', message });
  }
  return notes;
}

/** @returns the reason why the command failed, or the last 20 lines of its output; undefined when it succeeded. */
async function run(step: RunStep, cwd: string, report: CommandProgress): Promise<string | undefined> {
  // Ctrl-C also reaches the child process; ignore it here to report the outcome.
  const ignore = (): void => {};
  process.on('SIGINT', ignore);
  const env = commandEnvironment(step.command);
  const child = execa(step.command, step.args, { cwd, stdin: 'ignore', reject: false, env });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => report.printed(String(chunk)));
  // SIGTERM reaches this process only: forward it, so that the child does not continue alone.
  const terminateChild = (): void => void (child.pid && process.kill(child.pid, 'SIGTERM'));
  process.on('SIGTERM', terminateChild);
  const result = await child;
  process.off('SIGINT', ignore);
  process.off('SIGTERM', terminateChild);
  if (!result.failed) return undefined;
  if (result.code === 'ENOENT')
    return `${step.command} was not found on PATH. To install it: npm install --global ${step.command}`;
  if (result.isTerminated || result.exitCode === 130) return 'it was interrupted';
  const output = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-20).join('\n');
  return output || `${step.command} ended with exit code ${result.exitCode}`;
}

function installError(root: string, step: RunStep, failure: string): InstallError {
  const command = [step.command, ...step.args].join(' ');
  const folder = path.relative(process.cwd(), path.join(root, step.cwd));
  const retry = `${folder ? `cd ${folder} && ` : ''}${command}`;
  return new InstallError(`All files were written, but "${command}" failed:\n${failure}`, retry);
}
