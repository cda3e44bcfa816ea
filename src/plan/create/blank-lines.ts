/** Stands on a line of its own where a template's block was left out. */
export const REMOVED = '\0';

/**
 * Takes the marks of left-out blocks away, with the blank lines that they left next to each other:
 * one stays between two blocks, none at either end of the file or next to a bracket.
 */
export function closeGaps(text: string): string {
  let out = '';
  let done = 0;
  for (let mark = text.indexOf(REMOVED); mark >= 0; mark = text.indexOf(REMOVED, done)) {
    let start = mark;
    while (start > done && text[start - 1] === '\n' && (start < 2 || text[start - 2] === '\n')) start -= 1;
    let end = mark;
    while (text[end] === REMOVED || text[end] === '\n') end += 1;
    out += text.slice(done, start);
    const hasBlank = end - start > 2 * text.slice(start, end).split(REMOVED).length - 2;
    const before = text.slice(0, start).trimEnd().at(-1);
    const after = /\S/.exec(text.slice(end))?.[0];
    const atEdge = !before || !after || '{[('.includes(before) || '}])'.includes(after);
    if (hasBlank && !atEdge) out += '\n';
    done = end;
  }
  return out + text.slice(done);
}
