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

/** Only regular files count as these, as they do for the tools that read them. */
const SEARCHED = ['tsconfig.json', 'tsconfig.base.json', '.env.example'];
const NEEDED = ['package.json', '.env', '.gitignore', ...SEARCHED];
const HINTS_JSON = ['nodemon.json', 'package-lock.json', 'packages/util/package.json'];
const HINTS = [
  ...HINTS_JSON,
  ...['ecosystem.config.js', 'Procfile', 'Dockerfile', '.nvmrc', '.node-version', '.tool-versions'],
];
const INSTALLED = ['node_modules/express/package.json', 'node_modules/mongoose/package.json'];

/** One for each way to be no JSON object. */
const TYPICAL = Object.keys(BROKEN_JSON).slice(0, 3);
const pairs = (files: string[], kinds: string[]) => files.flatMap((file) => kinds.map((kind) => [file, kind] as const));

test('the project can be edited', async () => {
  const { code, notes } = await new BrokenProject().add();
  expect({ code, notes: notes.filter(({ severity }) => severity !== 'info') }).toEqual({ code: 0, notes: [] });
});

describe('a file that the run depends on', () => {
  test.each([
    ...pairs(['package.json'], Object.keys(BROKEN_JSON)),
    ...pairs(['tsconfig.json', 'tsconfig.base.json'], TYPICAL),
  ])('%s %s: refused with the line', async (file, how) => {
    const [text, line] = BROKEN_JSON[how] ?? ['', 0];
    const result = await new BrokenProject({ [file]: text }).add();
    // The compiler takes an empty file for one without options.
    if (text === '' && file !== 'package.json') expect(result.code).toBe(0);
    else expectRefusal(result, file, line);
  });

  test.each(pairs(NEEDED, REPLACED))('%s %s: refused', async (file, how) => {
    const project = new BrokenProject();
    project.replace(file, how);
    const result = await project.add();
    if (SEARCHED.includes(file) && how !== 'in UTF-16') expect(result.code).toBe(0);
    else expectRefusal(result, file);
  });

  test.each(NEEDED)('%s without the permission to read it: refused', async (file) => {
    const project = new BrokenProject();
    project.lock(file);
    const result = await project.add();
    expectRefusal(result, file);
    expect(result.error).toContain('permission denied');
  });

  test.each(['package.json', '.env', '.env.example', '.gitignore'])('%s in Latin-1: refused', async (file) => {
    const text = file === 'package.json' ? json({ ...MANIFEST, author: 'Ren\u00e9' }) : `${PROJECT[file]}# caf\u00e9\n`;
    const project = new BrokenProject({ [file]: Buffer.from(text, 'latin1') });
    expectRefusal(await project.add(), file, lineOf(text, '\u00e9'));
  });
});

describe('a file that is a hint at most', () => {
  test.each(pairs(HINTS_JSON, TYPICAL))('%s %s: a warning with the line', async (file, how) => {
    const [text, line] = BROKEN_JSON[how] ?? ['', 0];
    expectWarning(await new BrokenProject({ [file]: text }).add(), file, line);
  });

  test.each(pairs(INSTALLED, TYPICAL))('%s %s counts as absent', async (file, how) => {
    const { code, notes } = await new BrokenProject({ [file]: BROKEN_JSON[how]?.[0] ?? '' }).add();
    expect({ code, notes: notes.filter((note) => note.file === file) }).toEqual({ code: 0, notes: [] });
  });

  test.each([
    ...pairs(['nodemon.json', 'package-lock.json', ...INSTALLED], REPLACED),
    ...pairs(HINTS, ['as a symbolic link to itself']),
  ])('%s %s is no reason to stop', async (file, how) => {
    const project = new BrokenProject();
    project.replace(file, how);
    expect(await project.add()).toMatchObject({ code: 0 });
  });

  test.each(HINTS)('%s without the permission to read it: a warning', async (file) => {
    const project = new BrokenProject();
    project.lock(file);
    expectWarning(await project.add(), file);
  });

  test.each([
    ['yarn.lock', 'package-lock.json'],
    ['pnpm-lock.yaml', 'package-lock.json'],
    ['pnpm-workspace.yaml', 'package-lock.json'],
  ])('%s without the permission to read it: a warning', async (file, other) => {
    const project = new BrokenProject({ 'package.json': json({ ...MANIFEST, workspaces: undefined }), [file]: '\n' });
    project.remove(other);
    project.lock(file);
    expectWarning(await project.add(), file);
  });

  test('a folder without the permission to look into it: a warning', async () => {
    const project = new BrokenProject({ 'lib/a.js': '' });
    project.lock('lib');
    expectWarning(await project.add(), 'lib');
  });

  test('package.json of a folder above: a warning', async () => {
    const manifest = json({ ...MANIFEST, workspaces: undefined });
    const files = { ...below('app'), 'app/package.json': manifest };
    const project = new BrokenProject({ ...files, 'package.json': '{\n  "name" "above"\n}\n' });
    expectWarning(await project.add('app'), '../package.json', 2);
  });

  test('package.json of a package beside: a warning, and refused when that one is meant', async () => {
    const files = { ...below('packages/new'), 'packages/old/package.json': '{\n  "a" 1\n}\n' };
    const project = new BrokenProject({ ...files, 'package.json': json({ workspaces: ['packages/*'] }) });
    expectRefusal(await project.add('--package', 'packages/old'), 'packages/old/package.json', 2);
    expectWarning(await project.add(), 'packages/old/package.json', 2);
  });

  test('it is named as well when no app is found', async () => {
    const project = new BrokenProject({ 'package.json': json({}), 'server/package.json': '{\n' });
    project.remove('src');
    const { code, notes } = await project.add();
    expect(code).toBe(3);
    expect(notes).toContainEqual(expect.objectContaining({ file: 'server/package.json', line: 2 }));
  });
});
