import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CleanUp } from './clean-up.ts';

const isWindows = process.platform === 'win32';
const LONGEST_OUTPUT = 64_000;

/** A program and the processes that it starts, which are signalled together. */
export class ProcessGroup {
  readonly #child: ChildProcess;
  readonly #forget: () => void;
  readonly #closed: Promise<void>;
  #output = '';
  #failure: string | undefined;

  /** @param onOutput called with what it prints; `output` has the first 64 kB of it */
  constructor(
    cleanUp: CleanUp,
    [file = '', ...args]: string[],
    cwd: string,
    env: NodeJS.ProcessEnv,
    onOutput?: (text: string) => void,
  ) {
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    // Outside the process group of this process, so that Ctrl-C reaches it only through this class.
    this.#child = spawn(file, args, { cwd, env, stdio: [...stdio], detached: !isWindows, shell: isWindows });
    this.#child.on('error', ({ message }) => (this.#failure = message));
    this.#closed = new Promise((resolve) => this.#child.once('close', () => resolve()));
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        if (this.#output.length < LONGEST_OUTPUT) this.#output += text;
        onOutput?.(text);
      });
    this.#forget = cleanUp.add(() => this.signal('SIGKILL'));
  }

  get output(): string {
    return this.#failure ?? this.#output;
  }

  /** The reason why it could not be started. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Null while it runs, and after a signal. */
  get exitCode(): number | null {
    return this.#child.exitCode;
  }

  get hasEnded(): boolean {
    return this.#failure !== undefined || this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** @returns whether there was a process to signal */
  signal(signal: NodeJS.Signals | 0): boolean {
    const { pid } = this.#child;
    if (pid === undefined) return false;
    try {
      return process.kill(isWindows ? pid : -pid, signal);
    } catch {
      return false; // All processes have ended.
    }
  }

  #isRunning(): boolean {
    return this.signal(0) && !hasOnlyZombies(this.#child.pid ?? 0);
  }

  /** Ends all processes: with the given signal, and with SIGKILL those that run for 5 s longer. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.signal('SIGCONT');
    this.signal(signal);
    await until(() => this.hasEnded && !this.#isRunning(), 5_000);
    this.signal('SIGKILL');
    // What was printed last may still be in the pipes.
    await Promise.race([this.#closed, sleep(1_000, undefined, { ref: false })]);
    this.#forget();
  }
}

/** Whether all processes of a group have ended, but their parent, such as the init of a container, did not collect them. */
function hasOnlyZombies(group: number): boolean {
  if (process.platform !== 'linux') return false;
  const members = readdirSync('/proc').filter((name) => {
    const [, state, , of] = /^\d+ \(.*\) (\w) (\d+) (\d+) /s.exec(/^\d+$/.test(name) ? statOf(name) : '') ?? [];
    return Number(of) === group && state !== 'Z';
  });
  return members.length === 0;
}

function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return ''; // It has ended meanwhile.
  }
}

/** Waits until a condition holds. @returns its last value, after at most `limit` ms */
export async function until<T>(condition: () => T | Promise<T>, limit: number): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const value = await condition();
    if (value || Date.now() >= end) return value;
    await sleep(25);
  }
}
