import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { findChromium } from './real/chromium.ts';
import type { Found } from './real/find.ts';
import { findMongod } from './real/find-mongod.ts';
import { packAndInstall } from './real/packed.ts';
import { findNginx, findRedisServer } from './real/programs.ts';
import { findPythonTools } from './real/python.ts';

/** `npm test`: finds or fetches what the tests need, packs the CLI, runs vitest; the last line counts. */
async function main(args: string[]): Promise<boolean> {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'cmsa-'));
  // Some tests run as another user, who has to get in.
  chmodSync(scratch, 0o755);
  // All that a test leaves in the folder for temporary files goes with it at the end.
  process.env['TMPDIR'] = scratch;
  // Ctrl-C reaches vitest as well: it ends first, then we tidy up and count.
  process.on('SIGINT', () => {});
  try {
    const mongod = report('mongod', await findMongod());
    const redis = report('redis-server', await findRedisServer());
    const chromium = report('chromium', await findChromium());
    const nginx = report('nginx', await findNginx());
    const python = report('python', await findPythonTools());
    const results = path.join(scratch, 'results.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
    const env = {
      PACKED_CLI: await packAndInstall(),
      MONGOMS_SYSTEM_BINARY: mongod,
      REDIS_SERVER_BINARY: redis,
      CHROMIUM_PATH: chromium,
      NGINX_BINARY: nginx,
      PYTHON_WITH_TOOLS: python,
      // It makes every start of Node 20 slower by more than what we measure.
      NODE_EXTRA_CA_CERTS: undefined,
      // Prompts and colours are switched on where a test wants them.
      CI: undefined,
      FORCE_COLOR: undefined,
      npm_config_user_agent: undefined,
      npm_config_cafile: process.env['npm_config_cafile'] ?? process.env['NODE_EXTRA_CA_CERTS'],
    };
    const stdio = ['ignore', 'inherit', 'inherit'] as const;
    const run = await execa('vitest', ['run', ...reporters, ...args], { preferLocal: true, stdio, reject: false, env });
    return count(results, run.failed, args.length > 0);
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

function report(program: string, { path: file, version }: Found): string {
  console.log(`${program.padEnd(14)}${file} (${version})`);
  return file;
}

/** Prints the last line. A test that did not run, unasked, is a failure. */
function count(results: string, vitestFailed: boolean, chosen: boolean): boolean {
  const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(results, 'utf8'),
  );
  const skipped = chosen ? 0 : numPendingTests + numTodoTests;
  if (skipped > 0) console.error(`${skipped} tests did not run.`);
  // A file that does not even load has no failed test, but is a failure.
  const failed = numFailedTests + skipped || (vitestFailed ? Math.max(1, numFailedTestSuites) : 0);
  console.log(`${numPassedTests} passed, ${failed} failed`);
  return failed === 0;
}

main(process.argv.slice(2)).then(
  (passed) => {
    process.exitCode = passed ? 0 : 1;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
  },
);
