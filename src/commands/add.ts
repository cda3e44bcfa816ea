import path from 'node:path';
import { checkFiles, editFiles } from '../apply/edits.ts';
import { recover } from '../apply/journal.ts';
import { resolveAnswers } from '../ask/resolve.ts';
import { RefusedError, UsageError } from '../errors.ts';
import type { ProjectFacts } from '../inspect/facts.ts';
import { inspectProject } from '../inspect/inspect-project.ts';
import { Disk } from '../inspect/project/disk.ts';
import { uncommittedFiles } from '../inspect/project/git.ts';
import { packageManagerFromUserAgent, packageManagerOfProject } from '../inspect/project/package-manager.ts';
import type { Outcome, Progress } from '../outcome.ts';
import { addAnswers, detected, storeToReplace } from '../plan/add/detect.ts';
import { finishPlan } from '../plan/add/finish.ts';
import { planAdd } from '../plan/add/plan-add.ts';
import { requireEditable } from '../plan/add/preconditions.ts';
import { loadStoreFiles } from '../plan/create/store-files.ts';
import type { AddOptions, Conversation, Flags } from '../questions/conversation.ts';
import type { Answers } from '../questions/values.ts';
import type { Plan } from '../types.ts';
import { carryOut } from './carry-out.ts';
import type { RunOptions } from './create.ts';

/** `add`: inspect -> ask -> plan -> apply. @throws CliError with nothing written. */
export async function runAdd(
  flags: Flags,
  options: RunOptions & AddOptions,
  conversation: Conversation | undefined,
  progress: Progress,
): Promise<Outcome> {
  const folder = path.resolve(options.cwd, typeof flags.directory === 'string' ? flags.directory : '.');
  const disk = new Disk(folder);
  if (disk.isFile(folder)) {
    throw new UsageError(`${folder} is a file, and add takes the folder of a project.`, {
      hint: `To name the file of the app: create-mongo-session-app add ${path.dirname(String(flags.directory))} --entry ${path.basename(folder)}`,
    });
  }
  // A run that died half-way has left a journal: the project is put back before it is read.
  recover(folder);
  const facts = requireEditable(inspectProject(folder, pick(options)));
  const wishes = await replacement(facts, flags, conversation);
  const answers = await resolveAnswers({
    command: 'add',
    flags,
    kept: wishes,
    detected: { ...detected(facts), ...(await manager(facts, options)) },
    // A session that is there already answers for itself.
    asker: facts.sessions.length > 0 || facts.cookieSession ? undefined : conversation?.ask,
    onReset: conversation?.reportReset,
  });
  const hardened = answers.features?.value.includes('hardened') ? await loadStoreFiles() : undefined;
  const plan = finishPlan(planAdd(facts, addAnswers(facts, answers, hardened)), answers, options.cwd);
  if (plan.steps.length === 0) return { status: 'unchanged', plan };
  if (!options.allowDirty) refuseDirty(plan);
  checkFiles(plan.root, plan.steps);
  if (options.dryRun) return { status: 'planned', plan };
  await conversation?.approve(plan);
  return carryOut(plan, progress, editFiles);
}

/** A store that people chose goes only when somebody says so: here, or with --store mongo. */
async function replacement(
  facts: ProjectFacts,
  flags: Flags,
  conversation: Conversation | undefined,
): Promise<Answers> {
  const store = storeToReplace(facts);
  if (!store || !conversation || flags.store !== undefined || flags.keepSessions !== undefined) return {};
  // The hardened store cannot read the sessions of another one.
  const movable = store.movable && !String(flags.features).includes('hardened');
  const fate = await conversation.replace(store.name, movable);
  return {
    store: { value: 'mongo', from: 'prompt' },
    ...(fate === 'move' ? { keepSessions: { value: true, from: 'prompt' as const } } : {}),
  };
}

function pick({ entry, packageDir }: AddOptions): { entry?: string; packageDir?: string } {
  return { ...(entry === undefined ? {} : { entry }), ...(packageDir === undefined ? {} : { packageDir }) };
}

async function manager(facts: ProjectFacts, { userAgent }: RunOptions): Promise<Answers> {
  const name =
    (await packageManagerOfProject(path.join(facts.root, facts.packageDir))) ?? packageManagerFromUserAgent(userAgent);
  return name ? { pm: { value: name, from: 'detected' } } : {};
}

function refuseDirty(plan: Plan): void {
  const files = uncommittedFiles(
    plan.root,
    plan.steps.flatMap((step) => (step.kind === 'edit' ? [step.path] : [])),
  );
  if (files.length === 0) return;
  const notes = files.map((file) => ({
    code: 'uncommitted-changes',
    severity: 'error' as const,
    message: `${file} has uncommitted changes.`,
    file,
  }));
  throw new RefusedError(
    `These files have changes that are not committed, and we would edit them:\n${files.map((file) => `  ${file}`).join('\n')}`,
    notes,
    {
      hint: 'Commit or stash them first, or run it again with --allow-dirty.',
    },
  );
}
