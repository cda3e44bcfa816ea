import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../real/packed.ts';
import { run, runCli } from '../real/spawn.ts';
import { install, npm } from './app.ts';
import { answersOf, type Row, rows } from './pairs.ts';

const KNIP = fileURLToPath(new URL('../../node_modules/.bin/knip', import.meta.url));

/** As flags: `touchAfter` is `--touch-after`, a yes is the flag alone. */
function flagsOf(row: Row): string[] {
  return Object.entries(answersOf(row)).flatMap(([id, value]) => {
    const flag = id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (typeof value === 'string') return [`--${flag}`, value];
    if (value) return [`--${flag}`];
    return id === 'rolling' ? ['--no-rolling'] : [];
  });
}

/** No file, export or package that nothing uses. The entries run as processes; `!` marks what `npm start` runs. */
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

describe.concurrent('every pair of choices', () => {
  test.each(rows)(
    '$store $secret $language $module: installed, clean, and its tests pass',
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
      // Its own tests start it, make sessions, and restart it on a real database.
      await npm(app, 'test');
    },
  );
});
