import { UsageError } from '../errors.ts';
import { questionsFor } from './table.ts';
import type { Command } from './values.ts';

export const PROGRAM = 'create-mongo-session-app';

/** Every command with what follows its name. Help, suggestions and the position on the command line depend on it. */
export const COMMANDS: Record<Command | 'help', { argument: string; description: string }> = {
  create: { argument: '[dir]', description: 'a new Express app with sessions (the default command)' },
  add: {
    argument: '[dir]',
    description: 'wires sessions into an existing Express app, and carries old connect-mongo code over',
  },
  help: { argument: '[command]', description: 'prints the help of a command' },
};

/** Names of commands that do not exist yet. */
const RESERVED = ['doctor', 'secret'];

export function isCommand(word: string): word is keyof typeof COMMANDS {
  return Object.hasOwn(COMMANDS, word);
}

/** The first word that is neither a flag nor the value of one, and everything else in order. */
export function splitCommand(argv: readonly string[]): { word: string | undefined; rest: readonly string[] } {
  const flags = (['create', 'add'] as const).flatMap((command) => questionsFor(command).map(({ flag }) => flag));
  const withValue = new Set(['--entry', '--package', ...flags.map((flag) => /^(\S+) </.exec(flag ?? '')?.[1])]);
  for (let at = 0; at < argv.length && argv[at] !== '--'; at += 1) {
    const word = argv[at] ?? '';
    if (!word.startsWith('-')) return { word, rest: argv.toSpliced(at, 1) };
    if (withValue.has(word)) at += 1;
  }
  return { word: undefined, rest: argv };
}

/** The name of a command, current or reserved, that a word equals or misses by one typo. Paths are never close. */
export function similarName(word: string): string | undefined {
  const typed = word.toLowerCase();
  return /^[a-z]+$/.test(typed)
    ? [...Object.keys(COMMANDS), ...RESERVED].find((name) => typed === name || isOneTypoAway(typed, name))
    : undefined;
}

/** For two different words: one letter is added, missing, replaced or swapped with the next. */
function isOneTypoAway(typed: string, name: string): boolean {
  let same = 0;
  while (typed[same] === name[same]) same += 1;
  const [a, b] = [typed.slice(same), name.slice(same)];
  const swapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1) || swapped;
}

/** For a first word that is close to the name of a command, where nobody can be asked which of the two is meant. */
export function ambiguousName(word: string, name: string): UsageError {
  return new UsageError(
    isCommand(name)
      ? `There is no command ${word}. Did you mean ${name}?`
      : `The name ${name} is reserved for a command that does not exist yet.`,
    { hint: `To create an app in a folder of that name: ${PROGRAM} create ${word}` },
  );
}

/** For `help` with a word that is no command. */
export function unknownCommand(word: string): UsageError {
  const similar = similarName(word);
  return new UsageError(
    `There is no command ${word}.${similar && isCommand(similar) ? ` Did you mean ${similar}?` : ''}`,
    { hint: `Commands: ${Object.keys(COMMANDS).join(', ')}` },
  );
}
