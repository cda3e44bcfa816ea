import path from 'node:path';
import { recover } from '../apply/journal.ts';
import { resolveAnswers } from '../ask/resolve.ts';
import { UsageError } from '../errors.ts';
import type { ProjectFacts } from '../inspect/facts.ts';
import { inspectProject } from '../inspect/inspect-project.ts';
import { Disk } from '../inspect/project/disk.ts';
import { packageManagerFromUserAgent } from '../inspect/project/package-manager.ts';
import { packageManagerOfProject } from '../inspect/project/package-manager-of-project.ts';
import type { Outcome, Progress } from '../outcome.ts';
import { addAnswers, detected, storeToReplace } from '../plan/add/detect.ts';
import { finishPlan } from '../plan/add/finish.ts';
import { planAdd } from '../plan/add/plan-add.ts';
import { appChoices, requireEditable } from '../plan/add/preconditions.ts';
import { loadStoreFiles } from '../plan/create/store-files.ts';
import type { CheckedProject } from '../proof/check/check-plan.ts';
import type { AddOptions, AppOptions, Conversation, Flags } from '../questions/conversation.ts';
import type { Answers } from '../questions/values.ts';
import type { Plan } from '../types.ts';
import type { RunOptions } from './create.ts';
import { editProject } from './edit-project.ts';

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
  const plan = finishPlan(planAdd(facts, addAnswers(facts, answers, hardened)), answers, options.cwd, chosen);
  if (plan.steps.length === 0) return { status: 'unchanged', plan };
  const project = { packageDir: facts.packageDir, packageManager: answers.pm?.value ?? 'npm' };
  const trial = {
    isWanted: options.check,
    scripts: conversation ? await scriptsToRun(plan.root, project) : [],
    run: (edited: Plan): Promise<Plan> => withCheck(edited, project, chosen, progress),
  };
  const { allowDirty, check, ...outcome } = await editProject(disk, plan, options, conversation, progress, trial);
  return outcome.status === 'planned' ? outcome : { ...outcome, add: { ...chosen, allowDirty, check } };
}

/** The scripts that a check of the plan runs, as a person types them. */
async function scriptsToRun(root: string, { packageDir, packageManager }: CheckedProject): Promise<string[]> {
  const { findScripts } = await import('../proof/check/scripts.ts');
  return findScripts(root, packageDir, packageManager).flatMap(({ title, skipped }) => (skipped ? [] : title));
}

/** The plan with the results of its check as notes. @throws RefusedError when the plan breaks a script */
async function withCheck(plan: Plan, project: CheckedProject, chosen: AppOptions, progress: Progress): Promise<Plan> {
  const { checkPlan } = await import('../proof/check/check-plan.ts');
  const { startProof } = await import('../proof/check/start.ts');
  const notes = await checkPlan(plan, project, { progress, proveStart: startProof(chosen) });
  return { ...plan, notes: [...plan.notes, ...notes] };
}

/** Inspects the project. Of several apps, the user chooses one at a terminal. @throws RefusedError if it cannot be edited */
async function inspectApp(
  folder: string,
  { entry, packageDir }: AppOptions,
  conversation: Conversation | undefined,
): Promise<{ facts: ProjectFacts; chosen: AppOptions }> {
  const given = { entry, packageDir };
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

async function detectedManager(facts: ProjectFacts, { userAgent }: RunOptions): Promise<Answers> {
  const name =
    (await packageManagerOfProject(path.join(facts.root, facts.packageDir))) ?? packageManagerFromUserAgent(userAgent);
  return name ? { pm: { value: name, from: 'detected' } } : {};
}
