import { checkFiles, editFiles } from '../apply/edits.ts';
import { formatPlan } from '../apply/format.ts';
import { RefusedError } from '../errors.ts';
import type { Disk } from '../inspect/project/disk.ts';
import { formatterCommand } from '../inspect/project/formatter.ts';
import { uncommittedFiles } from '../inspect/project/git.ts';
import type { Outcome, Progress } from '../outcome.ts';
import type { Conversation } from '../questions/conversation.ts';
import type { Plan } from '../types.ts';
import { carryOut } from './carry-out.ts';

interface EditOptions {
  dryRun: boolean;
  /** Also edit files with uncommitted changes. */
  allowDirty: boolean;
}

/** A check of an approved plan on a copy of the project. */
interface Trial {
  /** It was asked for by flag, also in a dry run. */
  isWanted: boolean;
  /** The scripts that it runs; it is offered if there are any. */
  scripts: readonly string[];
  /** @throws RefusedError when the plan breaks something */
  run(plan: Plan): Promise<Plan>;
}

/**
 * Carries out the edits of an existing project, after they are formatted, checked and approved.
 * @returns whether files with uncommitted changes were edited, and whether the plan was tried first: by flag or at the prompt
 * @throws RefusedError for uncommitted changes, CancelledError
 */
export async function editProject(
  disk: Disk,
  planned: Plan,
  options: EditOptions,
  conversation: Conversation | undefined,
  progress: Progress,
  trial?: Trial,
): Promise<Outcome & { allowDirty: boolean; check: boolean }> {
  const dirty = options.allowDirty ? [] : dirtyFiles(planned);
  if (dirty.length > 0 && (options.dryRun || !(await conversation?.editDirty(dirty)))) refuseDirty(dirty);
  const allowDirty = options.allowDirty || dirty.length > 0;
  let plan = await formatPlan(planned, (file) => formatterCommand(disk, disk.absolute(file)));
  checkFiles(plan.root, plan.steps);
  let check = trial?.isWanted ?? false;
  if (!options.dryRun && conversation)
    check = (await conversation.approve(plan, check ? [] : (trial?.scripts ?? []))) === 'check' || check;
  if (check && trial) plan = await trial.run(plan);
  if (options.dryRun) return { status: 'planned', plan, allowDirty, check };
  return { ...(await carryOut(plan, progress, editFiles)), allowDirty, check };
}

/** The files with uncommitted changes that the plan edits. */
function dirtyFiles(plan: Plan): string[] {
  return uncommittedFiles(
    plan.root,
    plan.steps.flatMap((step) => (step.kind === 'edit' ? [step.path] : [])),
  );
}

function refuseDirty(files: string[]): never {
  const notes = files.map((file) => ({
    code: 'uncommitted-changes',
    severity: 'error' as const,
    message: `${file} has uncommitted changes.`,
    file,
  }));
  const list = files.map((file) => `  ${file}`).join('\n');
  throw new RefusedError(`These files have uncommitted changes and would be edited:\n${list}`, notes, {
    hint: 'Commit or stash the changes, or run the command again with --allow-dirty.',
  });
}
