import { checkbox, confirm, input, select } from '@inquirer/prompts';
import { CancelledError } from '../errors.ts';
import type { Asker } from '../questions/conversation.ts';
import { parseAnswer } from '../questions/parsers.ts';
import type { Question, QuestionContext, QuestionId, Value } from '../questions/values.ts';

/** The one place that talks to a person. Ctrl-C at any prompt is a cancellation, never an answer. */
async function answered<T>(prompt: Promise<T>): Promise<T> {
  try {
    return await prompt;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') throw new CancelledError();
    throw error;
  }
}

/** A first word that is close to the name of a command: resolves to whether the command is meant. */
export async function askCommand(word: string, command: string): Promise<boolean> {
  const message = `Did you mean ${command}? (No creates an app in the folder ${word}.)`;
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
  // validate has accepted it, so this cannot be a problem.
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.value;
}

export type SummaryChoice = 'go' | 'customise' | 'cancel';

/** Shown under the summary, before anything is written. */
export async function askSummary(go: string): Promise<SummaryChoice> {
  const choice = await answered(
    select<SummaryChoice>({
      message: 'Go on?',
      choices: [
        { value: 'go', name: go },
        { value: 'customise', name: 'Customise' },
        { value: 'cancel', name: 'Cancel' },
      ],
    }),
  );
  if (choice === 'cancel') throw new CancelledError();
  return choice;
}

/** Which of the shown answers to change. */
export async function askWhich(entries: { id: QuestionId; label: string }[]): Promise<QuestionId> {
  return answered(
    select<QuestionId>({
      message: 'Change what?',
      choices: entries.map(({ id, label }) => ({ value: id, name: label })),
      pageSize: 12,
    }),
  );
}

/** Another store holds the sessions today. */
export async function askReplacement(store: string, movable: boolean): Promise<'end' | 'move'> {
  const choice = await answered(
    select<'end' | 'move' | 'leave'>({
      message: `Sessions are kept with ${store} today. Keep them in MongoDB instead?`,
      choices: [
        ...(movable ? [{ value: 'move' as const, name: 'Yes, and move each session at its next use' }] : []),
        { value: 'end', name: 'Yes, and everybody signs in again, once' },
        { value: 'leave', name: 'No, leave all as it is' },
      ],
    }),
  );
  if (choice === 'leave') throw new CancelledError();
  return choice;
}

/** The last word before files of the user are edited. */
export async function askApproval(): Promise<void> {
  if (!(await answered(confirm({ message: 'Apply these changes?', default: true })))) throw new CancelledError();
}
