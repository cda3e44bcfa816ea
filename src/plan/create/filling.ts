import { closeGaps, REMOVED } from './blank-lines.ts';

/**
 * Templates are one text, with control characters between what is written as it stands. It is read as it is: to
 * compile functions of the same size would take longer than all the rest of a run.
 * A file is its layer, path, kind and body. In a body, a value is two characters; a choice begins with two, and may
 * have another branch; a block is a choice that leaves a mark when it is left out.
 */
export const CONTROL = {
  block: '\x01',
  choice: '\x02',
  otherwise: '\x03',
  end: '\x04',
  value: '\x05',
  file: '\x06',
  field: '\x07',
  /** The character codes of the numbers. */
  first: 32,
  last: 126,
} as const;

/** The conditions and values that a text's numbers stand for, in one context. */
export interface Fillings {
  conditions: readonly unknown[];
  values: readonly unknown[];
}

/** Writes a body out, with the gaps closed that left-out blocks leave. */
export function fill(body: string, { conditions, values }: Fillings): string {
  // Text, then by turns a mark and text.
  const pieces = body.split(MARKS);
  let out = pieces[0] ?? '';
  // One entry for each choice that is open: how it went, and whether what is around it is written.
  const open: { taken: boolean; written: boolean }[] = [];
  let written = true;
  for (let at = 1; at < pieces.length; at += 2) {
    const mark = pieces[at] ?? '';
    const number = mark.charCodeAt(1) - CONTROL.first;
    if (mark === CONTROL.end) written = open.pop()?.written ?? true;
    else if (mark === CONTROL.otherwise) written = isOther(open.at(-1));
    else if (mark.startsWith(CONTROL.value)) out += written ? values[number] : '';
    else {
      const taken = Boolean(conditions[number]);
      if (written && !taken && mark.startsWith(CONTROL.block)) out += `${REMOVED}\n`;
      open.push({ taken, written });
      written &&= taken;
    }
    if (written) out += pieces[at + 1];
  }
  return closeGaps(out);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they cannot be in the text of a template
const MARKS = /([\x03\x04]|[\x01\x02\x05][\s\S])/;

const isOther = (choice: { taken: boolean; written: boolean } | undefined): boolean =>
  choice?.written === true && !choice.taken;
