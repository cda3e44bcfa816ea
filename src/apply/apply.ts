import { CancelledError } from '../errors.ts';
import type { Progress } from '../outcome.ts';
import { fillSecrets } from '../plan/secrets.ts';
import type { CreateStep, EditStep, Note, Plan } from '../types.ts';
import { type Created, createFiles, removeCreated } from './files.ts';
import { randomBytes } from './random.ts';

export interface Applied {
  /** Notes of the commands that ran: what could not be done although every file is in place. */
  notes: Note[];
}

/** Edits existing files, see edits.ts: it needs a journal, and a new app does without the code for that. */
export type EditFiles = typeof import('./edits.ts').editFiles;

/**
 * Writes all files of the plan or none, then runs its commands.
 * @throws RefusedError or CancelledError with everything taken back, InstallError with the files in place.
 */
export async function apply(plan: Plan, progress: Progress, editFiles?: EditFiles): Promise<Applied> {
  const interrupted = watchSignals();
  try {
    await writeFiles(plan, interrupted.check, editFiles);
  } finally {
    interrupted.stop();
  }
  progress('files');
  const commands = plan.steps.filter((step) => step.kind === 'run');
  if (commands.length === 0) return { notes: [] };
  const { runCommands } = await import('./commands.ts');
  return { notes: await runCommands(plan.root, commands, progress) };
}

async function writeFiles(
  { root, steps }: Plan,
  interrupted: () => Promise<void>,
  editFiles: EditFiles | undefined,
): Promise<void> {
  const fill = secretFiller();
  const creates = steps
    .filter((step) => step.kind === 'create')
    .map((step): CreateStep => ({ ...step, content: fill(step.content) }));
  const edits = steps
    .filter((step) => step.kind === 'edit')
    .map((step): EditStep => ({ ...step, after: fill(step.after) }));
  if (editFiles) return editFiles(root, edits, creates, interrupted);
  if (edits.length > 0) throw new Error('a plan that edits needs editFiles');
  const created: Created = { files: [], folders: [] };
  try {
    createFiles(root, creates, created);
    await interrupted();
  } catch (error) {
    removeCreated(created);
    throw error;
  }
}

/** Puts 256 random bits in the place of each token; one name has one secret in all files. */
function secretFiller(): (content: string) => string {
  const secrets = new Map<string, string>();
  return (content) =>
    fillSecrets(content, (name) => {
      const secret = secrets.get(name) ?? randomBytes(32).toString('base64url');
      secrets.set(name, secret);
      return secret;
    });
}

/** Files are written without a pause, so a signal is only seen after them; then everything is taken back. */
function watchSignals(): { check(): Promise<void>; stop(): void } {
  let signalled = false;
  const note = (): void => {
    signalled = true;
  };
  process.on('SIGINT', note);
  process.on('SIGTERM', note);
  return {
    async check() {
      // Signals are delivered by the event loop when it polls: only between two immediates has it done so for certain.
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
      if (signalled) throw new CancelledError();
    },
    stop() {
      process.off('SIGINT', note);
      process.off('SIGTERM', note);
    },
  };
}
