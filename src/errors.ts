import type { Note } from './types.ts';

/** An expected error, reported without a stack trace. `cli.ts` sets the exit code. */
export abstract class CliError extends Error {
  abstract readonly exitCode: number;
  /** What to do about it: an action or a command to run. */
  readonly hint: string | undefined;

  constructor(message: string, options: { hint?: string | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.hint = options.hint;
  }
}

/** Exit code 2: an invalid flag or value, or a missing answer. */
export class UsageError extends CliError {
  readonly exitCode = 2;
}

/** Exit code 3: the change cannot be made safely. Nothing was written. */
export class RefusedError extends CliError {
  readonly exitCode = 3;
  readonly notes: Note[];

  constructor(message: string, notes: Note[] = [], options: { hint?: string; cause?: unknown } = {}) {
    super(message, options);
    this.notes = notes;
  }
}

/** Exit code 3: a file exists but cannot be used. */
export class FileError extends RefusedError {
  /** Relative to the root of the plan. */
  readonly file: string;
  /** The predicate of a sentence about the file: `is not valid JSON`. */
  readonly problem: string;
  /** 1-based. */
  readonly line: number | undefined;

  constructor(file: string, problem: string, line?: number) {
    const message = `${file}${line === undefined ? '' : `:${line}`} ${problem}.`;
    const note: Note = { code: 'file-unusable', severity: 'error', message, file };
    super(message, [line === undefined ? note : { ...note, line }], {
      hint: 'Nothing was written. Fix the file, then run the command again.',
    });
    this.file = file;
    this.problem = problem;
    this.line = line;
  }
}

/** Exit code 4: all files were written, but the install failed. */
export class InstallError extends CliError {
  readonly exitCode = 4;
  /** The command that repeats the install. */
  readonly retry: string;

  constructor(message: string, retry: string) {
    super(message, { hint: `To try again: ${retry}` });
    this.retry = retry;
  }
}

/** Exit code 130: cancelled, by Ctrl-C or at a prompt. Files already written were rolled back. */
export class CancelledError extends CliError {
  readonly exitCode = 130;

  constructor() {
    super('Cancelled. Nothing was written.');
  }
}
