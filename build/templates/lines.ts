import type MagicString from 'magic-string';
import { REMOVED } from '../../src/plan/create/blank-lines.ts';
import type { Span } from './syntax.ts';

const lineStart = (code: string, at: number) => code.lastIndexOf('\n', at - 1) + 1;

/** Offset of the line break that ends the line, or the end of the text. */
function lineEnd(code: string, at: number): number {
  const found = code.indexOf('\n', at);
  return found < 0 ? code.length : found;
}

export const lineAt = (code: string, at: number) => code.slice(lineStart(code, at), lineEnd(code, at));

/** The line's condition marker with the blanks before it, or ''. */
export function markerAt(code: string, at: number): string {
  return /[ \t]*(\/\/\? .*|\/\*\? .*\*\/)$/.exec(lineAt(code, at))?.[0] ?? '';
}

interface Comment {
  start?: number | undefined;
  end?: number | undefined;
  value: string;
}

/** Where a statement starts when the comments that stand directly above it are counted in. */
export function startWithComments(code: string, start: number, comments: readonly Comment[]): number {
  let from = start;
  for (const comment of [...comments].reverse()) {
    const { start: begin = 0, end = 0, value } = comment;
    const ownLine = code.slice(lineStart(code, begin), begin).trim() === '';
    const between = code.slice(end, lineStart(code, from));
    const adjacent = between.split('\n').length === 2 && /^[ \t]*(\/\/\? .*)?\n?$/.test(between);
    if (value.startsWith('? ') && !ownLine) continue;
    if (!ownLine || !adjacent || value.startsWith('? ')) break;
    from = begin;
  }
  return from;
}

/**
 * Takes a statement out together with its lines, and leaves a mark for the blank lines around it.
 * Anything else on those lines stays; a comment after the statement goes with it.
 */
export function removeStatement(out: MagicString, code: string, { start, end }: Span): void {
  const from = lineStart(code, start);
  const to = lineEnd(code, end);
  const alone = code.slice(from, start).trim() === '' && /^\s*(\/\/.*|\/\*.*\*\/)?\s*$/.test(code.slice(end, to));
  if (alone) out.overwrite(from, Math.min(to + 1, code.length), `${REMOVED}\n`);
  else out.remove(start, end);
}

/** Removes one of several comma-separated items: with its line when it has one of its own. */
export function removeListItem(out: MagicString, code: string, { start, end }: Span, isLast: boolean): void {
  const from = lineStart(code, start);
  const to = lineEnd(code, end);
  if (/^\s*$/.test(code.slice(from, start)) && /^\s*,?\s*(\/\/.*)?$/.test(code.slice(end, to))) {
    out.remove(from, Math.min(to + 1, code.length));
    return;
  }
  const after = /^\s*,\s*/.exec(code.slice(end))?.[0].length ?? 0;
  const before = isLast && after === 0 ? (/\s*,\s*$/.exec(code.slice(0, start))?.[0].length ?? 0) : 0;
  out.remove(start - before, end + after);
}
