import type { Progress } from './apply/apply.ts';
import type { Asker, Flags } from './ask/resolve.ts';
import { resolveAnswers } from './ask/resolve.ts';
import { carryOut } from './carry-out.ts';
import type { InstallError } from './errors.ts';
import { packageManagerFromUserAgent, packageManagerVersion } from './inspect/package-manager.ts';
import { inspectTarget } from './inspect/target.ts';
import { refuseCollisions } from './plan/collisions.ts';
import { planCreate } from './plan/create/plan.ts';
import type { Answers } from './questions/values.ts';
import type { Plan } from './types.ts';

/** What the command line decides about a run as a whole. */
export interface RunOptions {
  cwd: string;
  dryRun: boolean;
  yes: boolean;
  userAgent: string | undefined;
}

/** How the pipeline talks to a person; absent when there is nobody to talk to. */
export interface Conversation {
  ask: Asker;
  /** Shows the answers; resolves to the ones that a person has changed, or undefined to go on. */
  review: (answers: Answers) => Promise<Answers | undefined>;
  /** Asks before another store goes; resolves to what becomes of its sessions. */
  replace: (store: string, movable: boolean) => Promise<'end' | 'move'>;
  /** Shows what `add` would change; resolves when it may. */
  approve: (plan: Plan) => Promise<void>;
}

export interface Outcome {
  status: 'done' | 'unchanged' | 'planned' | 'failed';
  plan: Plan;
  /** Set when the files are in place but a later command failed. */
  error?: InstallError;
}

/** `create`: inspect -> ask -> plan -> apply. @throws CliError with nothing written. */
export async function runCreate(
  flags: Flags,
  options: RunOptions,
  conversation: Conversation | undefined,
  progress: Progress,
): Promise<Outcome> {
  const answers = await createAnswers(flags, options, conversation);
  const target = inspectTarget(answers.directory?.value ?? '.', options.cwd);
  const manager = answers.pm?.value ?? 'npm';
  const plan = planCreate(target, answers, packageManagerVersion(manager, options.userAgent, target.root));
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
    flags,
    detected: manager ? { pm: { value: manager, from: 'detected' as const } } : {},
    asker: conversation?.ask,
    ...(options.yes ? { fallback: { directory: 'my-app' } } : {}),
  };
  let answers = await resolveAnswers(input);
  for (;;) {
    const changed = await conversation?.review(answers);
    if (!changed) return answers;
    answers = await resolveAnswers({ ...input, asker: undefined, chosen: changed });
  }
}
