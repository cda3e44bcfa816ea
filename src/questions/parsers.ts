import { durationText, parseDuration } from './durations.ts';
import type { Choice, Parsed, Question, QuestionContext, Value } from './values.ts';

/** Parses what was typed as an answer, and checks it against the answers so far. */
export function parseAnswer(question: Question, text: string, context: QuestionContext): Parsed<Value> {
  const parsed = question.parse(text);
  const problem = 'value' in parsed ? question.conflict?.(parsed.value, context) : undefined;
  return problem === undefined ? parsed : { problem };
}

/** A parser for one of the given choices. */
export function oneOf<T extends string>(choices: readonly Choice<T>[]): (text: string) => Parsed<T> {
  return (text) => {
    const found = choices.find((choice) => choice.value === text.trim().toLowerCase());
    return found
      ? { value: found.value }
      : { problem: `use one of: ${choices.map((choice) => choice.value).join(', ')}` };
  };
}

/** A parser for a list of the given choices, separated by commas, or `none`. Gives them in the order of the table. */
export function anyOf<T extends string>(choices: readonly Choice<T>[]): (text: string) => Parsed<T[]> {
  const names = choices.map((choice) => choice.value);
  return (text) => {
    const given = text
      .toLowerCase()
      .split(',')
      .map((name) => name.trim());
    if (given.length === 1 && given[0] === 'none') return { value: [] };
    return given.every((name) => names.some((known) => known === name))
      ? { value: names.filter((name) => given.includes(name)) }
      : { problem: `use none, or any of: ${names.join(',')}` };
  };
}

/** A list as it is typed after its flag. */
export function listText(list: readonly string[]): string {
  return list.join(',') || 'none';
}

/** A parser for a duration between two bounds (ms). */
export function duration(min: number, max: number): (text: string) => Parsed<number> {
  const valid = `use a duration with a unit, from ${durationText(min)} to ${durationText(max)}, such as 2w, 14d, 12h or "30 minutes"`;
  return (text) => {
    const value = parseDuration(text);
    return value === undefined || value < min || value > max ? { problem: valid } : { value };
  };
}

const RESERVED = /^(PORT|TRUST_PROXY|PATH|HOME|NODE_.*|AWS_.*|MONGOMS_.*|npm_.*|__.*)$/i;

export function variableName(text: string): Parsed<string> {
  const name = text.trim();
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    return { problem: 'use the name of an environment variable: letters, digits and _, not starting with a digit' };
  }
  return RESERVED.test(name) ? { problem: `${name} has another meaning; choose another name` } : { value: name };
}

/** MongoDB's own rules for a collection name, with a length that leaves room for the database name. */
export function collectionName(text: string): Parsed<string> {
  const name = text.trim();
  const valid = /^[A-Za-z_][\w.-]{0,119}$/.test(name) && !name.startsWith('system.') && !name.includes('..');
  return valid
    ? { value: name }
    : { problem: 'use letters, digits, _ - and . (120 at most, first a letter or _, not starting with "system.")' };
}

export function directory(text: string): Parsed<string> {
  const name = text.trim();
  if (name === '') return { problem: 'use the name of a folder, or . for this one' };
  return name.includes('\0') ? { problem: 'a folder name cannot hold a NUL character' } : { value: name };
}

/** A boolean as the summary shows it. */
export function yesNoText(value: boolean): string {
  return value ? 'yes' : 'no';
}

/** For questions of yes and no: the flag pair decides, text is only seen by prompts. */
export function yesNo(text: string): Parsed<boolean> {
  const answer = text.trim().toLowerCase();
  if (['y', 'yes', 'true'].includes(answer)) return { value: true };
  return ['n', 'no', 'false'].includes(answer) ? { value: false } : { problem: 'use yes or no' };
}
