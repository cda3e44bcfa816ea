import path from 'node:path';
import { version } from '../package.json';
import { type Invocation, parseArguments } from './arguments.ts';
import { runCreate } from './commands/create.ts';
import { CliError } from './errors.ts';
import type { Outcome } from './outcome.ts';
import { ambiguousName, isCommand, similarName, splitCommand } from './questions/command-names.ts';
import type { Conversation } from './questions/conversation.ts';
import { errorText, outcomeText } from './report/human.ts';
import { jsonError, jsonOutcome, type RunContext } from './report/json.ts';
import { palette } from './report/palette.ts';
import { NO_PROGRESS, progressReport } from './report/progress.ts';
import { isTerminal, print, terminalWidth } from './terminal.ts';

/** Runs a command line and sets the exit code. */
async function main(typed: readonly string[]): Promise<void> {
  // Checked before parsing, so that invalid flags are reported as JSON as well.
  const json = typed.includes('--json');
  const context: RunContext = { command: 'create', root: null };
  try {
    const argv = await commandFirst(typed, json);
    const [command = ''] = argv;
    if (isCommand(command)) context.command = command;
    const parsed = parseArguments(argv, version);
    if ('text' in parsed) return print(parsed.text);
    const { directory } = parsed.flags;
    if (typeof directory === 'string' || parsed.command === 'add')
      context.root = path.resolve(String(directory ?? '.'));
    process.exitCode = await run(parsed);
  } catch (error) {
    if (!(error instanceof CliError)) return reportInternalError(error, json, context);
    process.exitCode = error.exitCode;
    await reportError(error, json, context);
  }
}

/**
 * Moves the command to the front of the command line. Asks whether a word that is close to a command name means that
 * command. @throws UsageError if prompts are disabled.
 */
async function commandFirst(argv: readonly string[], json: boolean): Promise<readonly string[]> {
  const { word = '', rest } = splitCommand(argv);
  if (isCommand(word)) return [word, ...rest];
  const name = similarName(word);
  if (name === undefined) return argv;
  const yes = argv.includes('--yes') || argv.includes('-y');
  if (!isCommand(name) || whyPromptsAreDisabled({ json, yes })) throw ambiguousName(word, name);
  const { confirmCommand } = await conversation();
  return (await confirmCommand(word, name)) ? [name, ...rest] : ['create', ...argv];
}

async function run({ command, flags, common, add }: Invocation): Promise<number> {
  const promptsDisabled = whyPromptsAreDisabled(common);
  const options = {
    cwd: process.cwd(),
    promptsDisabled,
    dryRun: common.dryRun,
    yes: common.yes,
    userAgent: process.env['npm_config_user_agent'],
  };
  const progress = common.json ? NO_PROGRESS : progressReport(await palette(process.env), isTerminal(1));
  const person = promptsDisabled ? undefined : await conversation();
  const outcome =
    command === 'add'
      ? await (await import('./commands/add.ts')).runAdd(flags, { ...options, ...add }, person, progress)
      : await runCreate(flags, options, person, progress);
  await reportOutcome(outcome, common, add);
  return outcome.error?.exitCode ?? 0;
}

/**
 * The reason why prompts are disabled; undefined if they are not. Without a terminal as both stdin and stdout they would
 * hang, or end the process with exit code 0.
 */
function whyPromptsAreDisabled({ json, yes }: Pick<Invocation['common'], 'json' | 'yes'>): string | undefined {
  if (yes) return '--yes is set';
  if (json) return '--json is set';
  const ci = process.env['CI'];
  if (ci && ci !== 'false') return 'CI is set';
  return isTerminal(0) && isTerminal(1) ? undefined : 'there is no terminal';
}

async function conversation(): Promise<Conversation> {
  const { converse } = await import('./ask/conversation.ts');
  return converse();
}

async function reportOutcome(
  outcome: Outcome,
  { json, dryRun, verbose }: Invocation['common'],
  add: Invocation['add'],
): Promise<void> {
  const wanted = dryRun || (json && outcome.plan.command === 'add');
  const differ = wanted ? (await import('./plan/diff.ts')).shownDiff : undefined;
  if (json) {
    print(jsonOutcome(outcome, differ));
    return;
  }
  const detail = { differ, verbose, columns: terminalWidth(), add: outcome.add ?? add };
  print(outcomeText(outcome, await palette(process.env), detail));
}

async function reportError(error: CliError, json: boolean, context: RunContext): Promise<void> {
  if (json) {
    print(jsonError(context, error));
  } else {
    print(`${errorText(error, await palette(process.env), terminalWidth(2))}\n`, 2);
  }
  if (process.env['DEBUG'] && error.cause) console.error(error.cause);
}

/** Reports an unexpected error and sets exit code 1. */
function reportInternalError(error: unknown, json: boolean, context: RunContext): void {
  process.exitCode = 1;
  const cause = error instanceof Error ? error.message : String(error);
  const message = `Internal error (please report it): ${cause}`;
  const hint = `Please include the version (${version}) and the stack trace of a run with DEBUG=1.`;
  if (json) print(jsonError(context, { message, hint, exitCode: 1 }));
  else print(`error ${message}\n`, 2);
  if (process.env['DEBUG']) console.error(error);
  else if (!json) print(`${hint}\n`, 2);
}

void main(process.argv.slice(2));
