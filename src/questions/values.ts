import type { Answer } from '../types.ts';

export type Command = 'create' | 'add';
export type Store = 'mongo' | 'redis' | 'memory';
export type Connection = 'client' | 'url' | 'mongoose';
type Secret = 'env' | 'file' | 'aws';
export type Feature = 'auth' | 'flash' | 'devices' | 'batching' | 'hardened';
export type Deployment = 'docker' | 'kubernetes';
export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** What every answer of the table is worth. Durations are milliseconds. */
export interface AnswerValues {
  directory: string;
  store: Store;
  maxAge: number;
  secret: Secret;
  features: Feature[];
  connection: Connection;
  urlEnv: string;
  secretEnv: string;
  collection: string;
  encrypt: boolean;
  keepSessions: boolean;
  rolling: boolean;
  touchAfter: number;
  language: 'ts' | 'js';
  module: 'esm' | 'cjs';
  database: 'embedded' | 'compose' | 'external';
  deploy: Deployment[];
  pm: PackageManager;
  install: boolean;
  git: boolean;
}

export type QuestionId = keyof AnswerValues;
/** Any answer at all. */
export type Value = AnswerValues[QuestionId];
export type Answers = { [K in QuestionId]?: Answer<AnswerValues[K]> };
export type PartialValues = Partial<AnswerValues>;

/** What a default may depend on: the command, what inspect saw, and the answers so far. */
export interface QuestionContext {
  command: Command;
  answers: PartialValues;
}

/** A value that was typed, parsed; or the sentence that says what would be valid. */
export type Parsed<T> = { value: T } | { problem: string };

export interface Choice<T = Value | Feature | Deployment> {
  value: T;
  label: string;
  hint?: string;
}

interface QuestionShape<Id extends QuestionId, T> {
  id: Id;
  /** `several`: any of the choices, or none of them. */
  kind: 'text' | 'duration' | 'boolean' | 'choice' | 'several';
  /** As commander reads it: `--store <kind>`, or `--git` with a `--no-git` twin; absent for the directory argument. */
  flag?: string;
  /** `ask`: a person is asked. `customise`: has a default that the summary shows and can change. */
  commands: Partial<Record<Command, 'ask' | 'customise'>>;
  /** One line in --help and in the summary. */
  help: string;
  /** A noun for the answer, such as `session store`. */
  label: string;
  message: string;
  choices?: readonly Choice<T extends readonly (infer One)[] ? One : T>[];
  /** Undefined: only a person can know. */
  default: (context: QuestionContext) => T | undefined;
  /** The reason why the question makes no sense here; undefined when it does. */
  unless?: (context: QuestionContext) => string | undefined;
  parse: (text: string) => Parsed<T>;
  /** Why the value conflicts with the answers so far; undefined when it does not. */
  conflict?(value: T, context: QuestionContext): string | undefined;
  /** The value as it is typed after the flag, and as the summary shows it. */
  show(value: T): string;
}

/** A row of the table as its readers see it: which value belongs to which id is checked where the row is written. */
export type Question = QuestionShape<QuestionId, Value>;

/** Checks a row against the type of its own answer. */
export function question<K extends QuestionId>(row: QuestionShape<K, AnswerValues[K]>): Question {
  return row as unknown as Question;
}
