import path from 'node:path';
import { version } from '../package.json';
import { newSecret } from './apply/random.ts';
import { type Invocation, parseArguments } from './arguments.ts';
import { type RunOptions, runCreate } from './commands/create.ts';
import type { DoctorOptions } from './commands/doctor.ts';
import { CliError, UsageError } from './errors.ts';
import type { Examination, Outcome, Progress } from './outcome.ts';
import { ambiguousName, isCommand, similarName, splitCommand } from './questions/command-names.ts';
import type { AddOptions, Conversation } from './questions/conversation.ts';
import { errorText, outcomeText } from './report/human.ts';
import { jsonError, jsonExamination, jsonOutcome, type RunContext } from './report/json.ts';
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
    const directory = directoryOf(parsed);
    if (directory !== undefined) context.root = path.resolve(directory);
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

/** The folder that a command works in, as typed; undefined if that is still to be asked, or if it prints a text only. */
function directoryOf(parsed: Invocation): string | undefined {
  if (parsed.command === 'doctor') return parsed.doctor.directory ?? '.';
  if (parsed.command === 'secret') return parsed.secret.write && path.dirname(parsed.secret.write);
  const { directory } = parsed.flags;
  if (typeof directory === 'string') return directory;
  return parsed.command === 'add' ? '.' : undefined;
}

async function run(parsed: Invocation): Promise<number> {
  const { common } = parsed;
  const promptsDisabled = whyPromptsAreDisabled(common);
  const options = {
    cwd: process.cwd(),
    promptsDisabled,
    dryRun: common.dryRun,
    yes: common.yes,
    userAgent: process.env['npm_config_user_agent'],
  };
  const format = common.json ? 'json' : (parsed.command === 'doctor' && parsed.doctor.format) || 'text';
  const progress = format === 'text' ? progressReport(await palette(process.env), isTerminal(1)) : NO_PROGRESS;
  const person = promptsDisabled ? undefined : await conversation();
  if (parsed.command === 'doctor') {
    const { runDoctor } = await import('./commands/doctor.ts');
    const examination = await runDoctor(parsed.doctor, options, format === 'text' ? person : undefined, progress);
    return reportExamination(examination, { ...common, ...parsed.doctor, format });
  }
  const outcome =
    parsed.command === 'secret' ? await secret(parsed, options) : await edit(parsed, options, person, progress);
  if (!outcome) return 0;
  await reportOutcome(outcome, common, 'add' in parsed ? parsed.add : undefined);
  return outcome.error?.exitCode ?? 0;
}

type Command<Name> = Extract<Invocation, { command: Name }>;

async function edit(
  { command, flags, add }: Command<'create' | 'add'>,
  options: RunOptions,
  person: Conversation | undefined,
  progress: Progress,
): Promise<Outcome> {
  if (command === 'create') return runCreate(flags, options, person, progress);
  const { runAdd } = await import('./commands/add.ts');
  return runAdd(flags, { ...options, ...add }, person, progress);
}

/** Prints a new secret, or writes it to a file. */
async function secret(
  { secret: { write, ...given }, common }: Command<'secret'>,
  options: RunOptions,
): Promise<Outcome | undefined> {
  if (write !== undefined) {
    const { runSecret } = await import('./commands/secret.ts');
    return runSecret({ ...given, write }, options);
  }
  const hint = 'To put it into a file: create-mongo-session-app secret --write .env';
  if (given.rotate) throw new UsageError('--rotate needs the file that has the old secret.', { hint });
  if (common.json) throw new UsageError('A secret is not printed as JSON.', { hint });
  print(`${newSecret()}\n`);
  return undefined;
}

/** Prints what `doctor` found; the exit code is 5 if it found errors. */
async function reportExamination(
  examination: Examination,
  { format, quiet, verbose, dryRun }: Invocation['common'] & DoctorOptions,
): Promise<number> {
  const differ = examination.plan ? (await import('./plan/diff.ts')).shownDiff : undefined;
  if (format === 'sarif') print((await import('./report/sarif.ts')).sarif(examination, version));
  else if (format === 'json') print(jsonExamination(examination, differ));
  else {
    const { examinationText } = await import('./report/examination.ts');
    const detail = { quiet, verbose, columns: terminalWidth(), differ: dryRun ? differ : undefined };
    print(examinationText(examination, await palette(process.env), detail));
  }
  return examination.status === 'failed' ? 5 : 0;
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
  add: AddOptions | undefined,
): Promise<void> {
  const wanted = dryRun || (json && outcome.plan.command !== 'create');
  const differ = wanted ? (await import('./plan/diff.ts')).shownDiff : undefined;
  if (json) {
    print(jsonOutcome(outcome, differ));
    return;
  }
  const detail = { differ, verbose, columns: terminalWidth(), ...(add && { add: outcome.add ?? add }) };
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
