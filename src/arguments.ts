import { Command as Commander, CommanderError, Option } from 'commander';
import type { DoctorOptions } from './commands/doctor.ts';
import type { SecretOptions } from './commands/secret.ts';
import { UsageError } from './errors.ts';
import { COMMANDS, type CommandName, isCommand, PROGRAM, unknownCommand } from './questions/command-names.ts';
import type { AddOptions, Flags } from './questions/conversation.ts';
import { questionsFor } from './questions/table.ts';
import type { Command, Question } from './questions/values.ts';
import { hang } from './report/wrap.ts';
import { isTerminal, terminalWidth } from './terminal.ts';

const DESCRIPTION = 'Create an Express app with sessions in MongoDB, or add them to the app you already have.';

/** The flags that all commands share. */
interface CommonFlags {
  json: boolean;
  dryRun: boolean;
  yes: boolean;
  verbose: boolean;
}

/** A parsed command line. */
export type Invocation = { common: CommonFlags } & (
  | { command: Command; flags: Flags; add: AddOptions }
  | { command: 'doctor'; doctor: DoctorOptions }
  | { command: 'secret'; secret: SecretOptions }
);

/** The parsed command line, or the text to print for `--help` and `--version`. */
export type Parsed = Invocation | { text: string };

/**
 * Parses a command line that starts with the command; the default is `create`. Only the flags of that command are
 * registered, because each one costs startup time.
 * @throws UsageError for an unknown flag, a missing value or too many arguments.
 */
export function parseArguments(argv: readonly string[], version: string): Parsed {
  if (argv[0] === 'help') return parseArguments(helpArguments(argv.slice(1)), version);
  const [first = ''] = argv;
  const named = isCommand(first) && first !== 'help' ? first : undefined;
  const command = named ?? 'create';
  const wantsHelp = argv.includes('--help') || argv.includes('-h');
  let parsed: Invocation | undefined;
  let text = '';
  const program = new Commander(named ? `${PROGRAM} ${named}` : PROGRAM)
    .description(wantsHelp ? introduction(named) : '')
    .exitOverride()
    .configureOutput({
      writeOut: (chunk) => {
        text += chunk;
      },
      writeErr: () => {},
      getOutHelpWidth: helpWidth,
      getOutHasColors: () => false,
    })
    .configureHelp({ minWidthToWrap: 20, optionTerm: (option) => helpTerm(command, option) })
    .action((...given: unknown[]) => {
      refuseContradictions(command, argv);
      const directory = typeof given[0] === 'string' ? given[0] : undefined;
      parsed = invocation(command, directory, program.opts());
    });
  const usage = command === 'secret' ? '[options]' : '[dir] [options]';
  program.usage(named ? usage : `${usage}\n       ${PROGRAM} <command> [options]`);
  if (command !== 'secret') program.argument('[dir]');
  addFlags(program, command, version, wantsHelp);
  program.addHelpText('after', () => `\n${hang(EXIT_CODES[command], helpWidth())}`);
  try {
    program.parse(argv.slice(named ? 1 : 0), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error, named);
    return { text };
  }
  return parsed ?? { text };
}

/** @throws UsageError for repeated or contradictory flags; commander would silently use the last one. */
function refuseContradictions(command: CommandName, argv: readonly string[]): void {
  const problems = questionsOf(command).flatMap(({ flag, kind }) => {
    const name = flag?.split(' ')[0];
    if (name === undefined) return [];
    const opposite = name.replace(/^--/, '--no-');
    const isGiven = (word: string): boolean => word === name || word.startsWith(`${name}=`);
    if (kind !== 'boolean') return argv.filter(isGiven).length > 1 ? [`${name} is given more than once.`] : [];
    return argv.includes(name) && argv.includes(opposite) ? [`${name} and ${opposite} contradict each other.`] : [];
  });
  if (problems.length > 0) throw new UsageError(problems.join('\n'), { hint: `See: ${PROGRAM} ${command} --help` });
}

/** The width of help: that of the terminal, or 80. */
function helpWidth(): number {
  return isTerminal(1) ? terminalWidth() : 80;
}

/** Converts `help add` to `add --help`. @throws UsageError for an unknown command. */
function helpArguments(argv: readonly string[]): string[] {
  const [topic = 'help', excess] = argv.filter((word) => !word.startsWith('-'));
  if (!isCommand(topic)) throw unknownCommand(topic);
  if (excess !== undefined) throw new UsageError('Too many arguments: help takes at most one command name.');
  return topic === 'help' ? ['--help'] : [topic, '--help'];
}

/** The questions of a command, which are its flags, too. */
function questionsOf(command: CommandName): readonly Question[] {
  return command === 'create' || command === 'add' ? questionsFor(command) : [];
}

function invocation(
  command: CommandName,
  directory: string | undefined,
  options: Record<string, string | boolean>,
): Invocation {
  const { yes, dryRun, json, verbose, entry, package: packageDir, allowDirty, ...flags } = options;
  const common = { yes: yes === true, dryRun: dryRun === true, json: json === true, verbose: verbose === true };
  const project = {
    allowDirty: allowDirty === true,
    ...(typeof entry === 'string' && { entry }),
    ...(typeof packageDir === 'string' && { packageDir }),
  };
  const named = directory === undefined ? {} : { directory };
  if (command === 'secret') return { command, common, secret: { rotate: false, ...flags } };
  if (command === 'doctor')
    return { command, common, doctor: { fix: false, live: false, quiet: false, ...flags, ...project, ...named } };
  const { check, ...answers } = flags;
  return { command, common, flags: { ...answers, ...named }, add: { ...project, check: check === true } };
}

const HEADINGS = { sessions: 'Sessions:', secret: 'Secret:', app: 'App:', project: 'Project:', run: 'This run:' };

function addFlags(program: Commander, command: CommandName, version: string, wantsHelp: boolean): void {
  const questions = questionsOf(command);
  for (const group of ['sessions', 'secret', 'app', 'run'] as const) {
    program.optionsGroup(HEADINGS[group]);
    for (const question of questions)
      if (question.group === group) addOptions(program, command === 'add' ? 'add' : 'create', question, wantsHelp);
    if (group === 'app' && command === 'add') {
      addProjectFlags(program.optionsGroup(HEADINGS.project));
      program
        .option('--allow-dirty', 'also edit files with uncommitted changes')
        .option('--check', 'try the changes on a copy first: lint, build, tests');
    }
  }
  if (command === 'doctor') addDoctorFlags(program.optionsGroup('Checks:'));
  if (command === 'secret') {
    program
      .optionsGroup(HEADINGS.secret)
      .option('--write <file>', 'put it into an env file, or a file with one secret a line')
      .option('--rotate', 'put it in front of the old secrets, which stay valid')
      .option('--keep <number>', 'old secrets to keep (default: 2)')
      .option('--secret-env <name>', 'variable of an env file (default: the one that the app reads)');
  }
  program.optionsGroup(HEADINGS.run);
  program
    .option('-y, --yes', 'skip all prompts and use defaults')
    .option('--dry-run', 'show the plan and its diff, write nothing')
    .option('--json', 'print the result as a single JSON document')
    .option('--verbose', 'list every file')
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help');
}

function addProjectFlags(program: Commander): void {
  program
    .option('--entry <file>', 'file that creates the app, if there are several')
    .option('--package <dir>', 'workspace package of the app');
}

function addDoctorFlags(program: Commander): void {
  program
    .addOption(
      new Option('--format <format>', 'format of the report (default: text)').choices(['text', 'json', 'sarif']),
    )
    .option('--rule <ids>', 'check only these rules, separated by commas')
    .option('--quiet', 'show errors only')
    .option('--fix', 'repair what is safe to repair')
    .option('--live', 'start the app on a scratch database and prove that sessions work')
    .option('--scratch-url <url>', 'MongoDB server for --live (default: a mongod of this machine)');
  addProjectFlags(program.optionsGroup(HEADINGS.project));
  program.option('--allow-dirty', 'with --fix: also edit files with uncommitted changes');
}

function addOptions(
  program: Commander,
  command: Command,
  { flag, help, kind, ...question }: Question,
  wantsHelp: boolean,
): void {
  if (flag === undefined) return;
  const text = typeof help === 'string' ? help : help[command];
  const value = question.default({ command, answers: { store: 'mongo' } });
  const shown = question.defaultHelp ?? (value === undefined ? undefined : question.show(value));
  const showsDefault = wantsHelp && command === 'create' && shown !== undefined;
  program.addOption(new Option(flag, showsDefault ? `${text} (default: ${shown})` : text));
  if (kind === 'boolean') program.addOption(new Option(flag.replace(/^--/, '--no-')).hideHelp());
}

/** The description of a command with examples; in the main help, also the list of commands. */
function introduction(named: CommandName | undefined): string {
  const examples = `Examples:\n${(named ? EXAMPLES[named] : [...EXAMPLES.create, 'add --dry-run']).map((line) => `  ${PROGRAM} ${line}`).join('\n')}`;
  if (named) return `${capitalized(COMMANDS[named].description)}.\n\n${examples}`;
  const rows = Object.entries(COMMANDS).map(([name, { argument, description }]) => {
    return `  ${`${name} ${argument}`.padEnd(16)}${description}`;
  });
  return `${DESCRIPTION}\n\nCommands:\n${rows.join('\n')}\n\n${examples}\n\nThe options below are those of create. For those of another command:\n  ${PROGRAM} help <command>`;
}

/** The flags of an option as the help shows them: `--[no-]rolling` stands for `--rolling` and `--no-rolling`. */
function helpTerm(command: CommandName, { flags }: Option): string {
  const isBoolean = questionsOf(command).some(({ flag, kind }) => flag === flags && kind === 'boolean');
  return isBoolean ? flags.replace(/^--/, '--[no-]') : flags;
}

const EXAMPLES: Record<CommandName, string[]> = {
  create: ['my-app', 'my-app --yes --language js --module cjs --max-age 12h'],
  add: ['add', 'add server --dry-run', 'add --yes --features hardened'],
  doctor: ['doctor', 'doctor --live', 'doctor --format sarif > sessions.sarif'],
  secret: ['secret', 'secret --write .env', 'secret --write .env --rotate'],
};

const FAILURES = '1 internal error, 2 invalid usage, 3 refused, 4 install failed, 130 cancelled';
const EXIT_CODES: Record<CommandName, string> = {
  create: `Exit codes: 0 done, ${FAILURES}`,
  add: `Options that are not given are taken from the project.\nExit codes: 0 done or nothing to do, ${FAILURES}`,
  doctor: 'Exit codes: 0 no errors found, 1 internal error, 2 invalid usage, 3 refused, 5 errors found, 130 cancelled',
  secret: 'Exit codes: 0 done, 1 internal error, 2 invalid usage, 3 refused',
};

function usageError(error: CommanderError, command: CommandName | undefined): UsageError {
  return new UsageError(capitalized(error.message.replace(/^error: /, '')), {
    hint: `See: ${[PROGRAM, ...(command ? [command] : [])].join(' ')} --help`,
    cause: error,
  });
}

function capitalized(sentence: string): string {
  return sentence.replace(/^./, (letter) => letter.toUpperCase());
}
