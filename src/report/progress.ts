import { stripVTControlCharacters } from 'node:util';
import type { CheckRow, CommandProgress, Progress } from '../outcome.ts';
import { isPlain, print, terminalWidth } from '../terminal.ts';
import type { RunStep } from '../types.ts';
import type { Ink } from './palette.ts';

/** After this time without output, a line says that the command is still running. Milliseconds. */
const SILENCE = 20_000;

const SILENT: CommandProgress = { printed() {}, ended() {} };

/** Reports nothing, for `--json`. */
export const NO_PROGRESS: Progress = {
  filesWritten() {},
  commandStarted: () => SILENT,
  stepStarted: () => SILENT,
  checked() {},
};

/**
 * Reports progress in lines; in a terminal that moves the cursor, the last one shows the elapsed time and the last line
 * that the command printed.
 */
export function progressReport(ink: Ink, isTerminal: boolean, env = process.env): Progress {
  const isLive = isTerminal && !isPlain(env) && !env['CI'];
  const start = (text: string): CommandProgress => (isLive ? liveLine(text, ink) : lines(text, ink));
  return {
    filesWritten: () => print(`${ink.dim('Files written.')}\n`),
    commandStarted: (step) => start(title(step)),
    stepStarted: start,
    checked: (rows) => print(table(rows, ink)),
  };
}

function table(rows: readonly CheckRow[], ink: Ink): string {
  if (rows.length === 0) return '';
  const all = [{ script: 'Script', before: 'Before', after: 'With the change' }, ...rows];
  const width = (column: 'script' | 'before'): number => Math.max(...all.map((row) => row[column].length));
  const lines = all.map(
    ({ script, before, after }) => `  ${script.padEnd(width('script'))}  ${before.padEnd(width('before'))}  ${after}`,
  );
  return `\n${ink.bold(lines[0] ?? '')}\n${lines.slice(1).join('\n')}\n\n`;
}

const title = ({ id, command }: RunStep): string =>
  id === 'install' ? `Installing dependencies with ${command}` : 'Creating a Git repository';

function lines(text: string, ink: Ink): CommandProgress {
  const startedAt = Date.now();
  print(`${ink.dim(`${text} ...`)}\n`);
  const timer = setInterval(
    () => print(`${ink.dim(`${text} ... still running after ${seconds(startedAt)}`)}\n`),
    SILENCE,
  );
  return { printed: () => timer.refresh(), ended: () => clearInterval(timer) };
}

function liveLine(text: string, ink: Ink): CommandProgress {
  const startedAt = Date.now();
  let printedAt = startedAt;
  let last = '';
  const draw = (): void => {
    const detail = Date.now() - printedAt > SILENCE ? 'still running, no output for a while' : last;
    const room = terminalWidth() - text.length - 14;
    print(`\r\u001B[K${ink.dim(`${text} ... ${seconds(startedAt)} ${detail.slice(0, Math.max(0, room))}`)}`);
  };
  draw();
  const timer = setInterval(draw, 1000);
  return {
    printed(output) {
      printedAt = Date.now();
      last = stripVTControlCharacters(
        output
          .trim()
          .split(/[\r\n]+/)
          .at(-1) ?? '',
      );
      draw();
    },
    ended() {
      clearInterval(timer);
      print(`\r\u001B[K${ink.dim(`${text} ... ${seconds(startedAt)}`)}\n`);
    },
  };
}

const seconds = (since: number): string => `${Math.round((Date.now() - since) / 1000)} s`;
