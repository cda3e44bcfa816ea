import type { Node } from '@babel/types';
import { lineOfNode, type SourceFile } from '../inspect/syntax/source-file.ts';

/** Why an edit would not be safe. `add` shows it with the lines to paste; nothing is planned then. */
export interface Refusal {
  /** One sentence: what stands in the way. */
  title: string;
  notes: RefusalNote[];
  /** The flag or action that helps. */
  hint?: string;
}

export interface RefusalNote {
  code: string;
  message: string;
  /** Relative to the project's root. */
  file?: string;
  /** 1-based. */
  line?: number;
  /** Which wiring to paste: the planned one, one with a connection of its own, or none. */
  paste: 'planned' | 'own-connection' | 'nothing';
}

/** Thrown while a change is drafted, and returned as data by `draftChange`. */
export class RefusedEdit extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.title);
    this.refusal = refusal;
  }
}

/** A refusal with one note, about a place in the source. */
export function refusedAt(
  title: string,
  code: string,
  message: string,
  { file, node }: { file: SourceFile; node: Node },
  { hint, paste = 'planned' }: { hint?: string | undefined; paste?: RefusalNote['paste'] } = {},
): RefusedEdit {
  const note: RefusalNote = { code, message, file: file.path, line: lineOfNode(file, node), paste };
  return new RefusedEdit({ title, notes: [note], ...(hint === undefined ? {} : { hint }) });
}

export function isRefusal(result: object): result is Refusal {
  return 'title' in result;
}
