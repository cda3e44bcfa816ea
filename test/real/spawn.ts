import { execa, type Options } from 'execa';
import { packedCli } from './packed.ts';

export interface Ran {
  code: number | undefined;
  stdout: string;
  stderr: string;
}

/** Runs the packed CLI without a terminal. `input` `open` leaves a pipe that never says anything. */
export async function runCli(
  args: string[],
  cwd: string,
  options: { input?: 'closed' | 'open'; env?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
  const stdin = options.input === 'open' ? 'pipe' : 'ignore';
  return run(process.execPath, [packedCli(), ...args], { cwd, stdin, ...(options.env && { env: options.env }) });
}

/** Runs a command to its end, whatever that is; 30 s at most unless said otherwise. */
export async function run(file: string, args: string[], options: Options = {}): Promise<Ran> {
  const result = await execa(file, args, { timeout: 30_000, stdin: 'ignore', reject: false, ...options });
  return { code: result.exitCode, stdout: String(result.stdout), stderr: String(result.stderr) };
}
