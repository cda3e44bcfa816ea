import { durationFlag, durationText, parseDuration } from './durations.ts';
import type {
  AnswerValues,
  Choice,
  Parsed,
  Question,
  QuestionContext,
  QuestionId,
  QuestionRow,
  Value,
} from './values.ts';

/** Parses an answer and checks it against the answers so far. */
export function parseAnswer(question: Question, text: string, context: QuestionContext): Parsed<Value> {
  const parsed = question.parse(text);
  const problem = 'value' in parsed ? question.conflict?.(parsed.value, context) : undefined;
  return problem === undefined ? parsed : { problem };
}

/** Type-checks a question against the type of its answer, and adds what follows from its kind. */
export function question<K extends QuestionId>(row: QuestionRow<K, AnswerValues[K]>): Question {
  return { ...ofKind(row.kind, (row.choices ?? []) as readonly Choice<never>[]), ...row } as unknown as Question;
}

function ofKind(kind: Question['kind'], choices: readonly Choice<string>[]): object {
  switch (kind) {
    case 'boolean':
      return { parse: yesNo, show: yesNoText };
    case 'choice':
      return { parse: oneOf(choices), show: String };
    case 'several':
      return { parse: anyOf(choices), show: listText };
    default:
      return { show: kind === 'duration' ? durationFlag : String };
  }
}

/** Returns a parser for one of the choices. */
function oneOf(choices: readonly Choice<string>[]): (text: string) => Parsed<string> {
  return (text) => {
    const found = choices.find((choice) => choice.value === text.trim().toLowerCase());
    return found
      ? { value: found.value }
      : { problem: `use one of: ${choices.map((choice) => choice.value).join(', ')}` };
  };
}

/** Returns a parser for `none` or a comma-separated list of choices. The parsed list is in the order of `choices`. */
function anyOf(choices: readonly Choice<string>[]): (text: string) => Parsed<string[]> {
  const names = choices.map((choice) => choice.value);
  return (text) => {
    const given = text
      .toLowerCase()
      .split(',')
      .map((name) => name.trim());
    if (given.length === 1 && given[0] === 'none') return { value: [] };
    return given.every((name) => names.some((one) => one === name))
      ? { value: names.filter((name) => given.includes(name)) }
      : { problem: `use none, or any of: ${names.join(',')}` };
  };
}

/** A list as the value of a flag. */
function listText(list: readonly string[]): string {
  return list.join(',') || 'none';
}

/** Returns a parser for a duration from `min` to `max` (ms). */
export function duration(min: number, max: number): (text: string) => Parsed<number> {
  const valid = `use a duration with a unit, from ${durationText(min)} to ${durationText(max)}, such as 2w, 14d, 12h or "30 minutes"`;
  return (text) => {
    const value = parseDuration(text);
    return value === undefined || value < min || value > max ? { problem: valid } : { value };
  };
}

/** Variables that Node, npm, the AWS SDK, mongodb-memory-server or the app itself reads. */
const RESERVED = /^(PORT|TRUST_PROXY|PATH|HOME|NODE_.*|AWS_.*|MONGOMS_.*|npm_.*|__.*)$/i;

export function variableName(text: string): Parsed<string> {
  const name = text.trim();
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    return { problem: 'use the name of an environment variable: letters, digits and _, not starting with a digit' };
  }
  return RESERVED.test(name) ? { problem: `${name} is reserved; choose another name` } : { value: name };
}

/** Parses a collection name by MongoDB's rules; 120 characters leave room for the database name. */
export function collectionName(text: string): Parsed<string> {
  const name = text.trim();
  const valid = /^[A-Za-z_][\w.-]{0,119}$/.test(name) && !name.startsWith('system.') && !name.includes('..');
  return valid
    ? { value: name }
    : {
        problem:
          'use up to 120 letters, digits, "_", "-" and single ".", starting with a letter or "_" but not "system."',
      };
}

export function directory(text: string): Parsed<string> {
  const name = text.trim();
  if (name === '') return { problem: 'enter a folder name, or . for the current folder' };
  return name.includes('\0') ? { problem: 'a folder name cannot contain a NUL character' } : { value: name };
}

/** A boolean as text for the summary. */
function yesNoText(value: boolean): string {
  return value ? 'yes' : 'no';
}

/** Parses the text of a yes/no prompt; flags are booleans already. */
function yesNo(text: string): Parsed<boolean> {
  const answer = text.trim().toLowerCase();
  if (['y', 'yes', 'true'].includes(answer)) return { value: true };
  return ['n', 'no', 'false'].includes(answer) ? { value: false } : { problem: 'use yes or no' };
}
