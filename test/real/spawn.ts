import { execa, type Options } from 'execa';
import { packedCli } from './packed.ts';

export interface Ran {
  code: number | undefined;
  stdout: string;
  stderr: string;
}

/** Runs the packed CLI without a terminal. With `input: 'open'`, stdin is a pipe without data that stays open. */
export async function runCli(
  args: string[],
  cwd: string,
  options: { input?: 'closed' | 'open'; env?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
  const stdin = options.input === 'open' ? 'pipe' : 'ignore';
  return run(process.execPath, [packedCli(), ...args], { cwd, stdin, ...(options.env && { env: options.env }) });
}

/** Runs a command and returns its result, even if it fails; the default timeout is 30 s. */
export async function run(file: string, args: string[], options: Options = {}): Promise<Ran> {
  const result = await execa(file, args, { timeout: 30_000, stdin: 'ignore', reject: false, ...options });
  return { code: result.exitCode, stdout: String(result.stdout), stderr: String(result.stderr) };
}
