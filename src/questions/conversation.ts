import type { Plan } from '../types.ts';
import type { Answers, Command, Question, QuestionContext, QuestionId, Value } from './values.ts';

/** The flags that were passed: a string for a flag with a value, a boolean for `--x` and `--no-x`. */
export type Flags = Partial<Record<QuestionId, string | boolean>>;

/** Selects the app of a project that has several. */
export interface AppOptions {
  /** The file that creates the app. */
  entry?: string | undefined;
  /** The workspace package of the app. */
  packageDir?: string | undefined;
}

/** Flags about a project that are not questions. */
export interface ProjectOptions extends AppOptions {
  /** Also edit files with uncommitted changes. */
  allowDirty: boolean;
}

export interface AddOptions extends ProjectOptions {
  /** Try the plan on a copy of the project first. */
  check: boolean;
}

/** An app of a project that has several, and the option that selects it. */
export interface AppChoice extends AppOptions {
  label: string;
}

/** Prompts for the answer to a question; resolves to undefined to go back to the previous one. */
export type Asker = (
  question: Question,
  context: QuestionContext,
  initial: Value | undefined,
) => Promise<Value | undefined>;

/** The reason why an app cannot be created in a folder; undefined if it can. */
export type FolderCheck = (directory: string) => Promise<string | undefined>;

/** A given answer that conflicts with others and was reset to its default. */
export interface ResetAnswer {
  question: Question;
  before: Value;
  /** The default; undefined when the question no longer applies. */
  after: Value | undefined;
  reason: string;
}

/** What follows the summary: the run, the last prompt again, or a changed answer. */
export type Review = 'accept' | 'back' | Answers;

/** The prompts of a run; undefined when prompts are disabled. */
export interface Conversation {
  /** Prints the name and version of the tool, and how to answer. */
  greet: (command: Command) => void;
  /** Asks whether a word that is close to a command name means that command or a folder. */
  confirmCommand: (word: string, command: string) => Promise<boolean>;
  /** Returns what asks the questions of a command. */
  asker: (checkFolder?: FolderCheck) => Asker;
  /** Reports that an answer was reset to its default, and why. */
  reportReset: (reset: ResetAnswer) => void;
  /** Shows the answers and asks whether to continue. */
  review: (answers: Answers, ask: Asker) => Promise<Review>;
  /** Asks which of several apps to edit; resolves to the option that selects it. */
  chooseApp: (choices: readonly AppChoice[]) => Promise<AppOptions>;
  /** Asks whether files with uncommitted changes may be edited. */
  editDirty: (files: readonly string[]) => Promise<boolean>;
  /** Asks before a store is replaced; resolves to whether its sessions end or are moved. */
  replace: (store: string, movable: boolean) => Promise<'end' | 'move'>;
  /**
   * Shows the planned changes; resolves when they are approved, either now or if these scripts still pass on a copy with
   * the changes. @param scripts as a person types them; none if there is nothing to check
   */
  approve: (plan: Plan, scripts: readonly string[]) => Promise<'now' | 'check'>;
}
