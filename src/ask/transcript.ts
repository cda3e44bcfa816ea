import stringWidth from 'fast-string-width';
import { terminalWidth } from '../terminal.ts';

interface Entry {
  text: string;
  isAnswer: boolean;
}

/** The text above the current prompt, which can be removed from the terminal when the user goes back. */
export class Transcript {
  private readonly entries: Entry[] = [];

  /** Prints complete lines. Blank lines between two texts are not doubled. */
  print(text: string, { isAnswer = false } = {}): void {
    const isBelowBlankLine = this.entries.at(-1)?.text.endsWith('\n\n');
    const shown = isBelowBlankLine ? text.replace(/^\n/, '') : text;
    this.entries.push({ text: shown, isAnswer });
    process.stdout.write(shown);
  }

  /** Removes the last answer and everything after it. */
  removeLastAnswer(): void {
    const last = this.entries.findLastIndex(({ isAnswer }) => isAnswer);
    if (last !== -1) this.removeFrom(last);
  }

  /** Returns a function that removes everything printed since this call, except the last answer. */
  mark(): () => void {
    const start = this.entries.length;
    return () => {
      const answer = this.removeFrom(start).findLast(({ isAnswer }) => isAnswer);
      if (answer) this.print(answer.text, answer);
    };
  }

  private removeFrom(start: number): Entry[] {
    const removed = this.entries.splice(start);
    const rows = removed.reduce((sum, { text }) => sum + rowsOf(text), 0);
    if (rows > 0) process.stdout.write(`\u001B[${rows}A\u001B[J`);
    return removed;
  }
}

/** The number of rows that complete lines take in the terminal, which wraps those that are too long. */
function rowsOf(text: string): number {
  const lines = text.split('\n').slice(0, -1);
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(stringWidth(line) / terminalWidth())), 0);
}
