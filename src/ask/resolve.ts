import { UsageError } from '../errors.ts';
import type { Asker, Flags, ResetAnswer } from '../questions/conversation.ts';
import { questionsFor } from '../questions/table.ts';
import type {
  Answers,
  Command,
  PartialValues,
  Question,
  QuestionContext,
  QuestionId,
  Value,
} from '../questions/values.ts';
import type { Answer } from '../types.ts';

export interface AskInput {
  command: Command;
  flags: Flags;
  /** What inspect saw; a person is not asked about it. */
  detected: Answers;
  /** Answers of earlier prompts; they take precedence over flags and what was detected. */
  kept?: Answers;
  asker?: Asker | undefined;
  /** Reports each answer that was reset; without it, a conflict is an error. */
  onReset?: ((reset: ResetAnswer) => void) | undefined;
  /** Answers for true unknowns under --yes. */
  fallback?: PartialValues;
}

interface Run {
  input: AskInput;
  /** Answers that need no prompt: kept, from flags, or detected. */
  given: Partial<Record<QuestionId, Answer<Value>>>;
  answers: Answers;
  values: PartialValues;
  problems: string[];
  missing: string[];
}

/**
 * Resolves every question of the command: kept answers first, then flags, what was detected, a person, the default.
 * @throws UsageError that names every bad value and every missing flag at once.
 */
export async function resolveAnswers(input: AskInput): Promise<Answers> {
  const run: Run = { input, given: { ...input.detected }, answers: {}, values: {}, problems: [], missing: [] };
  readFlags(run);
  // Before the first prompt, so that nobody answers five questions to learn of a typo.
  complain(run);
  Object.assign(run.given, input.kept);
  for (const question of questionsFor(input.command)) await resolveOne(run, question);
  complain(run);
  return run.answers;
}

/** Parses the flags, and reports those that conflict with each other or with what was detected. */
function readFlags(run: Run): void {
  const { command, flags } = run.input;
  const values: PartialValues = {};
  for (const question of questionsFor(command)) {
    readFlag(run, question, flags[question.id]);
    const answer = run.given[question.id];
    const problem = answer && problemOf(question, answer.value, { command, answers: values });
    if (problem) run.problems.push(problemText(question, answer, problem));
    else if (answer) Object.assign(values, { [question.id]: answer.value });
  }
}

function readFlag(run: Run, question: Question, flag: string | boolean | undefined): void {
  if (flag === undefined) return;
  const parsed = typeof flag === 'string' ? question.parse(flag) : { value: flag };
  if ('value' in parsed) run.given[question.id] = { value: parsed.value, from: 'flag' };
  else run.problems.push(`${flagName(question)} ${quoted(String(flag))}: ${parsed.problem}`);
}

interface Problem {
  /** The question does not apply, whatever the value. */
  isNotApplicable: boolean;
  reason: string;
}

function problemOf(question: Question, value: Value, context: QuestionContext): Problem | undefined {
  const unless = question.unless?.(context);
  if (unless !== undefined) return { isNotApplicable: true, reason: unless };
  const conflict = question.conflict?.(value, context);
  return conflict === undefined ? undefined : { isNotApplicable: false, reason: conflict };
}

async function resolveOne(run: Run, question: Question): Promise<void> {
  const { command, asker, onReset, fallback } = run.input;
  const context = { command, answers: run.values };
  const given = run.given[question.id];
  const problem = given && problemOf(question, given.value, context);
  if (given && !problem) return record(run, question, given);
  if (problem && !onReset) run.problems.push(problemText(question, given, problem));
  const applies = question.unless?.(context) === undefined;
  const initial = applies ? question.default(context) : undefined;
  if (problem) onReset?.({ question, before: given.value, after: initial, reason: problem.reason });
  if (!applies) return;
  if (!given && asker && question.commands[command] === 'ask')
    return record(run, question, { value: await asker(question, context, initial), from: 'prompt' });
  const value = initial ?? fallback?.[question.id];
  if (value === undefined) run.missing.push(flagName(question));
  else record(run, question, { value, from: 'default' });
}

function record(run: Run, { id }: Question, answer: Answer<Value>): void {
  Object.assign(run.values, { [id]: answer.value });
  Object.assign(run.answers, { [id]: answer });
}

function complain(run: Run): void {
  const { problems, missing } = run;
  if (missing.length > 0) {
    problems.push(`There is no terminal to ask in, and these have no default: ${missing.join(', ')}`);
  }
  if (problems.length === 0) return;
  const help = `create-mongo-session-app ${run.input.command} --help`;
  throw new UsageError(problems.join('\n'), { hint: `See: ${help}` });
}

function problemText(question: Question, { value, from }: Answer<Value>, { isNotApplicable, reason }: Problem): string {
  const name = value === false ? flagName(question).replace(/^--/, '--no-') : flagName(question);
  if (isNotApplicable) return `${name} ${reason}`;
  const text = typeof value === 'boolean' ? '' : ` ${quoted(question.show(value))}`;
  return `${name}${text}${from === 'detected' ? ' (found in the project)' : ''}: ${reason}`;
}

/** The flag without its value, or the argument: what a person has to type. */
function flagName(question: Pick<Question, 'id' | 'flag'>): string {
  return question.flag?.split(' ')[0] ?? `<${question.id}>`;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}
