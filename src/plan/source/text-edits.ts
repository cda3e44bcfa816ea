import type { Node } from '@babel/types';
import MagicString from 'magic-string';
import { endOf, startOf } from '../../inspect/syntax/ast.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import { lineEnd, lineStart, restIsComment } from './lines.ts';

/** The edits of one file. Offsets refer to the original text. */
export class TextEdits {
  readonly file: SourceFile;
  private readonly text: MagicString;
  private readonly removed: [number, number][] = [];

  constructor(file: SourceFile) {
    this.file = file;
    this.text = new MagicString(file.text);
  }

  toString(): string {
    return this.text.toString();
  }

  insert(at: number, text: string, order: 'first' | 'next' | 'last' = 'next'): void {
    if (order === 'first') this.text.prependLeft(at, text);
    else if (order === 'last') this.text.appendRight(at, text);
    else this.text.appendLeft(at, text);
  }

  replace(start: number, end: number, text: string): void {
    if (this.file.text.slice(start, end) === text) return;
    if (start === end) this.text.appendLeft(start, text);
    else this.text.update(start, end, text);
  }

  remove(start: number, end: number): void {
    if (start === end || this.removed.some(([from, to]) => from <= start && end <= to)) return;
    this.removed.push([start, end]);
    this.text.remove(start, end);
  }

  /** Removes a statement with its line and any comment at its end. */
  removeStatement(node: Node): void {
    const { text } = this.file;
    const start = lineStart(text, startOf(node));
    const blank = text.slice(start, startOf(node)).trim() === '';
    const end = lineEnd(text, endOf(node));
    const alone = blank && restIsComment(text.slice(endOf(node), end));
    if (!alone) {
      this.remove(startOf(node), endOf(node));
      return;
    }
    // Remove one of the blank lines above and below, which would now be adjacent.
    const top = this.beyondRemoved(start, 'above');
    const bottom = this.beyondRemoved(Math.min(text.length, end + 1), 'below');
    const blankAfter = /(^|\n|\{)[ \t]*\r?\n$/.test(text.slice(0, top)) && /^[ \t]*\r?\n/.exec(text.slice(bottom));
    this.remove(start, Math.min(text.length, end + 1));
    if (blankAfter) this.remove(bottom, bottom + blankAfter[0].length);
  }

  /** The nearest offset above or below that is not removed. */
  private beyondRemoved(at: number, side: 'above' | 'below'): number {
    const [near, far] = side === 'above' ? ([1, 0] as const) : ([0, 1] as const);
    const range = this.removed.find((one) => one[0] < one[1] && one[near] === at);
    return range ? this.beyondRemoved(range[far], side) : at;
  }

  isRemoved(node: Node): boolean {
    return this.removed.some(([from, to]) => from <= startOf(node) && endOf(node) <= to);
  }
}
