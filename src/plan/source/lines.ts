import type * as t from '@babel/types';
import { endOf, startOf } from '../../inspect/syntax/ast.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';

/** Offset of the first character of the line of an offset. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Offset of the `\n` of the line of an offset, or of the end of the text; a `\r` before it is part of the line. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** Whether the rest of a line contains nothing but separators and a comment. */
export function restIsComment(rest: string): boolean {
  return /^[ \t;,]*(\/\/.*|\/\*[^\n]*\*\/[ \t]*)?\r?$/.test(rest);
}

/** Offset of the start of a statement's line, or of the comments directly above it. */
export function aboveComments(file: SourceFile, node: t.Node): number {
  let at = lineStart(file.text, startOf(node));
  for (const comment of file.comments.toReversed()) {
    if (typeof comment.start !== 'number' || typeof comment.end !== 'number' || comment.end > at) continue;
    const between = file.text.slice(comment.end, at);
    const start = lineStart(file.text, comment.start);
    if (!/^[ \t]*\r?\n$/.test(between) || file.text.slice(start, comment.start).trim() !== '') break;
    at = start;
  }
  return at;
}

/** The white space at the start of the line of an offset. */
export function indentAt(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, at), at))?.[0] ?? '';
}

/** Offset to insert a new line after a statement: after a comment on its line, before the line ending. */
export function afterLine(text: string, end: number): number {
  const stop = lineEnd(text, end);
  if (!restIsComment(text.slice(end, stop))) return end;
  return text[stop - 1] === '\r' ? stop - 1 : stop;
}

/** Whether no other statement starts on the last line of a statement. */
export function endsLine(file: SourceFile, statement: t.Node): boolean {
  return (
    afterLine(file.text, endOf(statement)) !== endOf(statement) || /^\r?(\n|$)/.test(file.text.slice(endOf(statement)))
  );
}

/** Whether no other code stands before a statement on its line. */
export function startsLine({ text }: SourceFile, statement: t.Node): boolean {
  return text.slice(lineStart(text, startOf(statement)), startOf(statement)).trim() === '';
}
