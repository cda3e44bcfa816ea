import { resolveAnswers } from '../ask/resolve.ts';
import { packageManagerFromUserAgent, packageManagerVersion } from '../inspect/project/package-manager.ts';
import { inspectTarget } from '../inspect/project/target-folder.ts';
import type { Outcome, Progress } from '../outcome.ts';
import { refuseCollisions } from '../plan/collisions.ts';
import { planCreate } from '../plan/create/plan.ts';
import { loadTemplates } from '../plan/create/render.ts';
import type { Conversation, Flags } from '../questions/conversation.ts';
import type { Answers } from '../questions/values.ts';
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
  const input = {
    command: 'create' as const,
    detected: manager ? { pm: { value: manager, from: 'detected' as const } } : {},
    promptsDisabled: options.promptsDisabled,
    onReset: conversation?.reportReset,
  };
  const fallback = options.yes ? { directory: 'my-app' } : {};
  let answers = await resolveAnswers({ ...input, flags, asker: conversation?.ask, fallback });
  for (;;) {
    const changed = await conversation?.review(answers);
    if (!changed) return answers;
    answers = await resolveAnswers({ ...input, flags: {}, previousAnswers: { ...givenAnswers(answers), ...changed } });
  }
}

/** The answers from flags and prompts. Defaults are computed again after a change, because they may depend on it. */
function givenAnswers(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([, { from }]) => from === 'flag' || from === 'prompt'));
}
