import { Command as Commander, CommanderError, Option } from 'commander';
import type { Flags } from './ask/resolve.ts';
import { UsageError } from './errors.ts';
import type { AddOptions } from './flow-add.ts';
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
      getOutHelpWidth: () => (isTerminal(1) ? process.stdout.columns : 80),
      getOutHasColors: () => false,
    });
  const done = (invocation: Invocation): void => {
    parsed = invocation;
  };
  addCommand(program, 'create', 'a new Express app with sessions (the default command)', done);
  addCommand(
    program,
    'add',
    'wires sessions into an existing Express app, and carries old connect-mongo code over',
    done,
  );
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
  if (name === 'add') {
    command
      .option('--entry <file>', 'the file of the app, when there are several')
      .option('--package <dir>', 'the package of a workspace')
      .option('--allow-dirty', 'edit files with uncommitted changes, too');
  }
  command
    .option('-y, --yes', 'take the default for everything that is not given')
    .option('--dry-run', 'show the plan and its diff; write nothing')
    .option('--json', 'print one JSON document and nothing else')
    .option('--verbose', 'list every file')
    .addHelpText('after', EXAMPLES[name] ?? '')
    .action((directory: string | undefined, options: Record<string, string | boolean>) => {
      const { yes, dryRun, json, verbose, entry, package: packageDir, allowDirty, ...flags } = options;
      done({
        command: name,
        flags: directory === undefined ? flags : { ...flags, directory },
        common: { yes: yes === true, dryRun: dryRun === true, json: json === true, verbose: verbose === true },
        add: {
          allowDirty: allowDirty === true,
          ...(typeof entry === 'string' && { entry }),
          ...(typeof packageDir === 'string' && { packageDir }),
        },
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
