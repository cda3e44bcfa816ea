import { styleText } from 'node:util';
import { checkbox, confirm, input, select } from '@inquirer/prompts';
import { CancelledError } from '../errors.ts';
import type { Prompts, Row } from './prompts.ts';

interface Context {
  signal: AbortSignal;
  clearPromptOnDone: boolean;
}

/** Runs a prompt; Esc removes it from the screen. @throws CancelledError on Ctrl-C. */
async function run<T>(prompt: (context: Context) => Promise<T>): Promise<T | undefined> {
  const escapeKey = new AbortController();
  const context = { signal: escapeKey.signal, clearPromptOnDone: false };
  const onKeypress = (_: unknown, key?: { name?: string }): void => {
    if (key?.name !== 'escape') return;
    context.clearPromptOnDone = true;
    escapeKey.abort();
  };
  process.stdin.on('keypress', onKeypress);
  try {
    return await prompt(context);
  } catch (error) {
    if (escapeKey.signal.aborted) return undefined;
    if (error instanceof Error && error.name === 'ExitPromptError') throw new CancelledError();
    throw error;
  } finally {
    process.stdin.off('keypress', onKeypress);
  }
}

function choiceOf<T>({ value, label, hint, disabled }: Row<T>) {
  return {
    value,
    name: hint === undefined || disabled !== undefined ? label : `${label} - ${hint}`,
    short: label,
    disabled: disabled === undefined ? false : `(${disabled})`,
  };
}

const plain = (text: string): string => text;

/** inquirer colours text whatever NO_COLOR says; this theme does not. */
const COLOURLESS = {
  prefix: { idle: '?', done: '✔' },
  icon: { cursor: '❯', checked: '◉', unchecked: '◯' },
  style: {
    answer: plain,
    message: plain,
    error: (text: string) => `> ${text}`,
    defaultAnswer: (text: string) => `(${text})`,
    highlight: plain,
    disabled: plain,
    description: plain,
  },
};

const keysHelp = (keys: [key: string, action: string][]): string =>
  [...keys, ['esc', 'back']].map((key) => key.join(' ')).join(' • ');

/** Prompts that redraw themselves, from @inquirer/prompts. */
export function inquirerPrompts(isColoured: boolean): Prompts {
  const theme = isColoured ? {} : COLOURLESS;
  const style = {
    ...(isColoured ? {} : COLOURLESS.style),
    keysHelpTip: (keys: [string, string][]) => (isColoured ? styleText('dim', keysHelp(keys)) : keysHelp(keys)),
  };
  const list = { loop: false, pageSize: 20, theme: { ...theme, style } };
  return {
    keys: 'Enter accepts the answer, Esc goes back, Ctrl-C cancels.',
    choice: <T>(message: string, rows: readonly Row<T>[], initial?: T) =>
      run((context) =>
        select<T>(
          { message, choices: rows.map(choiceOf), ...(initial !== undefined && { default: initial }), ...list },
          context,
        ),
      ),
    several: (message, rows, initial, check) =>
      run((context) =>
        checkbox(
          {
            message,
            choices: rows.map((row) => ({ ...choiceOf(row), checked: !row.disabled && initial.includes(row.value) })),
            validate: async (picked) => (await check(picked.map(({ value }) => value))) ?? true,
            ...list,
          },
          context,
        ),
      ),
    yesNo: (message, initial) => run((context) => confirm({ message, default: initial, theme }, context)),
    text: (message, initial, check) =>
      run((context) =>
        input(
          {
            message,
            ...(initial !== undefined && { default: initial }),
            validate: async (text) => (await check(text)) ?? true,
            theme,
          },
          context,
        ),
      ),
  };
}
