import { UsageError } from '../errors.ts';
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

/** What the command line said: text for values, a boolean for the yes/no pairs; absent when the flag was not given. */
export type Flags = Partial<Record<QuestionId, string | boolean>>;

/** What inspect saw; a person is not asked about it. */
type Detected = Answers;

/** Asks a person; absent without a terminal or with --yes. */
export type Asker = (question: Question, context: QuestionContext, initial: Value | undefined) => Promise<Value>;

export interface AskInput {
  command: Command;
  flags: Flags;
  detected: Detected;
  /** Answers that a person has just changed in the summary: they win over everything. */
  chosen?: Answers;
  asker?: Asker | undefined;
  /** Answers for true unknowns under --yes. */
  fallback?: PartialValues;
}

/**
 * Resolves every question of the command: flags first, then what was detected, then a person, then the default.
 * @throws UsageError that names every bad value and every missing flag at once.
 */
export async function resolveAnswers(input: AskInput): Promise<Answers> {
  const run: Run = { input, answers: {}, values: {}, problems: [], missing: [] };
  checkFlags(run);
  for (const question of questionsFor(input.command)) await resolveOne(run, question);
  complain(run);
  return run.answers;
}

interface Run {
  input: AskInput;
  answers: Answers;
  values: PartialValues;
  problems: string[];
  missing: string[];
}

/** Bad flags are reported before the first prompt, so that nobody answers five questions to learn of a typo. */
function checkFlags(run: Run): void {
  const { command, flags } = run.input;
  const values: PartialValues = {};
  for (const question of questionsFor(command)) {
    const reason =
      values.store === undefined && question.id !== 'store'
        ? undefined
        : question.unless?.({ command, answers: values });
    const given = flags[question.id];
    if (given === undefined) continue;
    if (reason) run.problems.push(`${flagName(question)} ${reason}`);
    else if (typeof given === 'string') checkText(run, question, given, values);
  }
  complain(run);
}

function checkText(run: Run, question: Question, given: string, values: PartialValues): void {
  const parsed = question.parse(given, { command: run.input.command, answers: values });
  if ('problem' in parsed) run.problems.push(`${flagName(question)} ${quoted(given)}: ${parsed.problem}`);
  else Object.assign(values, { [question.id]: parsed.value });
}

async function resolveOne(run: Run, question: Question): Promise<void> {
  const { command, detected, flags, chosen, asker } = run.input;
  const context = { command, answers: run.values };
  const reason = question.unless?.(context);
  const given = flags[question.id];
  if (reason) {
    if (given !== undefined) run.problems.push(`${flagName(question)} ${reason}`);
    return;
  }
  const picked = chosen?.[question.id];
  if (picked) return record(run, question, picked.value, picked.from);
  if (given !== undefined) {
    if (typeof given === 'boolean') return record(run, question, given, 'flag');
    const parsed = question.parse(given, context);
    if ('value' in parsed) record(run, question, parsed.value, 'flag');
    else run.problems.push(`${flagName(question)} ${quoted(given)}: ${parsed.problem}`);
    return;
  }
  const seen = detected[question.id];
  if (seen) return record(run, question, seen.value, seen.from);
  const initial = question.default(context);
  if (asker && question.commands[command] === 'ask') {
    return record(run, question, await asker(question, context, initial), 'prompt');
  }
  const value = initial ?? run.input.fallback?.[question.id];
  if (value === undefined) run.missing.push(flagName(question));
  else record(run, question, value, 'default');
}

function record(run: Run, question: Question, value: Value, from: Answer['from']): void {
  Object.assign(run.values, { [question.id]: value });
  Object.assign(run.answers, { [question.id]: { value, from } });
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

/** The flag without its value, or the argument: what a person has to type. */
function flagName(question: Pick<Question, 'id' | 'flag'>): string {
  return question.flag?.split(' ')[0] ?? `<${question.id}>`;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}
