import { checkbox, confirm, input, select } from '@inquirer/prompts';
import { CancelledError } from '../errors.ts';
import type { Asker } from '../questions/conversation.ts';
import { parseAnswer } from '../questions/parsers.ts';
import type { Question, QuestionContext, QuestionId, Value } from '../questions/values.ts';

/** Resolves to the answer to a prompt. @throws CancelledError on Ctrl-C. */
async function answered<T>(prompt: Promise<T>): Promise<T> {
  try {
    return await prompt;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') throw new CancelledError();
    throw error;
  }
}

/** Asks whether a word that is close to a command name means that command. */
export async function askCommand(word: string, command: string): Promise<boolean> {
  const message = `Did you mean ${command}? (No: create an app in the folder ${word}.)`;
  return answered(confirm({ message, default: true }));
}

export const askQuestion: Asker = async (question, context, initial) => {
  const { message, choices } = question;
  if (choices) {
    const rows = choices.map(({ value, label, hint }) => ({
      value,
      name: hint ? `${label} - ${hint}` : label,
      short: label,
    }));
    if (question.kind === 'several') return askSeveral(question, context, rows, initial);
    return answered(select<Value>({ message, choices: rows, ...(initial === undefined ? {} : { default: initial }) }));
  }
  if (question.kind === 'boolean') return answered(confirm({ message, default: initial === true }));
  return askText(question, context, initial);
};

async function askSeveral(
  question: Question,
  context: QuestionContext,
  rows: { value: unknown; name: string; short: string }[],
  initial: Value | undefined,
): Promise<Value> {
  const isChosen = (value: unknown): boolean => Array.isArray(initial) && initial.some((one) => one === value);
  const picked = await answered(
    checkbox({
      message: question.message,
      choices: rows.map((row) => ({ ...row, checked: isChosen(row.value) })),
      validate: (chosen) => {
        const parsed = parseAnswer(question, chosen.map(({ value }) => value).join(',') || 'none', context);
        return 'value' in parsed || parsed.problem;
      },
    }),
  );
  return picked as Value;
}

async function askText(question: Question, context: QuestionContext, initial: Value | undefined): Promise<Value> {
  const typed = await answered(
    input({
      message: question.message,
      ...(initial === undefined ? {} : { default: question.show(initial) }),
      validate: (text) => {
        const parsed = parseAnswer(question, text, context);
        return 'value' in parsed || parsed.problem;
      },
    }),
  );
  const parsed = parseAnswer(question, typed, context);
  // Cannot happen, because validate accepted the same text.
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.value;
}

/** Asks whether to create the app with the answers in the summary, or to change one. @throws CancelledError */
export async function askSummary(): Promise<'create' | 'customise'> {
  const choice = await answered(
    select<'create' | 'customise' | 'cancel'>({
      message: 'Create the app with these settings?',
      choices: [
        { value: 'create', name: 'Create the app' },
        { value: 'customise', name: 'Customise' },
        { value: 'cancel', name: 'Cancel' },
      ],
    }),
  );
  if (choice === 'cancel') throw new CancelledError();
  return choice;
}

/** Asks which answer to change. */
export async function askWhich(entries: { id: QuestionId; label: string }[]): Promise<QuestionId> {
  return answered(
    select<QuestionId>({
      message: 'Which setting do you want to change?',
      choices: entries.map(({ id, label }) => ({ value: id, name: label })),
      pageSize: 12,
    }),
  );
}

/** Asks whether to replace a store, and whether to move its sessions. @throws CancelledError if it is not replaced. */
export async function askReplacement(store: string, movable: boolean): Promise<'end' | 'move'> {
  const choice = await answered(
    select<'end' | 'move' | 'cancel'>({
      message: `This project already stores sessions with ${store}. Store them in MongoDB instead?`,
      choices: [
        ...(movable ? [{ value: 'move' as const, name: 'Yes, and move each session on its next use' }] : []),
        { value: 'end', name: 'Yes, and everyone has to sign in again' },
        { value: 'cancel', name: 'No, change nothing' },
      ],
    }),
  );
  if (choice === 'cancel') throw new CancelledError();
  return choice;
}

/** Asks before any file is edited. @throws CancelledError if the answer is no. */
export async function askApproval(): Promise<void> {
  if (!(await answered(confirm({ message: 'Apply these changes?', default: true })))) throw new CancelledError();
}
