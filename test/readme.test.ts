import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from './real/packed.ts';
import { runCli } from './real/spawn.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** Commands that stand in code blocks. `npm ci && npm run demo` has a test of its own, `npm ci && npm test` runs this one. */
const commands = [...README.matchAll(/^```\n([^`]+)```$/gm)].flatMap(([, block = '']) => block.trim().split('\n'));

test('every command of the README is known to the tests', () => {
  expect(commands.filter((command) => !command.startsWith('npx '))).toEqual([
    'npm ci && npm run demo',
    'npm ci && npm test',
  ]);
});

test('the diff of add is what it plans for the fixture', async () => {
  const folder = scratchFolder();
  cpSync(new URL('edits/connection/mongoose-same-file/input', import.meta.url), folder, { recursive: true });
  const { stdout } = await runCli(['add', '--yes', '--dry-run'], folder);
  const diff = stdout.slice(stdout.indexOf('--- a/app.js'), stdout.indexOf('--- a/package.json'));
  expect(/```diff\n([^`]+)```/.exec(README)?.[1]).toBe(diff);
});

test('every file that the README links to exists', () => {
  const links = [...README.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, file = '']) => file);
  expect(links).toContain('docs/benchmarks.md');
  for (const file of links) expect(existsSync(new URL(`../${file}`, import.meta.url)), file).toBe(true);
});

const APP =
  "const express = require('express');\nconst app = express();\napp.get('/', (req, res) => res.send('hi'));\napp.listen(3000);\n";

test.each(commands.filter((command) => command.startsWith('npx ')))('%s', async (command) => {
  const folder = scratchFolder();
  for (const place of ['.', 'server']) {
    mkdirSync(path.join(folder, place), { recursive: true });
    writeFileSync(
      path.join(folder, place, 'package.json'),
      '{ "name": "app", "dependencies": { "express": "^5.1.0" } }\n',
    );
    writeFileSync(path.join(folder, place, 'app.js'), APP);
  }
  const [, name, ...args] = command.split(' ');
  expect(name).toBe('create-mongo-session-app');
  // Nobody is there to ask and nothing needs to be downloaded to see that the command is right.
  const installs = !['--no-install', 'doctor', 'secret'].some((word) => args.includes(word));
  expect(await runCli([...args, ...(installs ? ['--no-install'] : [])], folder)).toMatchObject({
    code: 0,
    stderr: '',
  });
});
