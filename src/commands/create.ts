import { resolveAnswers } from '../ask/resolve.ts';
import { RefusedError } from '../errors.ts';
import { packageManagerFromUserAgent, packageManagerVersion } from '../inspect/project/package-manager.ts';
import { inspectTarget, unusedFolder } from '../inspect/project/target-folder.ts';
import type { Outcome, Progress } from '../outcome.ts';
import { refuseCollisions } from '../plan/collisions.ts';
import { planCreate } from '../plan/create/plan.ts';
import { loadTemplates } from '../plan/create/render.ts';
import type { Conversation, Flags } from '../questions/conversation.ts';
import type { Answers } from '../questions/values.ts';
import type { Note } from '../types.ts';
import { carryOut } from './carry-out.ts';

/** The options that are independent of the answers. */
export interface RunOptions {
  cwd: string;
  dryRun: boolean;
  yes: boolean;
  /** The reason why prompts are disabled; undefined if they are not. */
  promptsDisabled?: string | undefined;
  userAgent: string | undefined;
}

/** Creates a new app: inspect, ask, plan, apply. @throws CliError; only after an InstallError are files left behind. */
export async function runCreate(
  flags: Flags,
  options: RunOptions,
  conversation: Conversation | undefined,
  progress: Progress,
): Promise<Outcome> {
  conversation?.greet('create');
  const answers = await createAnswers(flags, options, conversation);
  const target = inspectTarget(answers.directory?.value ?? '.', options.cwd);
  const version = packageManagerVersion(answers.pm?.value ?? 'npm', options.userAgent, target.root);
  const plan = planCreate(target, answers, await loadTemplates(), version);
  refuseCollisions(plan, target);
  return options.dryRun ? { status: 'planned', plan } : carryOut(plan, progress);
}

async function createAnswers(
  flags: Flags,
  options: RunOptions,
  conversation: Conversation | undefined,
): Promise<Answers> {
  const manager = packageManagerFromUserAgent(options.userAgent);
  const asker = conversation?.asker((directory) => folderProblem(directory, options.cwd));
  const suggested =
    options.yes || conversation ? { directory: options.yes ? NAME : unusedFolder(NAME, options.cwd) } : {};
  return resolveAnswers({
    command: 'create',
    flags,
    detected: manager ? { pm: { value: manager, from: 'detected' } } : {},
    promptsDisabled: options.promptsDisabled,
    onReset: conversation?.reportReset,
    asker,
    suggested,
    review: conversation && asker && ((answers) => conversation.review(answers, asker)),
  });
}

const NAME = 'my-app';

/** The reason why an app with the default answers cannot be created in a folder; undefined if it can. */
async function folderProblem(directory: string, cwd: string): Promise<string | undefined> {
  const flags = { directory };
  try {
    const target = inspectTarget(directory, cwd);
    const answers = await resolveAnswers({ command: 'create', flags, detected: {} });
    refuseCollisions(planCreate(target, answers, await loadTemplates()), target);
    return undefined;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return error.notes.length === 0
      ? error.message
      : `${directory} already contains ${nameSome(error.notes)}. Choose another folder.`;
  }
}

function nameSome(notes: readonly Note[]): string {
  const files = notes.flatMap(({ file }) => file ?? []);
  return files.length > 3 ? `${files.slice(0, 3).join(', ')} and ${files.length - 3} more` : files.join(', ');
}
