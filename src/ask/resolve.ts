import { UsageError } from '../errors.ts';
import type { Asker, Flags, ResetAnswer, Review } from '../questions/conversation.ts';
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
  /** Answers found in the project; there is no prompt for them. */
  detected: Answers;
  /** Answers from earlier prompts; they take precedence over flags and detected answers. */
  previousAnswers?: Answers;
  asker?: Asker | undefined;
  /** The reason why prompts are disabled; undefined if they are not. */
  promptsDisabled?: string | undefined;
  /** Reports each answer that was reset; without it, a conflict is an error. */
  onReset?: ((reset: ResetAnswer) => void) | undefined;
  /** Suggested answers to questions without a default; --yes accepts them. */
  suggested?: PartialValues;
  /** Reviews the answers at the end; a changed answer is resolved together with the others again. */
  review?: ((answers: Answers) => Promise<Review>) | undefined;
}

interface Run {
  input: AskInput;
  /** Answers that need no prompt: previous, from flags, or detected. */
  given: Partial<Record<QuestionId, Answer<Value>>>;
  answers: Answers;
  values: PartialValues;
  /** Answers before the user went back. */
  earlier: PartialValues;
  problems: string[];
  missing: string[];
}

/**
 * Answers every question of the command. In order of precedence: previous answers, flags, detected answers, prompts,
 * defaults. @throws UsageError that lists all invalid values and missing flags.
 */
export async function resolveAnswers(input: AskInput): Promise<Answers> {
  const run: Run = {
    input,
    given: { ...input.detected },
    answers: {},
    values: {},
    earlier: {},
    problems: [],
    missing: [],
  };
  readFlags(run);
  // Report invalid flags before the first prompt.
  throwProblems(run);
  Object.assign(run.given, input.previousAnswers);
  await resolveAll(run);
  throwProblems(run);
  return run.answers;
}

/** Answers the questions in order and reviews the answers. Going back asks the previous question again. */
async function resolveAll(run: Run): Promise<void> {
  const questions = questionsFor(run.input.command);
  const asked: number[] = [];
  for (let at = 0; ; ) {
    const question = questions[at];
    const result = question ? await resolveOne(run, question) : await review(run);
    if (result === 'accepted') return;
    if (result === 'asked') asked.push(at);
    if (result === 'asked' || result === 'answered') {
      at += 1;
      continue;
    }
    at = result === 'changed' ? 0 : (asked.pop() ?? at);
    // The question is asked again, and the answers after it may depend on it.
    const returned = questions[at];
    if (result === 'back' && returned) delete run.given[returned.id];
    for (const { id } of questions.slice(at)) forget(run, id);
  }
}

async function review(run: Run): Promise<'accepted' | 'back' | 'changed'> {
  const { detected, review } = run.input;
  const reviewed = run.missing.length + run.problems.length === 0 ? await review?.(run.answers) : undefined;
  if (reviewed === 'back') return 'back';
  if (reviewed === undefined || reviewed === 'accept') return 'accepted';
  // Defaults are computed again, because they may depend on the change.
  const given = Object.entries(run.answers).filter(([, { from }]) => from === 'flag' || from === 'prompt');
  run.given = { ...detected, ...Object.fromEntries(given), ...reviewed };
  return 'changed';
}

function forget({ answers, values, earlier }: Run, id: QuestionId): void {
  if (answers[id]?.from === 'prompt') Object.assign(earlier, { [id]: answers[id].value });
  delete answers[id];
  delete values[id];
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

async function resolveOne(run: Run, question: Question): Promise<'answered' | 'asked' | 'back'> {
  const { command, asker, onReset, suggested } = run.input;
  const context = { command, answers: run.values };
  const given = run.given[question.id];
  const problem = given && problemOf(question, given.value, context);
  if (given && !problem) return record(run, question, given);
  if (problem && !onReset) run.problems.push(problemText(question, given, problem));
  const applies = question.unless?.(context) === undefined;
  const initial = applies ? question.default(context) : undefined;
  if (problem) onReset?.({ question, before: given.value, after: initial, reason: problem.reason });
  if (!applies) return 'answered';
  const value = initial ?? suggested?.[question.id];
  if (!given && asker && question.commands[command] === 'ask') {
    const earlier = run.earlier[question.id];
    const isValid = earlier !== undefined && !problemOf(question, earlier, context);
    const answer = await asker(question, context, isValid ? earlier : value);
    if (answer === undefined) return 'back';
    record(run, question, { value: answer, from: 'prompt' });
    return 'asked';
  }
  if (value === undefined) {
    run.missing.push(flagName(question));
    return 'answered';
  }
  return record(run, question, { value, from: 'default' });
}

function record(run: Run, { id }: Question, answer: Answer<Value>): 'answered' {
  Object.assign(run.values, { [id]: answer.value });
  Object.assign(run.answers, { [id]: answer });
  return 'answered';
}

function throwProblems({ input, problems, missing }: Run): void {
  if (missing.length > 0) {
    const reason = input.promptsDisabled === undefined ? '' : ` (${input.promptsDisabled})`;
    problems.push(`Prompts are disabled${reason}. Please pass: ${missing.join(', ')}`);
  }
  if (problems.length === 0) return;
  const help = `create-mongo-session-app ${input.command} --help`;
  throw new UsageError(problems.join('\n'), { hint: `See: ${help}` });
}

function problemText(question: Question, { value, from }: Answer<Value>, { isNotApplicable, reason }: Problem): string {
  const name = value === false ? flagName(question).replace(/^--/, '--no-') : flagName(question);
  if (isNotApplicable) return `${name} ${reason}`;
  const text = typeof value === 'boolean' ? '' : ` ${quoted(question.show(value))}`;
  return `${name}${text}${from === 'detected' ? ' (found in the project)' : ''}: ${reason}`;
}

/** The flag without its value; `<dir>` for the argument. */
function flagName({ flag }: Pick<Question, 'flag'>): string {
  return flag?.split(' ')[0] ?? '<dir>';
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}
