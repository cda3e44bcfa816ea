import { version } from '../package.json';
import { CliError } from './errors.ts';
import { type Conversation, type Outcome, runCreate } from './flow.ts';
import { type Invocation, parseArguments } from './program.ts';
import { errorText, outcomeText, progressText } from './report/human.ts';
import { jsonError, jsonOutcome } from './report/json.ts';
import { palette } from './report/palette.ts';
import { isTerminal, print } from './terminal.ts';

/** The one place that ends the process. */
async function main(argv: readonly string[]): Promise<void> {
  // Read before parsing, so that even a bad flag is reported in the form that was asked for.
  const json = argv.includes('--json');
  try {
    const parsed = parseArguments(argv, version);
    if ('text' in parsed) print(parsed.text);
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
      : await runCreate(flags, options, person, progress);
  await reportOutcome(outcome, common);
  return outcome.error?.exitCode ?? 0;
}

/** Prompts need a terminal on both sides: without one they hang, or end the process with exit code 0. */
async function conversation(common: Invocation['common']): Promise<Conversation | undefined> {
  if (common.yes || common.json) return undefined;
  const ci = process.env['CI'];
  const terminal = isTerminal(0) && isTerminal(1) && (!ci || ci === 'false');
  if (!terminal) return undefined;
  const { converse } = await import('./ask/conversation.ts');
  return converse();
}

async function progressReport() {
  const ink = await palette(process.env);
  return (event: Parameters<typeof progressText>[0]): void => {
    print(progressText(event, ink));
  };
}

async function reportOutcome(outcome: Outcome, { json, dryRun, verbose }: Invocation['common']): Promise<void> {
  const wanted = dryRun || (json && outcome.plan.command === 'add');
  const differ = wanted ? (await import('./plan/diff.ts')).unifiedDiff : undefined;
  if (json) {
    print(jsonOutcome(outcome, differ));
    return;
  }
  print(outcomeText(outcome, await palette(process.env), { differ, verbose }));
}

async function reportError(error: CliError, json: boolean, command: string): Promise<void> {
  if (json) {
    print(jsonError(command, error));
  } else {
    print(`${errorText(error, await palette(process.env))}\n`, 2);
  }
  if (process.env['DEBUG'] && error.cause) console.error(error.cause);
}

/** Exit 1: something that we did not foresee. */
function bug(error: unknown): void {
  process.exitCode = 1;
  const message = error instanceof Error ? error.message : String(error);
  print(`error This is a bug in create-mongo-session-app ${version}: ${message}\n`, 2);
  if (process.env['DEBUG']) console.error(error);
  else print('Run it again with DEBUG=1 to see where, and please report it.\n', 2);
}

void main(process.argv.slice(2));
