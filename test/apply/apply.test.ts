import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { apply } from '../../src/apply/apply.ts';
import { editFiles } from '../../src/apply/edits.ts';
import { InstallError, RefusedError } from '../../src/errors.ts';
import { secretToken } from '../../src/plan/secrets.ts';
import { NO_PROGRESS } from '../../src/report/progress.ts';
import type { Plan, Step } from '../../src/types.ts';

let root: string;
beforeEach(() => {
  root = path.join(mkdtempSync(path.join(tmpdir(), 'apply-')), 'app');
});

const planOf = (...steps: Step[]): Plan => ({
  version: 1,
  command: 'add',
  root,
  steps,
  dependencies: { add: {}, dev: {}, remove: [] },
  answers: {},
  notes: [],
  next: [],
});
const run = (...steps: Step[]) =>
  apply(planOf(...steps), NO_PROGRESS, steps.some(({ kind }) => kind === 'edit') ? editFiles : undefined);
const create = (file: string, content = 'new\n', mode?: number): Step => ({
  kind: 'create',
  path: file,
  content,
  ...(mode === undefined ? {} : { mode }),
});
const edit = (file: string, before: string, after: string): Step => ({
  kind: 'edit',
  path: file,
  before,
  after,
  why: '',
});
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const tree = () => readdirSync(path.dirname(root), { recursive: true }).map(String).sort();

function existing(files: Record<string, string>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  }
}

describe('new files', () => {
  test('are written with their folders and permissions', async () => {
    await run(create('a/b/c.txt'), create('.env', 'x', 0o600));
    expect(read('a/b/c.txt')).toBe('new\n');
    expect(statSync(path.join(root, '.env')).mode & 0o777).toBe(0o600);
  });

  test('a file created in the meantime is refused, and all changes are rolled back', async () => {
    existing({ 'z.txt': 'mine' });
    const before = tree();
    await expect(run(create('a/b/c.txt'), create('z.txt'))).rejects.toThrow(RefusedError);
    expect(tree()).toEqual(before);
    expect(read('z.txt')).toBe('mine');
  });

  test('a folder that cannot be created is refused, and not even the root remains', async () => {
    const before = tree();
    await expect(run(create('a.txt'), create('a.txt/b.txt'))).rejects.toThrow('a part of its path is a file');
    expect(tree()).toEqual(before);
  });
});

describe('edits', () => {
  test('are all applied, and new files created', async () => {
    existing({ 'one.js': '1', 'two.js': '2' });
    await run(edit('one.js', '1', 'one'), edit('two.js', '2', 'two'), create('three.js', '3'));
    expect([read('one.js'), read('two.js'), read('three.js')]).toEqual(['one', 'two', '3']);
    expect(tree()).toEqual(['app', 'app/one.js', 'app/three.js', 'app/two.js']);
  });

  test('leave all files unchanged when one has changed since it was planned', async () => {
    existing({ 'one.js': '1', 'two.js': 'changed' });
    const before = tree();
    await expect(run(edit('one.js', '1', 'one'), edit('two.js', '2', 'two'))).rejects.toThrow('has changed since');
    expect(read('one.js')).toBe('1');
    expect(tree()).toEqual(before);
  });

  test('are rolled back when a new file cannot be written', async () => {
    existing({ 'one.js': '1', taken: '' });
    const before = tree();
    await expect(run(edit('one.js', '1', 'one'), create('taken/x'))).rejects.toThrow(RefusedError);
    expect(read('one.js')).toBe('1');
    expect(tree()).toEqual(before);
  });

  test('refuse a symbolic link', async () => {
    existing({ 'real.js': '1' });
    symlinkSync('real.js', path.join(root, 'link.js'));
    await expect(run(edit('link.js', '1', 'one'))).rejects.toThrow('symbolic link');
    expect(read('real.js')).toBe('1');
  });

  test('refuse a symbolic link to a folder outside the project', async () => {
    existing({ x: '' });
    mkdirSync(path.join(root, '../outside'));
    writeFileSync(path.join(root, '../outside/a.js'), '1');
    symlinkSync('../outside', path.join(root, 'inside'));
    await expect(run(edit('inside/a.js', '1', '2'))).rejects.toThrow('outside the project');
  });

  test('keep the permissions of a file', async () => {
    existing({ 'one.sh': '1' });
    const { chmodSync } = await import('node:fs');
    chmodSync(path.join(root, 'one.sh'), 0o755);
    await run(edit('one.sh', '1', 'one'));
    expect(statSync(path.join(root, 'one.sh')).mode & 0o777).toBe(0o755);
  });
});

test('a secret has 256 bits, is the same in all files and differs for each name', async () => {
  const token = secretToken('S');
  await run(create('a', token), create('b', `x=${token}`), create('c', secretToken('T')));
  expect(Buffer.from(read('a'), 'base64url')).toHaveLength(32);
  expect(read('b')).toBe(`x=${read('a')}`);
  expect(read('c')).not.toBe(read('a'));
});

describe('commands', () => {
  const step = (id: 'install' | 'git-init', command: string, ...args: string[]): Step => ({
    kind: 'run',
    id,
    command,
    args,
    cwd: '.',
  });

  test('a failed install keeps the files and reports the command to repeat', async () => {
    const script = 'console.error("registry is down"); process.exit(7)';
    const error = await run(create('a'), step('install', process.execPath, '-e', script)).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(InstallError);
    expect(error.message).toContain('registry is down');
    expect(error.hint).toContain('To try again: cd ');
    expect(read('a')).toBe('new\n');
  });

  test('a missing git causes a warning, not an error', async () => {
    const { notes } = await run(create('a'), step('git-init', 'no-such-git-here'));
    expect(notes[0]).toMatchObject({ code: 'git-init-failed', severity: 'warning' });
    expect(notes[0]?.message).toContain('not found on PATH');
  });
});
