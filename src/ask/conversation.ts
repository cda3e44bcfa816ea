import { version } from '../../package.json';
import { CancelledError } from '../errors.ts';
import { PROGRAM } from '../questions/command-names.ts';
import type { Asker, Conversation, FolderCheck, Review } from '../questions/conversation.ts';
import { parseAnswer } from '../questions/parsers.ts';
import { questionsFor } from '../questions/table.ts';
import type { Answers, Question, QuestionContext, QuestionId, Value } from '../questions/values.ts';
import { proposalText, resetText } from '../report/human.ts';
import { type Ink, palette } from '../report/palette.ts';
import { summary, valueText } from '../report/summary.ts';
import { hang } from '../report/wrap.ts';
import { isPlain, terminalWidth } from '../terminal.ts';
import type { Prompts, Row } from './prompts.ts';

/** The prompts of a run at a terminal. */
export async function converse(): Promise<Conversation> {
  const ink = await palette(process.env);
  const prompts = isPlain(process.env)
    ? (await import('./numbered-prompts.ts')).numberedPrompts
    : (await import('./inquirer-prompts.ts')).inquirerPrompts(ink);
  const { print } = prompts;
  return {
    greet: (command) =>
      print(
        `${ink.bold(PROGRAM)} ${version}\n${GREETING[command]}\n${ink.dim(hang(prompts.keys, terminalWidth(), 0))}\n\n`,
      ),
    confirmCommand: (word, command) => confirmCommand(prompts, word, command),
    asker: (checkFolder) => (question, context, initial) => ask(prompts, checkFolder, question, context, initial),
    reportReset: (reset) => print(`${hang(resetText(reset), terminalWidth())}\n`),
    review: (answers, asker) => review(prompts, ink, answers, asker),
    chooseApp: async (choices) => {
      const message = 'This project has several Express apps. Which one should have sessions?';
      const choice = await prompts.choice(
        message,
        choices.map(({ label, ...options }) => ({ value: options, label })),
      );
      if (choice === undefined) throw new CancelledError();
      return choice;
    },
    editDirty: async (files) => {
      print(`These files have uncommitted changes:\n${files.map((file) => `  ${file}\n`).join('')}`);
      return (await prompts.yesNo('Edit them anyway?', false)) === true;
    },
    replace: (store, movable) => replace(prompts, store, movable),
    approve: async (plan, scripts) => {
      const { shownDiff } = await import('../plan/diff.ts');
      print(`\n${proposalText(plan, ink, shownDiff)}`);
      const decision = await approval(prompts, scripts);
      if (decision === undefined || decision === 'no') throw new CancelledError();
      print('\n');
      return decision;
    },
  };
}

async function approval(prompts: Prompts, scripts: readonly string[]): Promise<'now' | 'check' | 'no' | undefined> {
  const message = 'Apply these changes?';
  if (scripts.length === 0) return (await prompts.yesNo(message, true)) ? 'now' : 'no';
  return prompts.choice(message, [
    { value: 'now', label: 'Yes' },
    { value: 'check', label: 'Prove them first', hint: `runs ${listed(scripts)} on a copy, which can take minutes` },
    { value: 'no', label: 'No' },
  ]);
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

const GREETING = {
  create: 'A new Express app with sessions in MongoDB.',
  add: 'Sessions in MongoDB for an existing Express app.',
};

async function confirmCommand(prompts: Prompts, word: string, command: string): Promise<boolean> {
  const answer = await prompts.yesNo(`Did you mean ${command}? (No: create an app in the folder ${word}.)`, true);
  if (answer === undefined) throw new CancelledError();
  return answer;
}

async function ask(
  prompts: Prompts,
  checkFolder: FolderCheck | undefined,
  question: Question,
  context: QuestionContext,
  initial: Value | undefined,
): Promise<Value | undefined> {
  const { message } = question;
  const rows = (question.choices ?? []).map(
    ({ value, label, hint, unless }): Row<Value> => ({
      value: value as Value,
      label,
      hint,
      disabled: unless?.(context),
    }),
  );
  const problemOf = (text: string): string | undefined => {
    const parsed = parseAnswer(question, text, context);
    return 'problem' in parsed ? parsed.problem : undefined;
  };
  switch (question.kind) {
    case 'choice':
      return prompts.choice(message, rows, initial);
    case 'several': {
      const preset = Array.isArray(initial) ? (initial as Value[]) : [];
      const picked = await prompts.several(message, rows, preset, (values) => problemOf(values.join(',') || 'none'));
      return picked as Value | undefined;
    }
    case 'boolean':
      return prompts.yesNo(message, initial === true);
    default: {
      const shown = initial === undefined ? undefined : question.show(initial);
      const text = await prompts.text(
        message,
        shown,
        (typed) => problemOf(typed) ?? (question.id === 'directory' ? checkFolder?.(typed.trim()) : undefined),
      );
      if (text === undefined) return undefined;
      const parsed = parseAnswer(question, text, context);
      // Cannot happen, because the prompt accepted the same text.
      if ('problem' in parsed) throw new Error(parsed.problem);
      return parsed.value;
    }
  }
}

/** Shows the answers, asks whether to create the app, and for an answer to change. @throws CancelledError */
async function review(prompts: Prompts, ink: Ink, answers: Answers, asker: Asker): Promise<Review> {
  const removeSummary = prompts.mark();
  prompts.print(`\n${summary(answers, ink, terminalWidth())}\n`);
  for (;;) {
    const next = await prompts.choice('Create the app?', [
      { value: 'create', label: 'Yes' },
      { value: 'change', label: 'Change something' },
      { value: 'cancel', label: 'Cancel' },
    ]);
    if (next === 'cancel') throw new CancelledError();
    if (next === 'create') {
      prompts.print('\n');
      return 'accept';
    }
    const reviewed = next === 'change' ? await change(prompts, answers, asker) : 'back';
    if (reviewed) {
      removeSummary();
      return reviewed;
    }
  }
}

/** Asks for an answer to change and its new value; undefined if the user goes back. */
async function change(prompts: Prompts, answers: Answers, asker: Asker): Promise<Answers | undefined> {
  const rows = questionsFor('create').flatMap((question): Row<Question>[] => {
    const answer = answers[question.id];
    if (!answer) return [];
    const label = question.label.replace(/^./, (letter) => letter.toUpperCase());
    return [{ value: question, label: `${label}: ${valueText(question, answer.value)}` }];
  });
  const context: QuestionContext = { command: 'create', answers: valuesOf(answers) };
  let previous: Question | undefined;
  for (;;) {
    const question = await prompts.choice('What do you want to change?', rows, previous);
    if (question === undefined) return undefined;
    const value = await asker(question, context, answers[question.id]?.value);
    if (value !== undefined) return { [question.id satisfies QuestionId]: { value, from: 'prompt' } };
    previous = question;
  }
}

/** Asks whether to replace a store, and whether to move its sessions. @throws CancelledError if it is not replaced. */
async function replace(prompts: Prompts, store: string, movable: boolean): Promise<'end' | 'move'> {
  const choice = await prompts.choice<'end' | 'move' | 'cancel'>(
    `This project already stores sessions with ${store}. Store them in MongoDB instead?`,
    [
      ...(movable ? [{ value: 'move' as const, label: 'Yes, and move each session on its next use' }] : []),
      { value: 'end', label: 'Yes, and everyone has to sign in again' },
      { value: 'cancel', label: 'No, change nothing' },
    ],
  );
  if (choice === 'cancel' || choice === undefined) throw new CancelledError();
  return choice;
}

function valuesOf(answers: Answers): QuestionContext['answers'] {
  return Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, answer.value]));
}
