import { expect } from 'vitest';
import type { Conversation, Flags, ResetAnswer } from '../../src/questions/conversation.ts';
import { parseAnswer } from '../../src/questions/parsers.ts';
import { questionsFor } from '../../src/questions/table.ts';
import type { Answers, Command, Question, QuestionContext, QuestionId, Value } from '../../src/questions/values.ts';

export interface Random {
  /** An integer from 0 up to, but not including, the limit. */
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
}

/** A seeded generator (mulberry32), so that failures are reproducible. */
export function randomFrom(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: <T>(list: readonly T[]): T => list[below(list.length)] as T };
}

const DURATIONS = ['59s', '1m', '60001ms', '90s', '30 minutes', '1.5h', '12h', '6d', '2w', '400d', '0s', 'soon'];
const NAMES = ['A', 'DATABASE_URL', 'REDIS_URL', 'SESSION_SECRET', 'A_FILE', 'A_ID', 'SESSION_SECRET_FILE', 'PORT'];
/** Input for text prompts, valid and invalid. */
const TYPED: Partial<Record<QuestionId, readonly string[]>> = {
  directory: ['my-app', '.', 'a b', "it's", '-x', 'add', 'create', 'doctor', '$HOME', 'x/y'],
  maxAge: DURATIONS,
  touchAfter: DURATIONS,
  urlEnv: NAMES,
  secretEnv: NAMES,
  collection: ['sessions', 'users', 'audit', 'a.b', 'system.x'],
};

/** A random value that the prompt accepts. */
function answerOf(random: Random, question: Question, context: QuestionContext): Value {
  if (question.kind === 'boolean') return random.pick([true, false]);
  if (question.kind === 'choice') return random.pick(question.choices ?? []).value as Value;
  for (;;) {
    const chosen = question.choices?.filter(() => random.pick([true, false])).map(({ value }) => value);
    const typed = chosen ? chosen.join(',') || 'none' : random.pick(TYPED[question.id] ?? []);
    const parsed = parseAnswer(question, typed, context);
    if ('value' in parsed) return parsed.value;
  }
}

/** Flags for about a quarter of the questions, each valid by itself. */
export function randomFlags(random: Random, command: Command): Flags {
  const asked = questionsFor(command).filter(({ id }) => id !== 'directory' && random.below(4) === 0);
  return Object.fromEntries(
    asked.map((question) => {
      const value = answerOf(random, question, { command, answers: {} });
      return [question.id, typeof value === 'boolean' ? value : question.show(value)];
    }),
  );
}

/** The values of the flags. */
function parseFlags(flags: Flags, command: Command): Map<QuestionId, Value> {
  return new Map(
    questionsFor(command).flatMap(({ id, parse }): [QuestionId, Value][] => {
      const flag = flags[id];
      const parsed = typeof flag === 'string' ? parse(flag) : { value: flag };
      return 'value' in parsed && parsed.value !== undefined ? [[id, parsed.value]] : [];
    }),
  );
}

interface RandomPerson {
  person: Conversation;
  /** Fails unless each given answer still holds or its reset was reported, once. */
  expectResetsReported(answers: Answers): void;
}

/** Answers prompts at random, then changes up to five answers in the summary and checks the reported resets. */
export function randomPerson(random: Random, command: Command, flags: Flags, log: string[]): RandomPerson {
  let changes = random.below(6);
  let given = parseFlags(flags, command);
  let reported: ResetAnswer[] = [];
  const expectResetsReported = (answers: Answers): void => {
    const changed = [...given].filter(([id, value]) => {
      const now = answers[id];
      return now?.from === 'default' || JSON.stringify(now?.value) !== JSON.stringify(value);
    });
    const seen = reported.map(({ question, before, after }) => [question.id, before, after]);
    expect(seen, log.join('\n')).toEqual(changed.map(([id, value]) => [id, value, answers[id]?.value]));
  };
  const person: Conversation = {
    confirmCommand: () => Promise.resolve(true),
    greet: () => {},
    asker: () => async (question, context, initial) => {
      const takesDefault = initial !== undefined && random.below(2) === 0;
      const value = takesDefault ? initial : answerOf(random, question, context);
      log.push(`${question.id}: ${question.show(value)}`);
      given.set(question.id, value);
      return value;
    },
    reportReset: (reset) => {
      log.push(`reset of ${reset.question.id}: ${reset.reason}`);
      reported.push(reset);
    },
    review: async (answers) => {
      expectResetsReported(answers);
      if (changes === 0) return 'accept';
      changes -= 1;
      const question = random.pick(questionsFor(command).filter(({ id }) => answers[id] !== undefined));
      const values = Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value]));
      const value = answerOf(random, question, { command, answers: values });
      log.push(`change ${question.id} to ${question.show(value)}`);
      const decided = Object.entries(answers).filter(([, { from }]) => from === 'flag' || from === 'prompt');
      given = new Map([...decided.map(([id, answer]) => [id as QuestionId, answer.value] as const)]);
      given.set(question.id, value);
      reported = [];
      return { [question.id]: { value, from: 'prompt' } };
    },
    chooseApp: async (choices) => random.pick(choices),
    editDirty: async () => random.pick([true, false]),
    replace: async (_store, movable) => (movable ? random.pick(['end', 'move'] as const) : 'end'),
    approve: async () => 'now',
  };
  return { person, expectResetsReported };
}
