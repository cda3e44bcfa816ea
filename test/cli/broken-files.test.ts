import { describe, expect, test } from 'vitest';
import {
  BROKEN_JSON,
  BrokenProject,
  below,
  expectRefusal,
  expectWarning,
  json,
  lineOf,
  MANIFEST,
  PROJECT,
  REPLACED,
} from './broken-project.ts';

/** Files that are ignored unless they are regular files, as the tools that read them do. */
const SEARCHED = ['tsconfig.json', 'tsconfig.base.json', '.env.example'];
const NEEDED = ['package.json', '.env', '.gitignore', ...SEARCHED];
const HINTS_JSON = ['nodemon.json', 'package-lock.json', 'packages/util/package.json'];
const HINTS = [
  ...HINTS_JSON,
  ...['ecosystem.config.js', 'Procfile', 'Dockerfile', '.nvmrc', '.node-version', '.tool-versions'],
];
const INSTALLED = ['node_modules/express/package.json', 'node_modules/mongoose/package.json'];

/** A syntax error, an empty file, and JSON that is not an object. */
const TYPICAL = Object.keys(BROKEN_JSON).slice(0, 3);
const pairs = (files: string[], kinds: string[]) => files.flatMap((file) => kinds.map((kind) => [file, kind] as const));

test('add edits the intact project without warnings', async () => {
  const { code, notes } = await new BrokenProject().add();
  expect({ code, notes: notes.filter(({ severity }) => severity !== 'info') }).toEqual({ code: 0, notes: [] });
});

describe('a file that the run depends on', () => {
  test.each([
    ...pairs(['package.json'], Object.keys(BROKEN_JSON)),
    ...pairs(['tsconfig.json', 'tsconfig.base.json'], TYPICAL),
  ])('%s %s: refuses and names the line', async (file, how) => {
    const [text, line] = BROKEN_JSON[how] ?? ['', 0];
    const result = await new BrokenProject({ [file]: text }).add();
    // The compiler treats an empty file as one without options.
    if (text === '' && file !== 'package.json') expect(result.code).toBe(0);
    else expectRefusal(result, file, line);
  });

  test.each(pairs(NEEDED, REPLACED))('%s %s: refuses', async (file, how) => {
    const project = new BrokenProject();
    project.replace(file, how);
    const result = await project.add();
    if (SEARCHED.includes(file) && how !== 'in UTF-16') expect(result.code).toBe(0);
    else expectRefusal(result, file);
  });

  test.each(NEEDED)('%s without read permission: refuses', async (file) => {
    const project = new BrokenProject();
    project.lock(file);
    const result = await project.add();
    expectRefusal(result, file);
    expect(result.error).toContain('permission denied');
  });

  test.each(['package.json', '.env', '.env.example', '.gitignore'])('%s in Latin-1: refuses', async (file) => {
    const text = file === 'package.json' ? json({ ...MANIFEST, author: 'Ren\u00e9' }) : `${PROJECT[file]}# caf\u00e9\n`;
    const project = new BrokenProject({ [file]: Buffer.from(text, 'latin1') });
    expectRefusal(await project.add(), file, lineOf(text, '\u00e9'));
  });
});

describe('an optional file', () => {
  test.each(pairs(HINTS_JSON, TYPICAL))('%s %s: warns and names the line', async (file, how) => {
    const [text, line] = BROKEN_JSON[how] ?? ['', 0];
    expectWarning(await new BrokenProject({ [file]: text }).add(), file, line);
  });

  test.each(pairs(INSTALLED, TYPICAL))('%s %s: is treated as missing', async (file, how) => {
    const { code, notes } = await new BrokenProject({ [file]: BROKEN_JSON[how]?.[0] ?? '' }).add();
    expect({ code, notes: notes.filter((note) => note.file === file) }).toEqual({ code: 0, notes: [] });
  });

  test.each([
    ...pairs(['nodemon.json', 'package-lock.json', ...INSTALLED], REPLACED),
    ...pairs(HINTS, ['as a symbolic link to itself']),
  ])('%s %s: does not stop the run', async (file, how) => {
    const project = new BrokenProject();
    project.replace(file, how);
    expect(await project.add()).toMatchObject({ code: 0 });
  });

  test.each(HINTS)('%s without read permission: warns', async (file) => {
    const project = new BrokenProject();
    project.lock(file);
    expectWarning(await project.add(), file);
  });

  test.each([
    ['yarn.lock', 'package-lock.json'],
    ['pnpm-lock.yaml', 'package-lock.json'],
    ['pnpm-workspace.yaml', 'package-lock.json'],
  ])('%s without read permission: warns', async (file, other) => {
    const project = new BrokenProject({ 'package.json': json({ ...MANIFEST, workspaces: undefined }), [file]: '\n' });
    project.remove(other);
    project.lock(file);
    expectWarning(await project.add(), file);
  });

  test('a folder without read permission: warns', async () => {
    const project = new BrokenProject({ 'lib/a.js': '' });
    project.lock('lib');
    expectWarning(await project.add(), 'lib');
  });

  test('an invalid package.json in the parent folder: warns', async () => {
    const manifest = json({ ...MANIFEST, workspaces: undefined });
    const files = { ...below('app'), 'app/package.json': manifest };
    const project = new BrokenProject({ ...files, 'package.json': '{\n  "name" "above"\n}\n' });
    expectWarning(await project.add('app'), '../package.json', 2);
  });

  test('an invalid package.json in another package: warns, and refuses if --package selects it', async () => {
    const files = { ...below('packages/new'), 'packages/old/package.json': '{\n  "a" 1\n}\n' };
    const project = new BrokenProject({ ...files, 'package.json': json({ workspaces: ['packages/*'] }) });
    expectRefusal(await project.add('--package', 'packages/old'), 'packages/old/package.json', 2);
    expectWarning(await project.add(), 'packages/old/package.json', 2);
  });

  test('is reported as well if no app is found', async () => {
    const project = new BrokenProject({ 'package.json': json({}), 'server/package.json': '{\n' });
    project.remove('src');
    const { code, notes } = await project.add();
    expect(code).toBe(3);
    expect(notes).toContainEqual(expect.objectContaining({ file: 'server/package.json', line: 2 }));
  });
});
