import { stripVTControlCharacters } from 'node:util';

const visibleLength = (text: string): number => stripVTControlCharacters(text).length;

/** Breaks a text between words into lines of at most `width` characters; longer words stay whole. */
export function wrap(text: string, width: number): string[] {
  if (visibleLength(text) <= width) return [text];
  const lines = [''];
  for (const word of text.split(/(?<=\S) /)) {
    const last = lines.at(-1) ?? '';
    const line = last === '' ? word : `${last} ${word}`;
    if (last !== '' && visibleLength(line) > width) lines.push(word);
    else lines[lines.length - 1] = line;
  }
  return lines;
}

/** Wraps each line of a text at `columns`, and indents its continuation by `indent` spaces. */
export function hang(text: string, columns: number, indent = 2): string {
  const lines = text.split('\n').map((line) => wrap(line, columns - indent).join(`\n${' '.repeat(indent)}`));
  return lines.join('\n');
}
