import type { Conversation, ResetAnswer } from '../questions/conversation.ts';
import { questionsFor } from '../questions/table.ts';
import type { Answers, QuestionContext, Value } from '../questions/values.ts';
import { outcomeText, resetText, summary } from '../report/human.ts';
import { palette } from '../report/palette.ts';
import type { Plan } from '../types.ts';
import { askApproval, askCommand, askQuestion, askReplacement, askSummary, askWhich } from './prompts.ts';

/** The prompts of a run at a terminal. */
export function converse(): Conversation {
  return { confirmCommand: askCommand, ask: askQuestion, reportReset, review, replace: askReplacement, approve };
}

function reportReset(reset: ResetAnswer): void {
  process.stdout.write(resetText(reset));
}

async function review(answers: Answers): Promise<Answers | undefined> {
  process.stdout.write(summary('create', answers, await palette(process.env)));
  if ((await askSummary()) === 'create') return undefined;
  const rows = questionsFor('create').flatMap((question) => {
    const answer = answers[question.id];
    return answer ? [{ question, value: answer.value as Value }] : [];
  });
  const label = ({ question, value }: (typeof rows)[number]): string => `${question.message} ${question.show(value)}`;
  const id = await askWhich(rows.map((row) => ({ id: row.question.id, label: label(row) })));
  const row = rows.find(({ question }) => question.id === id);
  if (!row) return undefined;
  const context: QuestionContext = { command: 'create', answers: valuesOf(answers) };
  const value = await askQuestion(row.question, context, row.value);
  return { [id]: { value, from: 'prompt' } };
}

/** Shows the plan and its diff, and asks for approval. */
async function approve(plan: Plan): Promise<void> {
  const { shownDiff } = await import('../plan/diff.ts');
  const outcome = { status: 'planned' as const, plan };
  process.stdout.write(outcomeText(outcome, await palette(process.env), { differ: shownDiff, verbose: false }));
  await askApproval();
}

function valuesOf(answers: Answers): QuestionContext['answers'] {
  return Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, answer.value]));
}
