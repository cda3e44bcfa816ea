import { Chalk } from 'chalk';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { pathExistsSync } from 'fs-extra/esm';
import ms from 'ms';

/** Each function uses a library the way the CLI does and prints what came of it. */
export function files(): void {
  const exists = pathExistsSync(process.execPath);
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY };
  const patch = createTwoFilesPatch('a', 'b', 'x\n', 'y\n', undefined, undefined, options);
  console.log(exists, ms('2w'), new Chalk().level, patch.trim().split('\n').slice(-2));
}

export async function run(): Promise<void> {
  const { execa } = await import('execa');
  const { stdout, exitCode } = await execa(process.execPath, ['-p', '6 * 7']);
  console.log(stdout, exitCode);
}
