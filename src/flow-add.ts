import path from 'node:path';
import type { Progress } from './apply/apply.ts';
import { checkFiles, editFiles } from './apply/edits.ts';
import { recover } from './apply/journal.ts';
import type { Flags } from './ask/resolve.ts';
import { resolveAnswers } from './ask/resolve.ts';
import { carryOut } from './carry-out.ts';
import { RefusedError, UsageError } from './errors.ts';
import type { Conversation, Outcome, RunOptions } from './flow.ts';
import { Disk } from './inspect/disk.ts';
import type { ProjectFacts } from './inspect/facts.ts';
import { uncommittedFiles } from './inspect/git.ts';
import { packageManagerFromUserAgent, packageManagerOfProject } from './inspect/package-manager.ts';
import { inspectProject } from './inspect/project.ts';
import { addAnswers, detected, storeToReplace } from './plan/add/detected.ts';
import { finishPlan } from './plan/add/finish.ts';
import { planAdd } from './plan/add/plan.ts';
import { storeFiles } from './plan/create/storeFiles.ts';
import type { Answers } from './questions/values.ts';
import type { Plan } from './types.ts';

/** What only `add` can be told. */
export interface AddOptions {
  /** The file of the app, when the project has several. */
  entry?: string;
  /** The package of a workspace. */
  packageDir?: string;
  /** Edit files that have uncommitted changes, too. */
  allowDirty: boolean;
}

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
  const facts = inspectProject(folder, pick(options));
  const wishes = await replacement(facts, flags, conversation);
  const answers = await resolveAnswers({
    command: 'add',
    flags,
    chosen: wishes,
    detected: { ...detected(facts), ...manager(disk, facts, options) },
    // A session that is there already answers for itself.
    asker: facts.sessions.length > 0 ? undefined : conversation?.ask,
  });
  const hardened = answers.features?.value.includes('hardened') ? storeFiles : undefined;
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
  const fate = await conversation.replace(store.name, store.movable);
  return {
    store: { value: 'mongo', from: 'prompt' },
    ...(fate === 'move' ? { keepSessions: { value: true, from: 'prompt' as const } } : {}),
  };
}

function pick({ entry, packageDir }: AddOptions): { entry?: string; packageDir?: string } {
  return { ...(entry === undefined ? {} : { entry }), ...(packageDir === undefined ? {} : { packageDir }) };
}

function manager(disk: Disk, facts: ProjectFacts, { userAgent }: RunOptions): Answers {
  const name =
    packageManagerOfProject(disk, path.join(facts.root, facts.packageDir)) ?? packageManagerFromUserAgent(userAgent);
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
