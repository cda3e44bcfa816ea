import chalk from 'chalk';
import { structuredPatch } from 'diff';
import { pathExistsSync } from 'fs-extra/esm';
import ms from 'ms';

/** Each function uses a library the way the CLI does and prints what came of it. */
export function files(): void {
  const exists = pathExistsSync(process.execPath);
  const { hunks } = structuredPatch('a', 'b', 'x\n', 'y\n');
  console.log(exists, ms('2w'), chalk.level, hunks[0]?.lines);
}

export async function run(): Promise<void> {
  const { execa } = await import('execa');
  const { stdout, exitCode } = await execa(process.execPath, ['-p', '6 * 7']);
  console.log(stdout, exitCode);
}
