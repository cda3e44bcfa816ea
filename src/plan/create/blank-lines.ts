/** Stands on a line of its own where a template's block was left out. */
export const REMOVED = '\0';

/**
 * Takes the marks of left-out blocks away, with the blank lines that they left next to each other:
 * one stays between two blocks, none at either end of the file or next to a bracket.
 */
export function closeGaps(text: string): string {
  return text.replace(/(?<=^|\n)\n*(?:\0\n\n*)+/g, (gap, offset: number) => {
    const before = text.slice(0, offset).trimEnd().at(-1);
    const after = text.slice(offset + gap.length).trimStart()[0];
    const hasBlank = gap.replaceAll(`${REMOVED}\n`, '') !== '';
    const atEdge = !before || !after || '{[('.includes(before) || '}])'.includes(after);
    return hasBlank && !atEdge ? '\n' : '';
  });
}
