import { createInterface } from 'node:readline';
import { checkbox, confirm, input, select } from '@inquirer/prompts';
import { CancelledError } from '../errors.ts';
import type { Ink } from '../report/palette.ts';
import { hang } from '../report/wrap.ts';
import { terminalWidth } from '../terminal.ts';
import type { Check, Prompts, Row } from './prompts.ts';
import { Transcript } from './transcript.ts';

/** Prompts that redraw themselves, from @inquirer/prompts. Each is replaced by a line with its answer. */
export function inquirerPrompts(ink: Ink): Prompts {
  const transcript = new Transcript();
  // inquirer cannot redraw a list that is longer than the terminal.
  const list = { loop: false, pageSize: Math.max(3, Math.min(20, (process.stdout.rows || 24) - 4)) };
  shortenEscape();

  async function run<T>(
    message: string,
    answerText: (answer: T) => string,
    prompt: (config: Config, context: Context) => Promise<T>,
  ): Promise<T | undefined> {
    const answer = await untilEscape((context) => prompt({ message: wrapped(message), theme: themeOf(ink) }, context));
    if (answer === undefined) {
      transcript.removeLastAnswer();
      return undefined;
    }
    const text = `${ink.green('✔')} ${ink.bold(message)} ${ink.cyan(answerText(answer))}`;
    transcript.print(`${wrapped(text)}\n`, { isAnswer: true });
    return answer;
  }

  return {
    keys: 'Enter accepts the answer, Esc goes back, Ctrl-C cancels.',
    print: (text) => transcript.print(text),
    mark: () => transcript.mark(),
    choice: <T>(message: string, rows: readonly Row<T>[], initial?: T) =>
      run<T>(
        message,
        (answer) => labels(rows, [answer]),
        (config, context) =>
          select(
            { ...config, ...list, choices: rows.map(choiceOf), ...(initial !== undefined && { default: initial }) },
            context,
          ),
      ),
    several: <T>(message: string, rows: readonly Row<T>[], initial: readonly T[], check: Check<T[]>) =>
      run<T[]>(
        message,
        (answers) => labels(rows, answers),
        (config, context) =>
          checkbox(
            {
              ...config,
              ...list,
              shortcuts: { all: null, invert: null },
              choices: rows.map((row) => ({ ...choiceOf(row), checked: !row.disabled && initial.includes(row.value) })),
              validate: async (picked) => (await check(picked.map(({ value }) => value))) ?? true,
            },
            context,
          ),
      ),
    yesNo: (message, initial) =>
      run(
        message,
        (answer) => (answer ? 'Yes' : 'No'),
        (config, context) => confirm({ ...config, message: withRoom(message, 'Y/n'), default: initial }, context),
      ),
    text: (message, initial, check) =>
      run(
        message,
        (answer) => answer,
        (config, context) =>
          input(
            {
              ...config,
              message: withRoom(message, initial),
              ...(initial !== undefined && { default: initial }),
              validate: async (text) => (await check(text)) ?? true,
            },
            context,
          ),
      ),
  };
}

interface Config {
  message: string;
  theme: ReturnType<typeof themeOf>;
}

interface Context {
  signal: AbortSignal;
  clearPromptOnDone: true;
}

/** Runs a prompt; undefined after Esc. @throws CancelledError on Ctrl-C. */
async function untilEscape<T>(prompt: (context: Context) => Promise<T>): Promise<T | undefined> {
  const escapeKey = new AbortController();
  const onKeypress = (_: unknown, key?: { name?: string }): void => {
    if (key?.name === 'escape') escapeKey.abort();
  };
  process.stdin.on('keypress', onKeypress);
  try {
    return await prompt({ signal: escapeKey.signal, clearPromptOnDone: true });
  } catch (error) {
    if (escapeKey.signal.aborted) return undefined;
    if (error instanceof Error && error.name === 'ExitPromptError') throw new CancelledError();
    throw error;
  } finally {
    process.stdin.off('keypress', onKeypress);
  }
}

/** Recognizes Esc after 50 ms; by default, Node waits for the rest of an escape sequence for 500 ms. */
function shortenEscape(): void {
  // The first interface of a stream sets its timeout.
  createInterface({ input: process.stdin, terminal: true, escapeCodeTimeout: 50 }).close();
}

function choiceOf<T>({ value, label, hint, disabled }: Row<T>) {
  const name = hint === undefined || disabled !== undefined ? label : `${label} - ${hint}`;
  return { value, name: wrapped(name, 4), disabled: disabled === undefined ? false : `(${disabled})` };
}

function labels<T>(rows: readonly Row<T>[], values: readonly T[]): string {
  const chosen = rows.filter(({ value }) => values.includes(value));
  return chosen.map(({ label }) => label).join(', ') || 'none';
}

/** Breaks a text between words; inquirer would break it inside them. */
function wrapped(text: string, indent = 2): string {
  return hang(text, terminalWidth(), indent);
}

/** Puts the default and the input on a line of their own if they do not fit beside the message. */
function withRoom(message: string, initial = ''): string {
  const room = terminalWidth() - `? ${message} (${initial}) `.length;
  return room > initial.length ? message : `${wrapped(message)}\n `;
}

const keysHelp = (keys: [key: string, action: string][]): string =>
  [...keys, ['esc', 'back']].map((key) => key.join(' ')).join(' • ');

/** inquirer colours its prompts even where NO_COLOR is set. */
function themeOf(ink: Ink) {
  return {
    prefix: ink.cyan('?'),
    icon: { cursor: '❯', checked: ink.green('◉') },
    style: {
      answer: ink.cyan,
      message: (text: string) => ink.bold(text),
      error: (text: string) => ink.red(wrapped(`> ${text}`)),
      defaultAnswer: (text: string) => ink.dim(`(${text})`),
      highlight: ink.cyan,
      disabled: ink.dim,
      keysHelpTip: (keys: [string, string][]) => ink.dim(keysHelp(keys)),
    },
  };
}
