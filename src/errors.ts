import type { Note } from './types.ts';

/** An outcome that ends the run with an exit code of the contract; `cli.ts` is the only place that exits. */
export abstract class CliError extends Error {
  abstract readonly exitCode: number;
  /** The command or action that helps, when there is one. */
  readonly hint: string | undefined;

  constructor(message: string, options: { hint?: string | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.hint = options.hint;
  }
}

/** Exit 2: a flag, a value or a missing answer. */
export class UsageError extends CliError {
  readonly exitCode = 2;
}

/** Exit 3: we could do it, but not safely. Nothing was written. */
export class RefusedError extends CliError {
  readonly exitCode = 3;
  readonly notes: Note[];

  constructor(message: string, notes: Note[] = [], options: { hint?: string; cause?: unknown } = {}) {
    super(message, options);
    this.notes = notes;
  }
}

/** Exit 3: a file exists but cannot be used. */
export class FileError extends RefusedError {
  /** As a plan names it. */
  readonly file: string;
  /** What follows the name of the file in a sentence: `is not valid JSON`. */
  readonly problem: string;
  /** 1-based. */
  readonly line: number | undefined;

  constructor(file: string, problem: string, line?: number) {
    const message = `${file}${line === undefined ? '' : `:${line}`} ${problem}.`;
    super(
      message,
      [{ code: 'file-unusable', severity: 'error', message, file, ...(line === undefined ? {} : { line }) }],
      {
        hint: 'Nothing was written. Fix this, then run the command again.',
      },
    );
    this.file = file;
    this.problem = problem;
    this.line = line;
  }
}

/** Exit 4: every file is written, but the package manager failed. */
export class InstallError extends CliError {
  readonly exitCode = 4;
  /** The command to repeat. */
  readonly retry: string;

  constructor(message: string, retry: string) {
    super(message, { hint: `To try again: ${retry}` });
    this.retry = retry;
  }
}

/** Exit 130: Ctrl-C. Nothing was written, or what was written is undone. */
export class CancelledError extends CliError {
  readonly exitCode = 130;

  constructor() {
    super('Cancelled. Nothing was written.');
  }
}
