import { stripVTControlCharacters } from 'node:util';

/** Breaks a text between words into lines of at most `width` characters; longer words stay whole. */
export function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    const line = last === '' ? word : `${last} ${word}`;
    if (last !== '' && stripVTControlCharacters(line).length > width) lines.push(word);
    else lines[lines.length - 1] = line;
  }
  return lines;
}
