import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { findMongod } from './real/findMongod.ts';
import { packAndInstall } from './real/packed.ts';
import { findRedisServer } from './real/programs.ts';

/** `npm test`: finds or fetches what the tests need, packs the CLI, runs vitest; the last line counts. */
async function main(args: string[]): Promise<boolean> {
  const [mongod, redis] = [await findMongod(), await findRedisServer()];
  console.log(`mongod        ${mongod.path} (${mongod.version})`);
  console.log(`redis-server  ${redis.path} (${redis.version})`);
  const cli = await packAndInstall();
  const results = path.join(path.dirname(cli), 'results.json');
  const run = await execa(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile=${results}`, ...args],
    {
      preferLocal: true,
      stdio: ['ignore', 'inherit', 'inherit'],
      reject: false,
      env: {
        PACKED_CLI: cli,
        MONGOMS_SYSTEM_BINARY: mongod.path,
        REDIS_SERVER_BINARY: redis.path,
        // It makes every start of Node 20 slower by more than what we measure.
        NODE_EXTRA_CA_CERTS: undefined,
        // Prompts and colours are switched on where a test wants them.
        CI: undefined,
        FORCE_COLOR: undefined,
        npm_config_user_agent: undefined,
        npm_config_cafile: process.env['npm_config_cafile'] ?? process.env['NODE_EXTRA_CA_CERTS'],
        TMPDIR: os.tmpdir(),
      },
    },
  );
  const { numPassedTests, numFailedTests, numFailedTestSuites, success } = JSON.parse(readFileSync(results, 'utf8'));
  // A file that does not even load has no failed test, but is a failure.
  const failed = numFailedTests || (success && !run.failed ? 0 : Math.max(1, numFailedTestSuites));
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
