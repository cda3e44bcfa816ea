import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { acceptAll } from '../real/create-prompts.ts';
import { packedCli, scratchFolder } from '../real/packed.ts';
import { runCli } from '../real/spawn.ts';
import { KEYS, openTerminal, type Terminal } from '../real/terminal.ts';

// The screens as text, for people to read: `npm test -- test/cli/screens.test.ts -u` writes them, review them like code.

let folder: string;
beforeEach(() => {
  folder = scratchFolder();
});

/** The visible text, with a constant version and number of files. */
async function shown(terminal: Terminal): Promise<string> {
  const buffer = await terminal.buffer();
  const lines = Array.from({ length: buffer.length }, (_, row) => buffer.getLine(row)?.translateToString(true) ?? '');
  return `${lines
    .join('\n')
    .trimEnd()
    .replace(/(?<=create-mongo-session-app )\d+\.\d+\.\d+/, 'VERSION')
    .replace(/\d+ files in/, 'N files in')}\n`;
}

describe.each([60, 100])('%i columns', (cols) => {
  const open = (args: string[], env = {}): Terminal =>
    openTerminal(process.execPath, [packedCli(), ...args], folder, env, { cols, rows: 50 });

  test('create', async () => {
    const terminal = open(['--no-install', '--no-git']);
    const screens: string[] = [];
    await acceptAll(terminal, async () => void screens.push(await shown(terminal)));
    expect(await terminal.ended).toBe(0);
    screens.push(await shown(terminal));
    await expect(screens.join(`${'='.repeat(cols)}\n`)).toMatchFileSnapshot(`screens/create-${cols}.txt`);
  });

  test('change something', async () => {
    const terminal = open(['my-app']);
    for (const prompt of [
      'TypeScript or',
      'Where should sessions',
      'How long',
      'Where should the session',
      'Which features',
    ]) {
      await terminal.see(prompt);
      terminal.type(KEYS.enter);
    }
    await terminal.see('Create the app?');
    terminal.type(KEYS.down + KEYS.enter);
    await terminal.see('What do you want to change?');
    await expect(await shown(terminal)).toMatchFileSnapshot(`screens/change-${cols}.txt`);
    terminal.type(KEYS.ctrlC);
    expect(await terminal.ended).toBe(130);
  });

  test('going back and changing an answer leave no stale lines', async () => {
    const terminal = open(['--no-install', '--no-git', '--store', 'mongo', '--secret', 'env']);
    const screens: string[] = [];
    for (const [keys, shows] of [
      ['', /Where should the app go\? \(my-app\)$/],
      [`shop${KEYS.enter}`, /TypeScript or JavaScript/],
      [KEYS.down + KEYS.enter, /How long .*\(2w\)$/],
      [KEYS.escape, /❯ JavaScript/],
      [KEYS.escape, /Where should the app go\? \(shop\)$/],
      [KEYS.enter, /❯ JavaScript/],
      [KEYS.enter, /How long .*\(2w\)$/],
      [KEYS.enter, /^\? Which features/],
      [KEYS.enter, /^\? Create the app/],
      [KEYS.escape, /^\? Which features/],
      [KEYS.enter, /^\? Create the app/],
      [KEYS.down + KEYS.enter, /^\? What do you want/],
      [KEYS.down.repeat(3) + KEYS.enter, /How long .*\(2w\)$/],
      [KEYS.escape, /^\? What do you want/],
      [KEYS.enter, /How long .*\(2w\)$/],
      [`3d${KEYS.enter}`, /after 3\s+days[\s\S]*\? Create the app/],
    ] as const) {
      terminal.type(keys);
      await expect.poll(() => shown(terminal), { timeout: 5000 }).toMatch(new RegExp(shows, 'm'));
      screens.push(await shown(terminal));
    }
    terminal.type(KEYS.ctrlC);
    expect(await terminal.ended).toBe(130);
    await expect(screens.join(`${'='.repeat(cols)}\n`)).toMatchFileSnapshot(`screens/back-${cols}.txt`);
    for (const screen of screens) {
      const prompts = screen.match(/^[?✔] [^?]*\?/gm) ?? [];
      // The changed answer is shown again, below the earlier one.
      if (screen !== screens.at(-1)) expect(prompts).toEqual([...new Set(prompts)]);
    }
  });

  test('add', async () => {
    mkdirSync(path.join(folder, 'my-app'));
    writeFileSync(
      path.join(folder, 'my-app/package.json'),
      '{ "name": "my-app", "scripts": { "start": "node app.js" }, "dependencies": { "express": "^5.1.0" } }\n',
    );
    writeFileSync(
      path.join(folder, 'my-app/app.js'),
      "const express = require('express');\n\nconst app = express();\napp.get('/', (req, res) => res.send('hi'));\napp.listen(3000);\n",
    );
    const terminal = open(['add', 'my-app', '--no-install']);
    await terminal.see('How long should an inactive session last?');
    terminal.type(KEYS.enter);
    await terminal.see('Apply these changes?');
    const before = await shown(terminal);
    terminal.type(KEYS.enter);
    expect(await terminal.ended).toBe(0);
    const after = await shown(terminal);
    await expect(`${before}${'='.repeat(cols)}\n${after}`).toMatchFileSnapshot(`screens/add-${cols}.txt`);
  });

  test('add without a question', async () => {
    writeFileSync(
      path.join(folder, 'package.json'),
      '{ "scripts": { "start": "node app.js" }, "dependencies": { "express": "^5.1.0", "express-session": "^1.19.0" } }\n',
    );
    writeFileSync(
      path.join(folder, 'app.js'),
      "const express = require('express');\nconst session = require('express-session');\n\nconst app = express();\napp.use(session({ secret: process.env.SECRET, resave: true, saveUninitialized: false }));\napp.listen(3000);\n",
    );
    const terminal = open(['add', '--no-install']);
    await terminal.see('Apply these changes?');
    const before = await shown(terminal);
    terminal.type(KEYS.enter);
    expect(await terminal.ended).toBe(0);
    const again = open(['add']);
    expect(await again.ended).toBe(0);
    const screens = [before, await shown(terminal), await shown(again)];
    for (const screen of screens) expect(screen).not.toMatch(/\n\n\n/);
    const text = screens.join(`${'='.repeat(cols)}\n`).replaceAll(path.basename(folder), 'FOLDER');
    await expect(text).toMatchFileSnapshot(`screens/add-memory-${cols}.txt`);
  });

  test.each(['create', 'add', 'doctor', 'secret'])('%s --help', async (command) => {
    const terminal = open([command, '--help']);
    expect(await terminal.ended).toBe(0);
    await expect(await shown(terminal)).toMatchFileSnapshot(`screens/help-${command}-${cols}.txt`);
  });
});

test('colours are the 16 of the terminal, so that they suit light and dark themes', async () => {
  const ran = await runCli(['my-app', '--yes', '--no-install'], folder, { env: { FORCE_COLOR: '1' } });
  const terminal = openTerminal(process.execPath, [packedCli()], folder);
  await terminal.see('Where should the app go?');
  terminal.type(KEYS.ctrlC);
  await terminal.ended;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with a control character
  const colours = [...(ran.stdout + terminal.output()).matchAll(/\u001B\[([\d;]*)m/g)].map(([, code]) => code);
  expect(colours.length).toBeGreaterThan(4);
  // Styles, and foreground colours other than black and white.
  expect(colours.filter((code) => !/^(0?|[1-4]|2[1-4]|3[1-69]|9[0-6])$/.test(code ?? ''))).toEqual([]);
});

test('NO_COLOR: prompts without colours', async () => {
  const terminal = openTerminal(process.execPath, [packedCli()], folder, { NO_COLOR: '1', FORCE_COLOR: '' });
  await terminal.see('Where should the app go?');
  terminal.type(KEYS.enter);
  await terminal.see('TypeScript or JavaScript?');
  terminal.type(KEYS.ctrlC);
  await terminal.ended;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with a control character
  expect(terminal.output().match(/\u001B\[(3[0-7]|9[0-7])m/g)).toBeNull();
});
