import path from 'node:path';
import { version } from '../package.json';
import { type Invocation, parseArguments } from './arguments.ts';
import { runCreate } from './commands/create.ts';
import { CliError } from './errors.ts';
import type { Outcome } from './outcome.ts';
import { ambiguousName, isCommand, similarName, splitCommand } from './questions/command-names.ts';
import type { Conversation } from './questions/conversation.ts';
import { errorText, outcomeText, progressText } from './report/human.ts';
import { jsonError, jsonOutcome, type Where } from './report/json.ts';
import { palette } from './report/palette.ts';
import { isTerminal, print } from './terminal.ts';

/** The one place that ends the process. */
async function main(typed: readonly string[]): Promise<void> {
  // Read before parsing, so that even a bad flag is reported in the form that was asked for.
  const json = typed.includes('--json');
  const at: Where = { command: 'create', root: null };
  try {
    const argv = await commandFirst(typed, json);
    const [command = ''] = argv;
    if (isCommand(command)) at.command = command;
    const parsed = parseArguments(argv, version);
    if ('text' in parsed) return print(parsed.text);
    const { directory } = parsed.flags;
    if (typeof directory === 'string' || parsed.command === 'add') at.root = path.resolve(String(directory ?? '.'));
    process.exitCode = await run(parsed);
  } catch (error) {
    if (!(error instanceof CliError)) return bug(error, json, at);
    process.exitCode = error.exitCode;
    await reportError(error, json, at);
  }
}

/**
 * The command line with its command in front. A person is asked whether a word close to the name of a command means it.
 * @throws UsageError where nobody can be asked
 */
async function commandFirst(argv: readonly string[], json: boolean): Promise<readonly string[]> {
  const { word = '', rest } = splitCommand(argv);
  if (isCommand(word)) return [word, ...rest];
  const name = similarName(word);
  if (name === undefined) return argv;
  const person = isCommand(name) && (await conversation({ json, yes: argv.includes('--yes') || argv.includes('-y') }));
  if (!person) throw ambiguousName(word, name);
  return (await person.confirmCommand(word, name)) ? [name, ...rest] : ['create', ...argv];
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
      ? await (await import('./commands/add.ts')).runAdd(flags, { ...options, ...add }, person, progress)
      : await runCreate(flags, options, person, progress);
  await reportOutcome(outcome, common, add);
  return outcome.error?.exitCode ?? 0;
}

/** Prompts need a terminal on both sides: without one they hang, or end the process with exit code 0. */
async function conversation(common: Pick<Invocation['common'], 'json' | 'yes'>): Promise<Conversation | undefined> {
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
  print(outcomeText(outcome, await palette(process.env), { differ, verbose, add }));
}

async function reportError(error: CliError, json: boolean, at: Where): Promise<void> {
  if (json) {
    print(jsonError(at, error));
  } else {
    print(`${errorText(error, await palette(process.env))}\n`, 2);
  }
  if (process.env['DEBUG'] && error.cause) console.error(error.cause);
}

/** Exit 1: something that we did not foresee. */
function bug(error: unknown, json: boolean, at: Where): void {
  process.exitCode = 1;
  const cause = error instanceof Error ? error.message : String(error);
  const message = `This is a bug in create-mongo-session-app ${version}: ${cause}`;
  const hint = 'Run it again with DEBUG=1 to see where, and please report it.';
  if (json) print(jsonError(at, { message, hint, exitCode: 1 }));
  else print(`error ${message}\n`, 2);
  if (process.env['DEBUG']) console.error(error);
  else if (!json) print(`${hint}\n`, 2);
}

void main(process.argv.slice(2));
