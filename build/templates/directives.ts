import { TemplateError } from './syntax.ts';

/** A line of output: EJS text without its line break, and the expression that decides whether it is there. */
export interface Line {
  text: string;
  condition: string;
}

/** The EJS delimiters around an expression. Code has private ones, so that its own `<%` is plain text. */
export interface Tags {
  open: string;
  close: string;
}

export const FILE_TAGS: Tags = { open: '<', close: '>' };
export const CODE_TAGS: Tags = { open: '\uE000', close: '\uE001' };

/** Which comment holds a file's line conditions. */
const MARKERS = {
  code: /^(.*?)[ \t]*(?:\/\/\? (.+)|\/\*\? (.+?) \*\/)$/,
  style: /^(.*?)[ \t]*\/\*\? (.+?) \*\/$/,
  markup: /^(.*?)[ \t]*<!--\? (.+?) -->$/,
  hash: /^(.*?)(?:^|[ \t]+)#\? (.+)$/,
};

export type CommentStyle = keyof typeof MARKERS;

const STYLES: [RegExp, CommentStyle][] = [
  [/\.([mc]?[tj]s|jsonc?|json5)$/, 'code'],
  [/\.css$/, 'style'],
  [/\.(ejs|html?|md|svg|xml)$/, 'markup'],
];

/** The comment style of a file, by its name without `.tpl`. */
export const commentStyle = (path: string): CommentStyle =>
  STYLES.find(([pattern]) => pattern.test(path))?.[1] ?? 'hash';

const LEFTOVER = /(?:^|\s)(?:\/\/\?|#\?|\/\*\?|<!--\?|\/\*[=-]) /;

/** Splits a text into lines and reads their conditions. A blank line within a block belongs to the block. */
export function readLines(text: string, style: CommentStyle): Line[] {
  const lines = text
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => {
      const [, kept = line, ...found] = MARKERS[style].exec(line) ?? [];
      const condition = found.find((expression) => expression !== undefined)?.trim() ?? '';
      if (LEFTOVER.test(kept)) throw new TemplateError('directive in the wrong place or comment style', line);
      return { text: kept, condition };
    });
  lines.forEach((line, index) => {
    if (line.text !== '' || line.condition !== '') return;
    const before = lines[index - 1]?.condition ?? '';
    const after = lines.slice(index + 1).find((next) => next.text !== '' || next.condition !== '')?.condition;
    if (before !== '' && before === after) line.condition = before;
  });
  return lines;
}

const LITERAL = String.raw`'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|-?[\w$](?:[\w$.]*[\w$])?`;
const HOLE = new RegExp(String.raw`\/\*([=-]) (.+?) \*\/ ?(${LITERAL}|${'`'}[^${'`'}]*${'`'}|\([^()\n]*\))`, 'g');

/** Replaces values in code by EJS tags: a JavaScript literal for `=`, raw text for `-`. */
export function openHoles(code: string, tags: Tags = CODE_TAGS): string {
  return code.replace(
    HOLE,
    (_, kind: string, expression: string) => `${tags.open}%${kind} ${expression} %${tags.close}`,
  );
}
