import { setTimeout as sleep } from 'node:timers/promises';
import { spawn } from '@lydell/node-pty';
import xterm, { type IBuffer } from '@xterm/headless';

export const KEYS = { enter: '\r', down: '\u001B[B', escape: '\u001B', ctrlC: '\u0003' } as const;

/** A program in a pseudo-terminal. */
export interface Terminal {
  /** All output so far. */
  output(): string;
  /** All output so far, without escape sequences. */
  screen(): string;
  /** What the terminal shows now. */
  buffer(): Promise<IBuffer>;
  /** Waits up to 15 s for the text to appear in the output. */
  see(text: string | RegExp): Promise<void>;
  type(keys: string): void;
  /** Resolves to the exit code. */
  ended: Promise<number>;
}

export function openTerminal(
  file: string,
  args: string[],
  cwd: string,
  env: Record<string, string> = {},
  size = { cols: 200, rows: 40 },
): Terminal {
  let output = '';
  const emulator = new xterm.Terminal({ ...size, allowProposedApi: true });
  const pty = spawn(file, args, { ...size, cwd, env: { ...process.env, TERM: 'xterm-256color', ...env } });
  pty.onData((chunk) => {
    output += chunk;
    emulator.write(chunk);
  });
  const ended = new Promise<number>((resolve) => pty.onExit(({ exitCode }) => resolve(exitCode)));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with a control character
  const screen = (): string => output.replace(/\u001B\[[0-9;?]*[A-Za-z]/g, '');
  return {
    output: () => output,
    screen,
    ended,
    type: (keys) => pty.write(keys),
    buffer: () => new Promise((resolve) => emulator.write('', () => resolve(emulator.buffer.active))),
    async see(text) {
      const deadline = Date.now() + 15_000;
      while (!(typeof text === 'string' ? screen().includes(text) : text.test(screen()))) {
        if (Date.now() > deadline) throw new Error(`${text} did not appear in:\n${screen()}`);
        await sleep(20);
      }
    },
  };
}
