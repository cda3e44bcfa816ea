import { setTimeout as sleep } from 'node:timers/promises';
import { spawn } from '@lydell/node-pty';

export const KEYS = { enter: '\r', down: '\u001B[B', ctrlC: '\u0003' } as const;

/** A program in a real pseudo-terminal. */
export interface Terminal {
  /** Everything printed so far, without escape sequences. */
  screen(): string;
  /** Waits until the text is on the screen; 15 s at most. */
  see(text: string | RegExp): Promise<void>;
  type(keys: string): void;
  /** Resolves to the exit code. */
  ended: Promise<number>;
}

export function openTerminal(file: string, args: string[], cwd: string, env: Record<string, string> = {}): Terminal {
  let output = '';
  const pty = spawn(file, args, { cols: 110, rows: 40, cwd, env: { ...process.env, TERM: 'xterm-256color', ...env } });
  pty.onData((chunk) => {
    output += chunk;
  });
  const ended = new Promise<number>((resolve) => pty.onExit(({ exitCode }) => resolve(exitCode)));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  const screen = (): string => output.replace(/\u001B\[[0-9;?]*[A-Za-z]/g, '');
  return {
    screen,
    ended,
    type: (keys) => pty.write(keys),
    async see(text) {
      const deadline = Date.now() + 15_000;
      while (!(typeof text === 'string' ? screen().includes(text) : text.test(screen()))) {
        if (Date.now() > deadline) throw new Error(`Never saw ${text} in:\n${screen()}`);
        await sleep(20);
      }
    },
  };
}
