import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { commandEnvironment } from '../../apply/command-environment.ts';
import type { CommandProgress } from '../../outcome.ts';

export interface Ran {
  status: 'passed' | 'failed' | 'did not end';
  /** stdout and stderr, without colours. */
  output: string;
  ms: number;
}

interface Options {
  cwd: string;
  /** Milliseconds. */
  limit: number;
  signal: AbortSignal;
  progress: CommandProgress;
}

const MAX_OUTPUT = 4 * 1024 * 1024;
/** Time to stop in after SIGTERM, for tests that have servers of their own to stop. Milliseconds. */
const GRACE = 2_000;

/**
 * Runs a command in a process group and ends the whole group at the limit, on cancellation, and after the command, as a
 * test may leave a server behind.
 * @throws the reason of `signal` if it aborts, Error when the command cannot be started
 */
export async function runCommand(command: string, args: readonly string[], options: Options): Promise<Ran> {
  const { cwd, limit, signal, progress } = options;
  signal.throwIfAborted();
  const startedAt = Date.now();
  // On Windows, package managers are batch files, and there are no process groups.
  const isWindows = process.platform === 'win32';
  const child = spawn(command, args, {
    cwd,
    env: environment(command),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !isWindows,
    shell: isWindows,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      if (output.length < MAX_OUTPUT) output += chunk;
      progress.line(
        chunk
          .trim()
          .split(/[\r\n]+/)
          .at(-1) ?? '',
      );
    });
  const closed = new Promise((resolve) => child.once('close', resolve));
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    void endGroup(child);
  }, limit);
  const cancel = (): void => void endGroup(child);
  signal.addEventListener('abort', cancel);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    await endGroup(child);
    // A process that left the group may keep the pipes open.
    await Promise.race([closed, sleep(GRACE, undefined, { ref: false })]);
    child.stdout.destroy();
    child.stderr.destroy();
    signal.throwIfAborted();
    const status = isLate ? 'did not end' : code === 0 ? 'passed' : 'failed';
    return { status, output: stripVTControlCharacters(output), ms: Date.now() - startedAt };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    progress.ended();
  }
}

/** The environment of this process, as in CI, without what npm set for the command that started it. */
function environment(command: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_(?!config_)|INIT_CWD$|FORCE_COLOR$)/i.test(name));
  return {
    ...Object.fromEntries(own),
    ...commandEnvironment(command),
    CI: 'true',
    NO_COLOR: '1',
    // pnpm would install before it runs a script.
    npm_config_verify_deps_before_run: 'false',
    pnpm_config_verify_deps_before_run: 'false',
  };
}

/** Ends all processes of a group; resolves when none is left, or after they were killed. */
async function endGroup({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined) return;
  if (process.platform === 'win32') return void spawn('taskkill', ['/pid', `${pid}`, '/t', '/f']);
  if (!signalGroup(pid, 'SIGTERM')) return;
  for (const end = Date.now() + GRACE; Date.now() < end; ) {
    await sleep(50);
    if (!signalGroup(pid, 0)) return;
  }
  signalGroup(pid, 'SIGKILL');
}

/** Whether the group has processes. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
