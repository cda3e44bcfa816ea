import type { Plan } from '../types.ts';
import type { Answers, Question, QuestionContext, QuestionId, Value } from './values.ts';

/** The flags of the command line: text for values, a boolean for the yes/no pairs; absent when a flag was not given. */
export type Flags = Partial<Record<QuestionId, string | boolean>>;

/** The flags that only `add` has. */
export interface AddOptions {
  /** The file of the app, when the project has several. */
  entry?: string;
  /** The package of a workspace. */
  packageDir?: string;
  /** Edit files that have uncommitted changes, too. */
  allowDirty: boolean;
}

/** Asks a person; absent without a terminal or with --yes. */
export type Asker = (question: Question, context: QuestionContext, initial: Value | undefined) => Promise<Value>;

/** A given answer that conflicts with others and was reset to its default. */
export interface ResetAnswer {
  question: Question;
  before: Value;
  /** The default; undefined when the question no longer applies. */
  after: Value | undefined;
  reason: string;
}

/** How a command talks to a person; absent without a terminal or with --yes. */
export interface Conversation {
  /** Asks whether a first word that is close to the name of a command means it, or else a folder. */
  confirmCommand: (word: string, command: string) => Promise<boolean>;
  ask: Asker;
  /** Says that an answer was reset to its default, and why. */
  reportReset: (reset: ResetAnswer) => void;
  /** Shows the answers; resolves to the one that a person has changed, or undefined to go on. */
  review: (answers: Answers) => Promise<Answers | undefined>;
  /** Asks before another store is replaced; resolves to what becomes of its sessions. */
  replace: (store: string, movable: boolean) => Promise<'end' | 'move'>;
  /** Shows what `add` would change; resolves when the person agrees. */
  approve: (plan: Plan) => Promise<void>;
}
