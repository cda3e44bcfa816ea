import { stripVTControlCharacters } from 'node:util';
import { commandEnvironment } from '../../apply/command-environment.ts';
import type { CommandProgress } from '../../outcome.ts';
import type { CleanUp } from '../clean-up.ts';
import { ProcessGroup, until } from '../process-group.ts';

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
  cleanUp: CleanUp;
  signal: AbortSignal;
  progress: CommandProgress;
}

const MAX_OUTPUT = 4 * 1024 * 1024;

/**
 * Runs a command, and ends all processes that it started: at the limit, on cancellation, and after the command, as a test may
 * leave a server behind.
 * @returns undefined when the command cannot be started
 * @throws the reason of `signal` if it aborts
 */
export async function runCommand(command: string, args: readonly string[], options: Options): Promise<Ran | undefined> {
  const { cwd, limit, cleanUp, signal, progress } = options;
  signal.throwIfAborted();
  const startedAt = Date.now();
  let output = '';
  const group = new ProcessGroup(cleanUp, [command, ...args], cwd, environment(command), (text) => {
    if (output.length < MAX_OUTPUT) output += text;
    progress.printed(text);
  });
  try {
    const hasEnded = await until(() => group.hasEnded || signal.aborted, limit);
    const ms = Date.now() - startedAt;
    await group.stop();
    signal.throwIfAborted();
    if (group.failure !== undefined) return undefined;
    const status = hasEnded ? (group.exitCode === 0 ? 'passed' : 'failed') : 'did not end';
    return { status, output: stripVTControlCharacters(output), ms };
  } finally {
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
