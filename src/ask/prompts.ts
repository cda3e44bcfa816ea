/** Undefined: the user goes back. */
type OrBack<T> = Promise<T | undefined>;

/** A row of a list. */
export interface Row<T> {
  value: T;
  label: string;
  hint?: string | undefined;
  /** The reason why it cannot be chosen. */
  disabled?: string | undefined;
}

/** Returns a message if the input is invalid. */
export type Check<T> = (input: T) => string | undefined | Promise<string | undefined>;

/** The kinds of prompts. Each rejects with CancelledError on Ctrl-C. */
export interface Prompts {
  /** A sentence about how to accept a default, go back and cancel. */
  keys: string;
  /** Prints complete lines. Where the terminal allows it, going back to a prompt above removes them. */
  print(text: string): void;
  /** Returns a function that removes everything printed since this call, except the last answer. */
  mark(): () => void;
  choice<T>(message: string, rows: readonly Row<T>[], initial?: T): OrBack<T>;
  several<T>(message: string, rows: readonly Row<T>[], initial: readonly T[], check: Check<T[]>): OrBack<T[]>;
  yesNo(message: string, initial: boolean): OrBack<boolean>;
  text(message: string, initial: string | undefined, check: Check<string>): OrBack<string>;
}
