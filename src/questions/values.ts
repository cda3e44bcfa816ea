import type { Answer } from '../types.ts';

export type Command = 'create' | 'add';
export type Store = 'mongo' | 'redis' | 'memory';
export type Connection = 'client' | 'url' | 'mongoose';
export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** What every answer of the table is worth. Durations are milliseconds. */
export interface AnswerValues {
  directory: string;
  store: Store;
  maxAge: number;
  connection: Connection;
  urlEnv: string;
  secretEnv: string;
  collection: string;
  rolling: boolean;
  touchAfter: number;
  language: 'ts' | 'js';
  module: 'esm' | 'cjs';
  database: 'embedded' | 'compose' | 'external';
  pm: PackageManager;
  install: boolean;
  git: boolean;
}

export type QuestionId = keyof AnswerValues;
export type Answers = { [K in QuestionId]?: Answer<AnswerValues[K]> };
export type PartialValues = Partial<AnswerValues>;

/** What a default may depend on: the command, what inspect saw, and the answers so far. */
export interface QuestionContext {
  command: Command;
  answers: PartialValues;
}

/** A value that was typed, parsed; or the sentence that says what would be valid. */
export type Parsed<T> = { value: T } | { problem: string };

interface QuestionBase<K extends QuestionId> {
  id: K;
  /** As commander reads it: `--store <kind>`, or `--git` with a `--no-git` twin; absent for the directory argument. */
  flag?: string;
  /** `ask`: a person is asked. `customise`: has a default that the summary shows and can change. */
  commands: Partial<Record<Command, 'ask' | 'customise'>>;
  /** One line in --help, in the prompt and in the summary. */
  help: string;
  message: string;
  /** Undefined: only a person can know. */
  default: (context: QuestionContext) => AnswerValues[K] | undefined;
  /** The reason why the question makes no sense here; undefined when it does. */
  unless?: (context: QuestionContext) => string | undefined;
  parse: (text: string, context: QuestionContext) => Parsed<AnswerValues[K]>;
  /** The value as it is typed after the flag, and as the summary shows it. */
  show: (value: AnswerValues[K]) => string;
}

export interface Choice<T> {
  value: T;
  label: string;
  hint?: string;
}

export type Question<K extends QuestionId = QuestionId> = K extends QuestionId
  ? QuestionBase<K> &
      (
        | { kind: 'text' | 'duration' }
        | { kind: 'boolean' }
        | { kind: 'choice'; choices: readonly Choice<AnswerValues[K]>[] }
      )
  : never;
