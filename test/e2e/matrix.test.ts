import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../real/packed.ts';
import { run, runCli } from '../real/spawn.ts';
import { install, npm } from './app.ts';
import { answersOf, type Row, rows } from './pairs.ts';

const KNIP = fileURLToPath(new URL('../../node_modules/.bin/knip', import.meta.url));

/** The flags of the CLI for a row. */
function flagsOf(row: Row): string[] {
  return Object.entries(answersOf(row)).flatMap(([id, value]) => {
    const flag = id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (typeof value === 'string') return [`--${flag}`, value];
    if (value) return [`--${flag}`];
    return id === 'rolling' ? ['--no-rolling'] : [];
  });
}

/** Expects knip to find no unused file, export or package. */
async function expectNothingUnused(app: string, language = 'ts'): Promise<void> {
  const entry = ['src/server', 'src/revoke-sessions'].map((name) => `${name}.${language}!`);
  entry.push(`test/server.${language}`);
  // Express loads ejs by the name of the view engine.
  const ignored = { ignoreDependencies: ['ejs'], ignoreBinaries: ['redis-server'] };
  const config = { entry, project: ['{src,scripts,test}/**'], ...ignored };
  const file = path.join(scratchFolder(), 'knip.json');
  writeFileSync(file, JSON.stringify(config));
  const ran = await run(KNIP, ['--config', file, '--no-config-hints'], { cwd: app });
  expect(ran).toMatchObject({ code: 0, stdout: '' });
}

describe.concurrent('every pair of options', () => {
  test.each(rows)(
    '$store $secret $language $module: has no unused code and passes lint, build and tests',
    {
      timeout: 700_000,
    },
    async (row) => {
      const folder = scratchFolder();
      const ran = await runCli(['app', ...flagsOf(row), '--yes', '--no-install', '--no-git'], folder);
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      const app = path.join(folder, 'app');
      await install(app);
      await expectNothingUnused(app, row['language']);
      await npm(app, 'run', 'lint');
      if (row['language'] === 'ts') {
        await npm(app, 'run', 'typecheck');
        await npm(app, 'run', 'build');
      }
      // The tests start and restart the app on a real database.
      await npm(app, 'test');
    },
  );
});
