import { version } from '../package.json';
import { CliError } from './errors.ts';
import type { Conversation, Outcome } from './flow.ts';
import { type Invocation, parseArguments } from './program.ts';

/** The one place that ends the process. */
async function main(argv: readonly string[]): Promise<void> {
  // Read before parsing, so that even a bad flag is reported in the form that was asked for.
  const json = argv.includes('--json');
  try {
    const parsed = parseArguments(argv, version);
    if ('text' in parsed) process.stdout.write(parsed.text);
    else process.exitCode = await run(parsed);
  } catch (error) {
    if (!(error instanceof CliError)) return bug(error);
    process.exitCode = error.exitCode;
    await reportError(error, json, argv[0] === 'add' ? 'add' : 'create');
  }
}

async function run({ command, flags, common, add }: Invocation): Promise<number> {
  const options = {
    cwd: process.cwd(),
    dryRun: common.dryRun,
    yes: common.yes,
    userAgent: process.env['npm_config_user_agent'],
  };
  const progress = common.json ? () => {} : await progressReport();
  const person = await conversation(common);
  const outcome =
    command === 'add'
      ? await (await import('./flow-add.ts')).runAdd(flags, { ...options, ...add }, person, progress)
      : await (await import('./flow.ts')).runCreate(flags, options, person, progress);
  await reportOutcome(outcome, common);
  return outcome.error?.exitCode ?? 0;
}

/** Prompts need a terminal on both sides: without one they hang, or end the process with exit code 0. */
async function conversation(common: Invocation['common']): Promise<Conversation | undefined> {
  const ci = process.env['CI'];
  const terminal = process.stdin.isTTY && process.stdout.isTTY && (!ci || ci === 'false');
  if (!terminal || common.yes || common.json) return undefined;
  const { converse } = await import('./ask/conversation.ts');
  return converse();
}

async function progressReport() {
  const { palette, progressText } = await import('./report/human.ts');
  const ink = palette(process.env);
  return (event: Parameters<typeof progressText>[0]): void => {
    process.stdout.write(progressText(event, ink));
  };
}

async function reportOutcome(outcome: Outcome, { json, dryRun, verbose }: Invocation['common']): Promise<void> {
  const wanted = dryRun || (json && outcome.plan.command === 'add');
  const differ = wanted ? (await import('./plan/diff.ts')).unifiedDiff : undefined;
  if (json) {
    const { jsonOutcome } = await import('./report/json.ts');
    process.stdout.write(jsonOutcome(outcome, differ));
    return;
  }
  const { outcomeText, palette } = await import('./report/human.ts');
  process.stdout.write(outcomeText(outcome, palette(process.env), { differ, verbose }));
}

async function reportError(error: CliError, json: boolean, command: string): Promise<void> {
  if (json) {
    const { jsonError } = await import('./report/json.ts');
    process.stdout.write(jsonError(command, error));
  } else {
    const { errorText, palette } = await import('./report/human.ts');
    process.stderr.write(`${errorText(error, palette(process.env))}\n`);
  }
  if (process.env['DEBUG'] && error.cause) console.error(error.cause);
}

/** Exit 1: something that we did not foresee. */
function bug(error: unknown): void {
  process.exitCode = 1;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`error This is a bug in create-mongo-session-app ${version}: ${message}\n`);
  if (process.env['DEBUG']) console.error(error);
  else process.stderr.write('Run it again with DEBUG=1 to see where, and please report it.\n');
}

void main(process.argv.slice(2));
