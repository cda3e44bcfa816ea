import { CancelledError } from '../errors.ts';
import type { Progress } from '../outcome.ts';
import { fillSecrets } from '../plan/secrets.ts';
import type { CreateStep, EditStep, Note, Plan } from '../types.ts';
import { type Created, createFiles, removeCreated } from './files.ts';
import { newSecret } from './random.ts';

export interface Applied {
  /** Notes about commands that failed after all files were written. */
  notes: Note[];
}

/** Edits existing files, see edits.ts. Passed in, so that `create` does not load the code for it. */
export type EditFiles = typeof import('./edits.ts').editFiles;

/**
 * Writes all files of the plan or none, then runs its commands.
 * @throws RefusedError or CancelledError after a rollback, InstallError with the files in place.
 */
export async function apply(plan: Plan, progress: Progress, editFiles?: EditFiles): Promise<Applied> {
  const signals = watchSignals();
  try {
    await writeFiles(plan, signals.check, editFiles);
  } finally {
    signals.stop();
  }
  const commands = plan.steps.filter((step) => step.kind === 'run');
  if (commands.length === 0) return { notes: [] };
  progress.filesWritten();
  const { runCommands } = await import('./commands.ts');
  return { notes: await runCommands(plan.root, commands, progress) };
}

/**
 * Writes all files of the plan or none, with new secrets.
 * @param checkSignals throws when the run is cancelled, which rolls the files back
 */
export async function writeFiles(
  { root, steps }: Pick<Plan, 'root' | 'steps'>,
  checkSignals: () => Promise<void>,
  editFiles: EditFiles | undefined,
): Promise<void> {
  const fill = secretFiller();
  const creates = steps
    .filter((step) => step.kind === 'create')
    .map((step): CreateStep => ({ ...step, content: fill(step.content) }));
  const edits = steps
    .filter((step) => step.kind === 'edit')
    .map((step): EditStep => ({ ...step, after: fill(step.after) }));
  if (editFiles) return editFiles(root, edits, creates, checkSignals);
  if (edits.length > 0) throw new Error('a plan that edits needs editFiles');
  const created: Created = { files: [], folders: [] };
  try {
    createFiles(root, creates, created);
    await checkSignals();
  } catch (error) {
    removeCreated(created);
    throw error;
  }
}

/** Returns a function that replaces each token with a new secret, the same for one name in all files. */
function secretFiller(): (content: string) => string {
  const secrets = new Map<string, string>();
  return (content) =>
    fillSecrets(content, (name) => {
      const secret = secrets.get(name) ?? newSecret();
      secrets.set(name, secret);
      return secret;
    });
}

/**
 * Watches for SIGINT and SIGTERM. Files are written synchronously, so `check` throws CancelledError after they are
 * written.
 */
function watchSignals(): { check(): Promise<void>; stop(): void } {
  let signalled = false;
  const note = (): void => {
    signalled = true;
  };
  process.on('SIGINT', note);
  process.on('SIGTERM', note);
  return {
    async check() {
      // The event loop delivers signals when it polls, which it is certain to do between two immediates.
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
      if (signalled) throw new CancelledError();
    },
    stop() {
      process.off('SIGINT', note);
      process.off('SIGTERM', note);
    },
  };
}
