import { type Place, placeOf } from '../inspect/syntax/source-file.ts';

/** The reason why an edit would not be safe. `add` shows it with the lines to paste and changes nothing. */
export interface Refusal {
  /** What prevents the edit, in one sentence. */
  title: string;
  notes: RefusalNote[];
  /** The flag or action that solves it. */
  hint?: string;
}

export interface RefusalNote {
  code: string;
  message: string;
  /** Relative to the project's root. */
  file?: string;
  /** 1-based. */
  line?: number;
  /** The lines to paste: with the planned connection, with a separate connection, or none. */
  paste: 'planned' | 'own-connection' | 'nothing';
}

/** Thrown while a change is drafted, and returned as data by `planTargets`. */
export class RefusedEdit extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.title);
    this.refusal = refusal;
  }
}

/** An error for a refusal with one note, about a node in the source code. */
export function refusedAt(
  title: string,
  code: string,
  message: string,
  place: Place,
  { hint, paste = 'planned' }: { hint?: string | undefined; paste?: RefusalNote['paste'] } = {},
): RefusedEdit {
  const note: RefusalNote = { code, message, ...placeOf(place), paste };
  return new RefusedEdit({ title, notes: [note], ...(hint === undefined ? {} : { hint }) });
}

export function isRefusal(result: object): result is Refusal {
  return 'title' in result;
}
