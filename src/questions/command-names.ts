import { UsageError } from '../errors.ts';
import { questionsFor } from './table.ts';
import type { Command } from './values.ts';

export const PROGRAM = 'create-mongo-session-app';

/** The commands that do something; `Command` are those with questions. */
export type CommandName = Command | 'doctor' | 'secret';

/** All commands, with their arguments and descriptions for the help. */
export const COMMANDS: Record<CommandName | 'help', { argument: string; description: string }> = {
  create: { argument: '[dir]', description: 'create an Express app (the default command)' },
  add: {
    argument: '[dir]',
    description: 'add sessions to an existing app, or upgrade its connect-mongo',
  },
  doctor: { argument: '[dir]', description: 'find what is wrong with the sessions of an app' },
  secret: { argument: '', description: 'print a new secret, or put it into a file' },
  help: { argument: '[command]', description: 'print the help of a command' },
};

export function isCommand(word: string): word is keyof typeof COMMANDS {
  return Object.hasOwn(COMMANDS, word);
}

/** The flags with a value that are not questions. */
const OTHER_FLAGS_WITH_VALUES = ['--entry', '--package', '--format', '--rule', '--scratch-url', '--write', '--keep'];

/** The first word that is neither a flag nor the value of a flag, and the remaining words in order. */
export function splitCommand(argv: readonly string[]): { word: string | undefined; rest: readonly string[] } {
  const flags = (['create', 'add'] as const).flatMap((command) => questionsFor(command).map(({ flag }) => flag));
  const withValue = new Set([...OTHER_FLAGS_WITH_VALUES, ...flags.map((flag) => /^(\S+) </.exec(flag ?? '')?.[1])]);
  for (let at = 0; at < argv.length && argv[at] !== '--'; at += 1) {
    const word = argv[at] ?? '';
    if (!word.startsWith('-')) return { word, rest: argv.toSpliced(at, 1) };
    if (withValue.has(word)) at += 1;
  }
  return { word: undefined, rest: argv };
}

/** The existing or reserved command name that a word equals or is one typo away from. Paths never match. */
export function similarName(word: string): string | undefined {
  const typed = word.toLowerCase();
  return /^[a-z]+$/.test(typed)
    ? Object.keys(COMMANDS).find((name) => typed === name || isOneTypoAway(typed, name))
    : undefined;
}

/** Whether two different words differ by one added, missing or replaced letter, or by two swapped neighbours. */
function isOneTypoAway(typed: string, name: string): boolean {
  let same = 0;
  while (typed[same] === name[same]) same += 1;
  const [a, b] = [typed.slice(same), name.slice(same)];
  const swapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1) || swapped;
}

/** The error for a first word that is close to a command name, when prompts are disabled. */
export function ambiguousName(word: string, name: string): UsageError {
  return new UsageError(`Unknown command ${word}. Did you mean ${name}?`, {
    hint: `To create an app in a folder with that name: ${PROGRAM} create ${word}`,
  });
}

/** The error for `help` with an unknown command. */
export function unknownCommand(word: string): UsageError {
  const similar = similarName(word);
  return new UsageError(`Unknown command ${word}.${similar && isCommand(similar) ? ` Did you mean ${similar}?` : ''}`, {
    hint: `Commands: ${Object.keys(COMMANDS).join(', ')}`,
  });
}
