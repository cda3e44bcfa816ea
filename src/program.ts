import { Command as Commander, CommanderError, Option } from 'commander';
import type { Flags } from './ask/resolve.ts';
import { UsageError } from './errors.ts';
import { questionsFor } from './questions/table.ts';
import type { Command, Question } from './questions/values.ts';

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
}

/** What was typed, or the text that answers it (`--help`, `--version`). */
export type Parsed = Invocation | { text: string };

/** @throws UsageError for an unknown flag, a missing value or too many arguments. */
export function parseArguments(argv: readonly string[], version: string): Parsed {
  let parsed: Invocation | undefined;
  let text = '';
  const program = new Commander('create-mongo-session-app')
    .description('Express sessions in MongoDB, right the first time.')
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (chunk) => {
        text += chunk;
      },
      writeErr: () => {},
    });
  addCommand(program, 'create', 'a new Express app with sessions (the default command)', (invocation) => {
    parsed = invocation;
  });
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error);
    return { text };
  }
  return parsed ?? { text };
}

function addCommand(
  program: Commander,
  name: Command,
  description: string,
  done: (invocation: Invocation) => void,
): void {
  const command = program.command(`${name} [dir]`, { isDefault: name === 'create' }).description(description);
  for (const question of questionsFor(name)) addOptions(command, question);
  command
    .option('-y, --yes', 'take the default for everything that is not given')
    .option('--dry-run', 'show the plan and its diff; write nothing')
    .option('--json', 'print one JSON document and nothing else')
    .option('--verbose', 'list every file')
    .addHelpText('after', EXAMPLES[name] ?? '')
    .action((directory: string | undefined, options: Record<string, string | boolean>) => {
      const { yes, dryRun, json, verbose, ...flags } = options;
      done({
        command: name,
        flags: directory === undefined ? flags : { ...flags, directory },
        common: { yes: yes === true, dryRun: dryRun === true, json: json === true, verbose: verbose === true },
      });
    });
}

function addOptions(command: Commander, { flag, help, kind }: Question): void {
  if (flag === undefined) return;
  command.addOption(new Option(flag, help));
  if (kind === 'boolean') command.addOption(new Option(flag.replace(/^--/, '--no-'), 'the opposite'));
}

const EXAMPLES: Partial<Record<Command, string>> = {
  create: `
Without prompts:
  create-mongo-session-app my-app --yes
  create-mongo-session-app my-app --yes --language js --module cjs --max-age 12h --no-install
Exit codes: 0 done, 2 bad usage, 3 refused (nothing written), 4 written but not installed, 130 cancelled`,
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
