import path from 'node:path';
import { checkFiles, editFiles } from '../apply/edits.ts';
import { formatPlan } from '../apply/format.ts';
import { recover } from '../apply/journal.ts';
import { resolveAnswers } from '../ask/resolve.ts';
import { RefusedError, UsageError } from '../errors.ts';
import type { ProjectFacts } from '../inspect/facts.ts';
import { inspectProject } from '../inspect/inspect-project.ts';
import { Disk } from '../inspect/project/disk.ts';
import { formatterCommand } from '../inspect/project/formatter.ts';
import { uncommittedFiles } from '../inspect/project/git.ts';
import { packageManagerFromUserAgent } from '../inspect/project/package-manager.ts';
import { packageManagerOfProject } from '../inspect/project/package-manager-of-project.ts';
import type { Outcome, Progress } from '../outcome.ts';
import { addAnswers, detected, storeToReplace } from '../plan/add/detect.ts';
import { finishPlan } from '../plan/add/finish.ts';
import { planAdd } from '../plan/add/plan-add.ts';
import { appChoices, requireEditable } from '../plan/add/preconditions.ts';
import { loadStoreFiles } from '../plan/create/store-files.ts';
import type { AddOptions, Conversation, Flags } from '../questions/conversation.ts';
import type { Answers } from '../questions/values.ts';
import type { Plan } from '../types.ts';
import { carryOut } from './carry-out.ts';
import type { RunOptions } from './create.ts';

/** Adds sessions to an existing app: inspect, ask, plan, apply. @throws CliError; only after an InstallError are files left changed. */
export async function runAdd(
  flags: Flags,
  options: RunOptions & AddOptions,
  conversation: Conversation | undefined,
  progress: Progress,
): Promise<Outcome> {
  conversation?.greet('add');
  const folder = path.resolve(options.cwd, typeof flags.directory === 'string' ? flags.directory : '.');
  const disk = new Disk(folder);
  if (disk.isFile(folder)) {
    throw new UsageError(`${folder} is a file, but add expects the folder of a project.`, {
      hint: `To select the file that creates the app: create-mongo-session-app add ${path.dirname(String(flags.directory))} --entry ${path.basename(folder)}`,
    });
  }
  // Roll back an earlier run that crashed before the project is read.
  recover(folder);
  const { facts, chosen } = await inspectApp(folder, options, conversation);
  const previousAnswers = await askReplacement(facts, flags, conversation);
  const answers = await resolveAnswers({
    command: 'add',
    flags,
    previousAnswers,
    detected: { ...detected(facts), ...(await detectedManager(facts, options)) },
    // An existing session already determines the answers.
    asker: facts.sessions.length > 0 || facts.cookieSession ? undefined : conversation?.asker(),
    promptsDisabled: options.promptsDisabled,
    onReset: conversation?.reportReset,
  });
  const hardened = answers.features?.value.includes('hardened') ? await loadStoreFiles() : undefined;
  const unformatted = finishPlan(planAdd(facts, addAnswers(facts, answers, hardened)), answers, options.cwd);
  if (unformatted.steps.length === 0) return { status: 'unchanged', plan: unformatted };
  const dirty = options.allowDirty ? [] : dirtyFiles(unformatted);
  if (dirty.length > 0 && (options.dryRun || !(await conversation?.editDirty(dirty)))) refuseDirty(dirty);
  const plan = await formatPlan(unformatted, (file) => formatterCommand(disk, disk.absolute(file)));
  checkFiles(plan.root, plan.steps);
  if (options.dryRun) return { status: 'planned', plan };
  await conversation?.approve(plan);
  const outcome = await carryOut(plan, progress, editFiles);
  return { ...outcome, add: { ...chosen, allowDirty: options.allowDirty || dirty.length > 0 } };
}

/** Inspects the project. Of several apps, the user chooses one at a terminal. @throws RefusedError if it cannot be edited */
async function inspectApp(
  folder: string,
  options: AddOptions,
  conversation: Conversation | undefined,
): Promise<{ facts: ProjectFacts; chosen: AppOptions }> {
  const given: AppOptions = entryOptions(options);
  const inspection = inspectProject(folder, given);
  const choices = conversation ? appChoices(inspection) : [];
  if (!conversation || choices.length < 2) return { facts: requireEditable(inspection), chosen: given };
  const chosen = { ...given, ...(await conversation.chooseApp(choices)) };
  return { facts: requireEditable(inspectProject(folder, chosen)), chosen };
}

/** Asks before an existing store is replaced, unless --store or --keep-sessions is given. */
async function askReplacement(
  facts: ProjectFacts,
  flags: Flags,
  conversation: Conversation | undefined,
): Promise<Answers> {
  const store = storeToReplace(facts);
  if (!store || !conversation || flags.store !== undefined || flags.keepSessions !== undefined) return {};
  // The hardened store cannot read sessions from another store.
  const movable = store.movable && !String(flags.features).includes('hardened');
  const sessions = await conversation.replace(store.name, movable);
  return {
    store: { value: 'mongo', from: 'prompt' },
    ...(sessions === 'move' ? { keepSessions: { value: true, from: 'prompt' as const } } : {}),
  };
}

type AppOptions = Pick<AddOptions, 'entry' | 'packageDir'>;

function entryOptions({ entry, packageDir }: AddOptions): AppOptions {
  return { ...(entry === undefined ? {} : { entry }), ...(packageDir === undefined ? {} : { packageDir }) };
}

async function detectedManager(facts: ProjectFacts, { userAgent }: RunOptions): Promise<Answers> {
  const name =
    (await packageManagerOfProject(path.join(facts.root, facts.packageDir))) ?? packageManagerFromUserAgent(userAgent);
  return name ? { pm: { value: name, from: 'detected' } } : {};
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
  throw new RefusedError(
    `These files have uncommitted changes and would be edited:\n${files.map((file) => `  ${file}`).join('\n')}`,
    notes,
    {
      hint: 'Commit or stash the changes, or run the command again with --allow-dirty.',
    },
  );
}
