import type { Answer } from '../types.ts';

export type Command = 'create' | 'add';
export type Store = 'mongo' | 'redis' | 'memory';
export type Connection = 'client' | 'url' | 'mongoose';
type Secret = 'env' | 'file' | 'aws';
export type Feature = 'auth' | 'flash' | 'devices' | 'batching' | 'hardened';
export type Deployment = 'docker' | 'kubernetes';
export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** The value of each answer. Durations are in milliseconds. */
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
/** The value of any answer. */
export type Value = AnswerValues[QuestionId];
export type Answers = { [K in QuestionId]?: Answer<AnswerValues[K]> };
export type PartialValues = Partial<AnswerValues>;

/** The command and the answers so far, which defaults and checks depend on. */
export interface QuestionContext {
  command: Command;
  answers: PartialValues;
}

/** The parsed value, or a message that says what is valid. */
export type Parsed<T> = { value: T } | { problem: string };

export interface Choice<T = Value | Feature | Deployment> {
  value: T;
  label: string;
  hint?: string;
  /** The reason why it cannot be chosen; undefined if it can. */
  unless?: (context: QuestionContext) => string | undefined;
}

/** A row of the table of questions. */
export interface QuestionRow<Id extends QuestionId, T> {
  id: Id;
  /** `several`: any of the choices, or none of them. */
  kind: 'text' | 'duration' | 'boolean' | 'choice' | 'several';
  /** In commander's syntax: `--store <kind>`, or `--git`, which implies `--no-git`; absent for the directory argument. */
  flag?: string;
  /** The heading of the flag in --help. */
  group?: 'app' | 'sessions' | 'secret' | 'run';
  /** `ask`: has a prompt. `customise`: uses the default, which can be changed in the summary. */
  commands: Partial<Record<Command, 'ask' | 'customise'>>;
  /** The description in --help. */
  help: string | Record<Command, string>;
  /** The default in --help, if it depends on the run. */
  defaultHelp?: string;
  /** A noun for the answer, such as `session store`. */
  label: string;
  /** The text of the prompt. */
  message: string;
  choices?: readonly Choice<T extends readonly (infer One)[] ? One : T>[];
  /** Undefined if there is no sensible default. */
  default: (context: QuestionContext) => T | undefined;
  /** The reason why the question does not apply; undefined if it does. */
  unless?: (context: QuestionContext) => string | undefined;
  /** For a boolean or choices, it follows from the kind. */
  parse?: (text: string) => Parsed<T>;
  /** Why the value conflicts with the answers so far; undefined if it does not. */
  conflict?(value: T, context: QuestionContext): string | undefined;
}

/** A question with an answer of any type; `question` checks the type of each one. */
export interface Question extends QuestionRow<QuestionId, Value> {
  parse: (text: string) => Parsed<Value>;
  /** The value as text for the flag and the summary. */
  show(value: Value): string;
}
