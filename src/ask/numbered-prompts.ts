import { createInterface } from 'node:readline';
import { CancelledError } from '../errors.ts';
import { hang } from '../report/wrap.ts';
import { terminalWidth } from '../terminal.ts';
import type { Prompts, Row } from './prompts.ts';

/** Prints a line and reads one; the terminal itself echoes and edits it. @throws CancelledError on Ctrl-C or Ctrl-D. */
function readLine(query: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: process.stdin, terminal: false });
    const end = (settle: () => void) => (): void => {
      process.off('SIGINT', cancel);
      lines.off('close', cancel).close();
      process.stdin.pause();
      settle();
    };
    const cancel = end(() => {
      process.stdout.write('\n');
      reject(new CancelledError());
    });
    process.once('SIGINT', cancel);
    lines.once('close', cancel);
    lines.once('line', (line) => end(() => resolve(line.trim()))());
    process.stdout.write(query);
  });
}

/** Asks until the answer is valid. `read` returns the value, or a message about what is valid. */
async function ask<T>(
  query: string,
  read: (line: string) => { value: T } | { problem: string } | Promise<{ value: T } | { problem: string }>,
): Promise<T | undefined> {
  for (;;) {
    const line = await readLine(query);
    if (line.toLowerCase() === 'back') return undefined;
    const answer = await read(line);
    if ('value' in answer) return answer.value;
    process.stdout.write(`${hang(`Invalid: ${answer.problem}`, terminalWidth())}\n`);
  }
}

function list<T>(message: string, rows: readonly Row<T>[]): string {
  const lines = rows.map(
    ({ label, hint, disabled }, index) =>
      `  ${index + 1}. ${label}${disabled ? ` (${disabled})` : hint ? ` - ${hint}` : ''}`,
  );
  return `${hang([message, ...lines].join('\n'), terminalWidth(), 5)}\n`;
}

/** The row with a number from 1. */
function rowAt<T>(rows: readonly Row<T>[], number: string): Row<T> | undefined {
  const row = /^\d+$/.test(number) ? rows[Number(number) - 1] : undefined;
  return row?.disabled === undefined ? row : undefined;
}

/** Numbered lists and lines of text, which a screen reader reads once and in order. */
export const numberedPrompts: Prompts = {
  keys: 'Enter accepts the answer in brackets, "back" goes back, Ctrl-C cancels.',
  print: (text) => void process.stdout.write(text),
  mark: () => () => {},

  choice(message, rows, initial) {
    const preset =
      Math.max(
        0,
        rows.findIndex(({ value }) => value === initial),
      ) + 1;
    return ask(`${list(message, rows)}Number [${preset}]: `, (line) => {
      const row = rowAt(rows, line || String(preset));
      return row ?? { problem: `type a number from 1 to ${rows.length}` };
    });
  },

  several(message, rows, initial, check) {
    const preset = rows.flatMap(({ value, disabled }, index) =>
      !disabled && initial.includes(value) ? [index + 1] : [],
    );
    const shown = preset.join(',') || 'none';
    return ask(`${list(message, rows)}Numbers, separated by commas, or none [${shown}]: `, async (line) => {
      const answer = line || shown;
      const numbers = answer === 'none' ? [] : answer.split(',').map((number) => number.trim());
      const found = numbers.map((number) => rowAt(rows, number));
      if (!found.every((row) => row !== undefined))
        return { problem: `type numbers from 1 to ${rows.length}, or none` };
      const value = rows.filter((row) => found.includes(row)).map((row) => row.value);
      const problem = await check(value);
      return problem === undefined ? { value } : { problem };
    });
  },

  yesNo: (message, initial) =>
    ask(`${message} Yes or no [${initial ? 'yes' : 'no'}]: `, (line) => {
      if (line === '') return { value: initial };
      return /^(y|yes|n|no)$/i.test(line) ? { value: /^y/i.test(line) } : { problem: 'type yes or no' };
    }),

  text: (message, initial, check) =>
    ask(`${message}${initial === undefined ? '' : ` [${initial}]`} `, async (line) => {
      const value = line || (initial ?? '');
      const problem = await check(value);
      return problem === undefined ? { value } : { problem };
    }),
};
