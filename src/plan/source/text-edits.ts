import type * as t from '@babel/types';
import MagicString from 'magic-string';
import { endOf, startOf } from '../../inspect/syntax/ast.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { EditStep } from '../../types.ts';

/** Edits of the project's sources, collected file by file; every byte that no edit names stays as it is. */
export class Edits {
  private readonly texts = new Map<SourceFile, MagicString>();
  private readonly reasons = new Map<SourceFile, Set<string>>();
  /** Literals that stood on one line and are now spread over several. */
  readonly opened = new Set<t.Node>();
  private readonly inserted = new Map<SourceFile, number[]>();
  private readonly removed = new Map<SourceFile, [number, number][]>();

  private open(file: SourceFile, why: string): MagicString {
    let text = this.texts.get(file);
    if (!text) {
      text = new MagicString(file.text);
      this.texts.set(file, text);
      this.reasons.set(file, new Set());
    }
    this.reasons.get(file)?.add(why);
    return text;
  }

  insert(file: SourceFile, at: number, text: string, why: string): void {
    this.inserted.set(file, [...(this.inserted.get(file) ?? []), at]);
    this.open(file, why).appendLeft(at, text);
  }

  /** Before whatever else is inserted at the same place. */
  insertFirst(file: SourceFile, at: number, text: string, why: string): void {
    this.open(file, why).prependLeft(at, text);
  }

  replace(file: SourceFile, start: number, end: number, text: string, why: string): void {
    if (file.text.slice(start, end) === text) return;
    if (start === end) this.open(file, why).appendLeft(start, text);
    else this.open(file, why).update(start, end, text);
  }

  /** Text that stays behind whatever else is inserted at the same place. */
  insertLast(file: SourceFile, at: number, text: string, why: string): void {
    this.open(file, why).appendRight(at, text);
  }

  replaceNode(file: SourceFile, node: t.Node, text: string, why: string): void {
    this.replace(file, startOf(node), endOf(node), text, why);
  }

  remove(file: SourceFile, start: number, end: number, why: string): void {
    const ranges = this.removed.get(file) ?? [];
    if (ranges.some(([from, to]) => from <= start && end <= to)) return;
    ranges.push([start, end]);
    this.removed.set(file, ranges);
    this.open(file, why).remove(start, end);
  }

  /** A whole statement with its line; a comment that shares the line goes too. */
  removeStatement(file: SourceFile, node: t.Node, why: string): void {
    const start = lineStart(file.text, startOf(node));
    const blank = file.text.slice(start, startOf(node)).trim() === '';
    const end = lineEnd(file.text, endOf(node));
    const alone = blank && restIsComment(file.text.slice(endOf(node), end));
    if (!alone) {
      this.remove(file, startOf(node), endOf(node), why);
      return;
    }
    // Two blank lines where statements stood between them would show that something is gone.
    const top = this.beyondRemoved(file, start, 'above');
    const bottom = this.beyondRemoved(file, Math.min(file.text.length, end + 1), 'below');
    const blankAfter =
      /(^|\n|\{)[ \t]*\r?\n$/.test(file.text.slice(0, top)) && /^[ \t]*\r?\n/.exec(file.text.slice(bottom));
    this.remove(file, start, Math.min(file.text.length, end + 1), why);
    if (blankAfter) this.remove(file, bottom, bottom + blankAfter[0].length, why);
  }

  /** The nearest place above or below that stays. */
  private beyondRemoved(file: SourceFile, at: number, side: 'above' | 'below'): number {
    const [near, far] = side === 'above' ? ([1, 0] as const) : ([0, 1] as const);
    const gone = (this.removed.get(file) ?? []).find((range) => range[0] < range[1] && range[near] === at);
    return gone ? this.beyondRemoved(file, gone[far], side) : at;
  }

  /** Whether something new stands behind a node, on its last line: it would go with the line. */
  isFollowed(file: SourceFile, node: t.Node): boolean {
    return (this.inserted.get(file) ?? []).some((at) => startOf(node) < at && at <= lineEnd(file.text, endOf(node)));
  }

  /** Whether a node is on its way out: nothing can be put next to it. */
  isRemoved(file: SourceFile, node: t.Node): boolean {
    return (this.removed.get(file) ?? []).some(([from, to]) => from <= startOf(node) && endOf(node) <= to);
  }

  steps(): EditStep[] {
    const steps: EditStep[] = [];
    for (const [file, text] of this.texts) {
      const after = text.toString();
      if (after === file.text) continue;
      const mark = file.bom ? '\uFEFF' : '';
      steps.push({
        kind: 'edit',
        path: file.path,
        before: mark + file.text,
        after: mark + after,
        why: [...(this.reasons.get(file) ?? [])].join('; '),
      });
    }
    return steps;
  }
}

/** Offset of the first character of the line. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Offset of the line's `\n` (or of the end of the text); a `\r` before it is part of the line. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

export function restIsComment(rest: string): boolean {
  return /^[ \t;,]*(\/\/.*|\/\*[^\n]*\*\/[ \t]*)?\r?$/.test(rest);
}

/** Start of the line of a statement, or of the comments that stand right above it. */
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

/** The white space that the line of an offset starts with. */
export function indentAt(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, at), at))?.[0] ?? '';
}

/** Where a new line goes after a statement: behind a comment on the same line, before the line's end. */
export function afterLine(text: string, end: number): number {
  const stop = lineEnd(text, end);
  if (!restIsComment(text.slice(end, stop))) return end;
  return text[stop - 1] === '\r' ? stop - 1 : stop;
}
