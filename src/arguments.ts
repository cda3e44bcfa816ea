import { Command as Commander, CommanderError, Option } from 'commander';
import { UsageError } from './errors.ts';
import { COMMANDS, isCommand, PROGRAM, unknownCommand } from './questions/command-names.ts';
import type { AddOptions, Flags } from './questions/conversation.ts';
import { questionsFor } from './questions/table.ts';
import type { Command, Question } from './questions/values.ts';
import { isTerminal } from './terminal.ts';

/** The flags that every command has. */
interface CommonFlags {
  json: boolean;
  dryRun: boolean;
  yes: boolean;
  verbose: boolean;
}

export interface Invocation {
  command: Command;
  flags: Flags;
  common: CommonFlags;
  add: AddOptions;
}

/** What was typed, or the text that answers it (`--help`, `--version`). */
export type Parsed = Invocation | { text: string };

/**
 * Reads a command line that begins with its command, or means `create`. Only the flags of that command are built:
 * commander takes its time for each.
 * @throws UsageError for an unknown flag, a missing value or too many arguments.
 */
export function parseArguments(argv: readonly string[], version: string): Parsed {
  if (argv[0] === 'help') return parseArguments(helpArguments(argv.slice(1)), version);
  const named = argv[0] === 'create' || argv[0] === 'add' ? argv[0] : undefined;
  const command = named ?? 'create';
  let parsed: Invocation | undefined;
  let text = '';
  const program = new Commander(named ? `${PROGRAM} ${named}` : PROGRAM)
    .description(named ? COMMANDS[named].description : 'Express sessions in MongoDB, right the first time.')
    .argument('[dir]')
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({
      writeOut: (chunk) => {
        text += chunk;
      },
      writeErr: () => {},
      getOutHelpWidth: () => (isTerminal(1) ? process.stdout.columns : 80),
      getOutHasColors: () => false,
    })
    .action((directory: string | undefined, options: Record<string, string | boolean>) => {
      refuseContradictions(command, argv);
      parsed = invocation(command, directory, options);
    });
  addFlags(program, command);
  if (!named && (argv.includes('--help') || argv.includes('-h'))) listCommands(program);
  program.addHelpText('after', EXAMPLES[command]);
  try {
    program.parse(argv.slice(named ? 1 : 0), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error);
    return { text };
  }
  return parsed ?? { text };
}

/** @throws UsageError for repeated and contradictory flags: commander would silently take the last one */
function refuseContradictions(command: Command, argv: readonly string[]): void {
  const problems = questionsFor(command).flatMap(({ flag, kind }) => {
    const name = flag?.split(' ')[0];
    if (name === undefined) return [];
    const opposite = name.replace(/^--/, '--no-');
    const isGiven = (word: string): boolean => word === name || word.startsWith(`${name}=`);
    if (kind !== 'boolean') return argv.filter(isGiven).length > 1 ? [`${name} is given more than once.`] : [];
    return argv.includes(name) && argv.includes(opposite) ? [`${name} and ${opposite} contradict each other.`] : [];
  });
  if (problems.length > 0) throw new UsageError(problems.join('\n'), { hint: `See: ${PROGRAM} ${command} --help` });
}

/** `help add` as `add --help`. @throws UsageError for a word that is no command */
function helpArguments(argv: readonly string[]): string[] {
  const [topic = 'help', excess] = argv.filter((word) => !word.startsWith('-'));
  if (!isCommand(topic)) throw unknownCommand(topic);
  if (excess !== undefined) throw new UsageError(`Too many arguments: help takes the name of one command.`);
  return topic === 'help' ? ['--help'] : [topic, '--help'];
}

function invocation(
  command: Command,
  directory: string | undefined,
  options: Record<string, string | boolean>,
): Invocation {
  const { yes, dryRun, json, verbose, entry, package: packageDir, allowDirty, ...flags } = options;
  return {
    command,
    flags: directory === undefined ? flags : { ...flags, directory },
    common: { yes: yes === true, dryRun: dryRun === true, json: json === true, verbose: verbose === true },
    add: {
      allowDirty: allowDirty === true,
      ...(typeof entry === 'string' && { entry }),
      ...(typeof packageDir === 'string' && { packageDir }),
    },
  };
}

function addFlags(program: Commander, command: Command): void {
  for (const question of questionsFor(command)) addOptions(program, question);
  if (command === 'add') {
    program
      .option('--entry <file>', 'the file of the app, when there are several')
      .option('--package <dir>', 'the package of a workspace')
      .option('--allow-dirty', 'edit files with uncommitted changes, too');
  }
  program
    .option('-y, --yes', 'take the default for everything that is not given')
    .option('--dry-run', 'show the plan and its diff; write nothing')
    .option('--json', 'print one JSON document and nothing else')
    .option('--verbose', 'list every file');
}

/** Help without a command shows the flags of the default one, and what else there is. */
function listCommands(program: Commander): void {
  const rows = Object.entries(COMMANDS).map(([name, { argument, description }]) => [
    `${name} ${argument}`,
    description,
  ]);
  const width = Math.max(...rows.map(([usage = '']) => usage.length));
  const list = rows.map(([usage = '', description]) => `  ${usage.padEnd(width)}  ${description}`).join('\n');
  program
    .usage('[options] [dir]\n       create-mongo-session-app <command> [options] [dir]')
    .addHelpText('after', `\nCommands:\n${list}\n\nThe flags above are those of create; \`add --help\` shows its own.`);
}

function addOptions(command: Commander, { flag, help, kind }: Question): void {
  if (flag === undefined) return;
  command.addOption(new Option(flag, help));
  if (kind === 'boolean') command.addOption(new Option(flag.replace(/^--/, '--no-'), 'the opposite'));
}

const EXAMPLES: Record<Command, string> = {
  create: `
Without prompts:
  create-mongo-session-app my-app --yes
  create-mongo-session-app my-app --yes --language js --module cjs --max-age 12h --no-install
Exit codes: 0 done, 2 bad usage, 3 refused (nothing written), 4 written but not installed, 130 cancelled`,
  add: `
Without prompts:
  create-mongo-session-app add --yes
  create-mongo-session-app add server --dry-run
Exit codes: 0 done or nothing to do, 2 bad usage, 3 refused (nothing written), 4 written but not installed, 130 cancelled`,
};

function usageError(error: CommanderError): UsageError {
  return new UsageError(
    error.message.replace(/^error: /, '').replace(/^./, (letter) => letter.toUpperCase()),
    {
      hint: 'See: create-mongo-session-app --help',
      cause: error,
    },
  );
}
