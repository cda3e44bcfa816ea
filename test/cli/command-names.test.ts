import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { packedCli, scratchFolder } from '../real/packed.ts';
import { runCli } from '../real/spawn.ts';
import { KEYS, openTerminal, type Terminal } from '../real/terminal.ts';

let folder: string;
beforeEach(() => {
  folder = scratchFolder();
});

const open = (...args: string[]): Terminal => openTerminal(process.execPath, [packedCli(), ...args], folder);

describe('help', () => {
  test.each([
    [['help'], ['--help']],
    [['help', 'help'], ['--help']],
    [
      ['help', 'add'],
      ['add', '--help'],
    ],
    [
      ['help', 'doctor'],
      ['doctor', '--help'],
    ],
    [
      ['help', 'secret'],
      ['secret', '--help'],
    ],
    [
      ['help', 'create'],
      ['create', '--help'],
    ],
  ])('%j prints the same as %j', async (words, flags) => {
    const ran = await runCli(words, folder);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toBe((await runCli(flags, folder)).stdout);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is listed among the commands', async () => {
    expect((await runCli(['help'], folder)).stdout).toMatch(/^ {2}help +\[command\]/m);
  });

  test.each([
    [['help', 'ad'], 'Did you mean add?'],
    [['help', 'craete'], 'Did you mean create?'],
    [['help', 'deploy'], 'create, add, doctor, secret, help'],
    [['help', 'add', 'create'], 'oo many arguments'],
  ])('%j is a usage error that names the commands', async (words, message) => {
    const ran = await runCli(words, folder);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(message);
    const document = JSON.parse((await runCli([...words, '--json'], folder)).stdout);
    expect(document).toMatchObject({ command: 'help', status: 'failed', error: { exitCode: 2 } });
  });
});

describe('a first word close to the name of a command', () => {
  test.each([
    ['ad', 'add'],
    ['ADD', 'add'],
    ['addd', 'add'],
    ['dad', 'add'],
    ['craete', 'create'],
    ['creat', 'create'],
    ['hepl', 'help'],
    ['docter', 'doctor'],
    ['secrets', 'secret'],
  ])('%s is a usage error without a terminal, with the command for such a folder', async (word, name) => {
    for (const flags of [[], ['--yes'], ['--yes', '--no-install', '--entry', 'app.js']]) {
      const ran = await runCli([word, ...flags], folder);
      expect(ran).toMatchObject({ code: 2, stdout: '' });
      expect(ran.stderr).toContain(`Did you mean ${name}?`);
      expect(ran.stderr).toContain(`create-mongo-session-app create ${word}`);
    }
    const document = JSON.parse((await runCli([word, '--json'], folder)).stdout);
    expect(document).toMatchObject({ status: 'failed', files: [], error: { exitCode: 2 } });
    expect(document.error.message).toContain(`Did you mean ${name}?`);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ['create', 'ad'],
    ['create', 'help'],
    ['create', 'doctor'],
    ['./help'],
    ['help/'],
    ['hello'],
    ['shop'],
    ['add-1'],
    ['--', 'help'],
  ])('%s %s creates an app in the folder', async (...words) => {
    const ran = await runCli(['--no-install', '--no-git', '--collection', 'secrets', ...words], folder);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(path.join(folder, words.at(-1) ?? '', 'package.json'))).toBe(true);
  });

  test('the prompt runs the command if confirmed', async () => {
    writeFileSync(path.join(folder, 'package.json'), '{ "dependencies": { "express": "^4.21.2" } }\n');
    writeFileSync(
      path.join(folder, 'app.js'),
      "const app = require('express')();\napp.get('/', (req, res) => res.end());\n",
    );
    const terminal = open('ad', '.', '--entry', 'app.js', '--no-install');
    await terminal.see('Did you mean add?');
    terminal.type(KEYS.enter);
    await terminal.see('How long should an inactive session last?');
    terminal.type(KEYS.enter);
    await terminal.see('Apply these changes?');
    terminal.type(KEYS.enter);
    expect(await terminal.ended).toBe(0);
    expect(readFileSync(path.join(folder, 'app.js'), 'utf8')).toContain('express-session');
  });

  test('the prompt creates an app in the folder if declined', async () => {
    const flags = ['--language', 'ts', '--store', 'mongo', '--max-age', '2w', '--secret', 'env', '--features', 'none'];
    const terminal = open('ad', ...flags, '--no-install', '--no-git');
    await terminal.see('Did you mean add?');
    terminal.type(`n${KEYS.enter}`);
    await terminal.see('Create the app?');
    terminal.type(KEYS.enter);
    expect(await terminal.ended).toBe(0);
    expect(existsSync(path.join(folder, 'ad/package.json'))).toBe(true);
  });

  test('Ctrl-C at the prompt cancels', async () => {
    const terminal = open('ad');
    await terminal.see('Did you mean add?');
    terminal.type(KEYS.ctrlC);
    expect(await terminal.ended).toBe(130);
    expect(readdirSync(folder)).toEqual([]);
  });
});

test.each([[['--json', '--yes', 'add']], [['--max-age', '1d', 'add', '--json']]])(
  'flags may come before the command: %j',
  async (words) => {
    const document = JSON.parse((await runCli(words, folder)).stdout);
    expect(document).toMatchObject({ command: 'add', status: 'refused', root: folder });
    expect(readdirSync(folder)).toEqual([]);
  },
);
