import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { packedCli, scratchFolder } from '../real/packed.ts';
import { type Ran, run, runCli } from '../real/spawn.ts';
import { openTerminal } from '../real/terminal.ts';

let folder: string;
beforeEach(() => {
  folder = scratchFolder();
});

const tree = (): string[] => readdirSync(folder, { recursive: true }).map(String).sort();
const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
const json = (ran: Ran) => JSON.parse(ran.stdout);

function expectNoTrace({ stdout, stderr }: Ran): void {
  expect(stdout + stderr).not.toMatch(/^\s+at /m);
}

describe('create --yes --no-install --json', () => {
  test('prints one document, writes the app, and keeps the secret in .env', async () => {
    const ran = await runCli(['x', '--yes', '--no-install', '--json'], folder);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const document = json(ran);
    expect(document).toMatchObject({
      version: 1,
      command: 'create',
      status: 'done',
      root: path.join(folder, 'x'),
      notes: [],
    });
    expect(document.answers.store).toEqual({ value: 'mongo', from: 'default' });
    expect(document.dependencies.add).toHaveProperty('connect-mongo');
    expect(document.next).toEqual(['cd x', 'npm install', 'npm run dev']);
    const paths = document.files.map((file: { path: string }) => file.path);
    for (const file of [
      'package.json',
      'src/app.ts',
      'src/server.ts',
      'src/session.ts',
      '.env',
      '.env.example',
      '.gitignore',
      'README.md',
      'SECURITY.md',
    ]) {
      expect(paths).toContain(file);
      expect(existsSync(path.join(folder, 'x', file)), file).toBe(true);
    }
    const secret = /^SESSION_SECRET=(.+)$/m.exec(read('x/.env'))?.[1] ?? '';
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(ran.stdout).not.toContain(secret);
    for (const file of paths.filter((name: string) => name !== '.env'))
      expect(read(`x/${file}`), file).not.toContain(secret);
    expect(statSync(path.join(folder, 'x/.env')).mode & 0o777).toBe(0o600);
    expect(read('x/.gitignore')).toMatch(/^\.env$/m);
    expect(existsSync(path.join(folder, 'x/.git'))).toBe(true);
    expect(existsSync(path.join(folder, 'x/.git/refs/heads/main'))).toBe(false);
  });

  test('a dry run shows the same plan and writes nothing', async () => {
    const planned = json(await runCli(['x', '--yes', '--no-install', '--json', '--dry-run'], folder));
    expect(tree()).toEqual([]);
    expect(planned.status).toBe('planned');
    expect(planned.files[0].diff).toMatch(/^--- \/dev\/null\n\+\+\+ b\//);
    const done = json(await runCli(['x', '--yes', '--no-install', '--json'], folder));
    const bare = ({ path: file, action }: { path: string; action: string }) => ({ path: file, action });
    expect(planned.files.map(bare)).toEqual(done.files.map(bare));
    expect({ ...planned, status: '', files: [] }).toEqual({ ...done, status: '', files: [] });
  });

  test('a dry run without --json shows the diff, with a token instead of the secret', async () => {
    const ran = await runCli(['x', '--yes', '--dry-run'], folder);
    expect(ran.stdout).toContain('+SESSION_SECRET=(new random secret)');
    expect(ran.stdout).toContain('run    npm install');
    expect(tree()).toEqual([]);
  });
});

describe('an existing folder', () => {
  test('keeps other files', async () => {
    mkdirSync(path.join(folder, 'x/src'), { recursive: true });
    writeFileSync(path.join(folder, 'x/notes.txt'), 'mine');
    expect((await runCli(['x', '--yes', '--no-install'], folder)).code).toBe(0);
    expect(read('x/notes.txt')).toBe('mine');
  });

  test('refuses and lists the files that it would overwrite', async () => {
    mkdirSync(path.join(folder, 'x'));
    writeFileSync(path.join(folder, 'x/package.json'), '{}');
    writeFileSync(path.join(folder, 'x/readme.md'), 'mine');
    const before = tree();
    const ran = await runCli(['x', '--yes', '--no-install', '--json'], folder);
    expect(ran.code).toBe(3);
    expect(json(ran).status).toBe('refused');
    expect(json(ran).notes.map((note: { file: string }) => note.file)).toEqual(['readme.md', 'package.json']);
    const withoutJson = await runCli(['x', '--yes', '--no-install'], folder);
    expect(withoutJson.stderr).toMatch(/^ {2}package\.json$/m);
    expectNoTrace(withoutJson);
    expect(tree()).toEqual(before);
  });

  test('refuses a file instead of a folder', async () => {
    writeFileSync(path.join(folder, 'x'), '');
    const ran = await runCli(['x', '--yes'], folder);
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('is not a folder');
  });
});

describe.each(['closed', 'open'] as const)('without a terminal, stdin %s', (input) => {
  test('reports the missing argument', async () => {
    const ran = await runCli([], folder, { input });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('Prompts are disabled (there is no terminal). Please pass: <dir>');
    expectNoTrace(ran);
    expect(tree()).toEqual([]);
  });

  test('uses defaults for everything except the folder', async () => {
    expect((await runCli(['y', '--no-install', '--no-git'], folder, { input })).code).toBe(0);
    expect(tree()).toContain('y/src/app.ts');
  });
});

test.each([
  [['x', '--max-age', '0'], 'from 1 minute to 400 days'],
  [['x', '--max-age=-1d'], 'from 1 minute to 400 days'],
  [['x', '--max-age', 'abc'], '--max-age "abc"'],
  [['x', '--max-age', '400 years'], 'from 1 minute to 400 days'],
  [['x', '--store', 'mysql'], 'use one of: mongo, redis, memory'],
  [['x', '--store'], 'argument missing'],
  [['x', '--no-such-flag'], "Unknown option '--no-such-flag'"],
  [['x', 'y', 'z'], 'oo many arguments'],
  [['x', '--url-env', 'A B'], '--url-env "A B"'],
  [['x', '--store', 'memory', '--database', 'compose'], '--database needs MongoDB as the session store, not memory'],
  [['x', '--store', 'redis', '--features', 'auth,flash'], 'auth needs MongoDB as the session store, not Redis'],
  [['x', '--max-age', '1h', '--touch-after', '6d'], 'more than half of the max age (1h)'],
  [['x', '--no-git', '--git'], '--git and --no-git contradict each other'],
  [['x', '--store', 'redis', '--store=mongo'], '--store is given more than once'],
])('%j is a usage error with an explanation', async (args, message) => {
  const ran = await runCli(['--yes', ...args], folder);
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain(message);
  expect(ran.stdout).toBe('');
  expectNoTrace(ran);
  const inJson = await runCli(['--json', ...args], folder);
  expect(inJson.code).toBe(2);
  expect(json(inJson)).toMatchObject({ status: 'failed', error: { exitCode: 2 } });
  expect(inJson.stderr).toBe('');
  expect(tree()).toEqual([]);
});

test('of many existing files, the message lists some and JSON all', async () => {
  expect((await runCli(['x', '--yes', '--no-install'], folder)).code).toBe(0);
  const ran = await runCli(['x', '--yes', '--no-install'], folder);
  expect(ran).toMatchObject({ code: 3, stdout: '' });
  expect(ran.stderr).toMatch(/^ {2}and \d+ more$/m);
  expect(ran.stderr).toContain('add sessions to the existing app: create-mongo-session-app add x');
  expect(ran.stderr.trim().split('\n').length).toBeLessThan(12);
  expect(json(await runCli(['x', '--yes', '--no-install', '--json'], folder)).notes.length).toBeGreaterThan(50);
});

test('a failed install keeps the files and exits with 4', async () => {
  const ran = await runCli(['x', '--yes', '--json', '--pm', 'npm'], folder, {
    env: {
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_fetch_retries: '0',
      npm_config_cache: path.join(folder, 'cache'),
    },
  });
  expect(ran.code).toBe(4);
  expect(json(ran)).toMatchObject({
    status: 'failed',
    error: { exitCode: 4, hint: 'To try again: cd x && npm install' },
  });
  expect(existsSync(path.join(folder, 'x/src/app.ts'))).toBe(true);
});

describe('the progress of the install', () => {
  /** Puts a package manager on PATH that prints two lines, takes a while, and fails. */
  function slowYarn(seconds: number): Record<string, string> {
    const script = `#!/bin/sh\necho fetching\nsleep 0.2\necho linking\nsleep ${seconds}\nexit 1\n`;
    writeFileSync(path.join(folder, 'yarn'), script, { mode: 0o755 });
    return { PATH: `${folder}:${process.env['PATH']}` };
  }

  test('a terminal shows the last line that it printed and the elapsed time', async () => {
    const args = [packedCli(), 'x', '--yes', '--pm', 'yarn'];
    const terminal = openTerminal(process.execPath, args, folder, { ...slowYarn(1.5), CI: '' });
    await terminal.see('Installing dependencies with yarn ... 0 s fetching');
    await terminal.see(/Installing dependencies with yarn ... [12] s linking/);
    expect(await terminal.ended).toBe(4);
    expect(terminal.screen()).toMatch(/Not finished: \d+ files in x/);
    expect(terminal.screen()).not.toContain('Done');
  });

  test('elsewhere, a line every 20 s without output says that it still runs', { timeout: 60_000 }, async () => {
    const ran = await runCli(['x', '--yes', '--pm', 'yarn'], folder, { env: slowYarn(21) });
    expect(ran.code).toBe(4);
    expect(ran.stdout).toMatch(
      /^Installing dependencies with yarn \.\.\.\nInstalling dependencies with yarn \.\.\. still running after 2\d s$/m,
    );
  });
});

test('--help lists every flag, --version prints the version, NO_COLOR and FORCE_COLOR are respected', async () => {
  const help = await runCli(['create', '--help'], folder);
  expect(help.code).toBe(0);
  for (const flag of [
    '--store',
    '--max-age',
    '--connection',
    '--dry-run',
    '--json',
    '--yes',
    '--[no-]install',
    '--[no-]git',
  ])
    expect(help.stdout).toContain(flag);
  const mainHelp = (await runCli(['--help'], folder)).stdout;
  const flags = (text: string) => text.match(/^ {2}(?:-\w, )?--[\w[\]-]+/gm);
  // The main help lists the flags of the default command and all commands.
  expect(flags(mainHelp)).toEqual(flags(help.stdout));
  expect(mainHelp).toMatch(/^ {2}add +\[dir\]/m);
  const add = (await runCli(['add', '--help'], folder)).stdout;
  expect(add).toContain('--entry');
  expect(add).not.toContain('--language');
  expect((await runCli(['--version'], folder)).stdout).toMatch(/^\d+\.\d+\.\d+$/);
  const coloured = await runCli(['x', '--dry-run', '--yes'], folder, { env: { FORCE_COLOR: '1' } });
  expect(coloured.stdout).toContain('\u001B[');
  const plain = await runCli(['x', '--dry-run', '--yes'], folder, { env: { NO_COLOR: '1' } });
  expect(plain.stdout).not.toContain('\u001B[');
});

test.each([['--version'], ['--help'], ['x --yes --dry-run']])('%s into a closed pipe prints no error', async (args) => {
  // The reader closes the pipe before the CLI writes.
  const line = `{ sleep 0.3; "$1" "$2" ${args}; } | true; exit "\${PIPESTATUS[0]}"`;
  const ran = await run('bash', ['-c', line, 'bash', process.execPath, packedCli()], { cwd: folder });
  expect(ran).toMatchObject({ code: 0, stdout: '', stderr: '' });
});

test('the last line is the command that repeats the run', async () => {
  const first = await runCli(
    ['x', '--yes', '--no-install', '--no-git', '--language', 'js', '--max-age', '12h'],
    folder,
  );
  const line = first.stdout.trim().split('\n').at(-1)?.trim() ?? '';
  expect(line).toBe('npx create-mongo-session-app x --language js --max-age 12h --no-install --no-git --yes');
});
