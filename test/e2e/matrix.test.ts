import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../real/packed.ts';
import { runCli } from '../real/spawn.ts';
import { install, npm } from './app.ts';

const LANGUAGES = ['ts', 'js'];
const MODULES = ['esm', 'cjs'];
const STORES = [['mongo', 'client'], ['mongo', 'url'], ['mongo', 'mongoose'], ['redis'], ['memory']];

/** All 20, or half of them, in which every pair of choices still occurs (the default app has a file of its own). */
const combinations = LANGUAGES.flatMap((language, row) =>
  MODULES.flatMap((module, column) =>
    STORES.map((store, index) => ({ language, module, store, chosen: (row + column + index) % 2 === 0 })),
  ),
).filter(({ chosen }) => process.env['MATRIX'] === 'full' || chosen);

describe.concurrent('every choice of language, module system and store', () => {
  test.each(combinations)('$language $module $store', { timeout: 700_000 }, async ({ language, module, store }) => {
    const folder = scratchFolder();
    const [kind = '', connection] = store;
    const flags = [
      '--language',
      language,
      '--module',
      module,
      '--store',
      kind,
      ...(connection ? ['--connection', connection] : []),
    ];
    const ran = await runCli(['app', ...flags, '--yes', '--no-install', '--no-git'], folder);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const app = path.join(folder, 'app');
    await install(app);
    await npm(app, 'run', 'lint');
    if (language === 'ts') {
      await npm(app, 'run', 'typecheck');
      await npm(app, 'run', 'build');
    }
    // Its own tests start it, make sessions, and restart it on a real database.
    await npm(app, 'test');
  });
});
