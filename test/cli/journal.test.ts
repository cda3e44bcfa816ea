import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { packedCli } from '../real/packed.ts';
import { run } from '../real/spawn.ts';
import { BrokenProject, expectRefusal, REPLACED } from './broken-project.ts';

const OPEN = '.create-mongo-session-app.journal';
const COMMITTED = '.create-mongo-session-app.committed';

const NAMES = {
  path: 'src/app.ts',
  staged: 'src/.app.ts.01234567.new',
  backup: 'src/.app.ts.01234567.old',
  sum: '1-1',
};
const journal = (edit: object, more: object = {}): string =>
  JSON.stringify({ pid: 1_000_000_000, edits: [{ ...NAMES, ...edit }], creates: [], folders: [], ...more });

describe.each([OPEN, COMMITTED])('%s', (name) => {
  test.each([
    'null',
    '[]',
    '{}',
    '"a"',
    journal({}, { edits: null }),
    journal({}, { edits: [null] }),
    journal({}, { pid: 'a' }),
    journal({}, { folders: ['../..'] }),
    journal({ staged: 1 }),
    journal({ staged: 'src/routes.ts' }),
    journal({ staged: '../.app.ts.01234567.new' }),
    journal({ backup: '/tmp/.app.ts.01234567.old' }),
    journal({ path: '../app.ts', staged: '../.app.ts.01234567.new', backup: '../.app.ts.01234567.old' }),
  ])('refuses a journal of another program and changes none of its files: %s', async (text) => {
    expectRefusal(await new BrokenProject({ [name]: text }).add(), name);
  });

  test.each(REPLACED.filter((how) => how !== 'in UTF-16'))('%s: refuses', async (how) => {
    const project = new BrokenProject();
    project.replace(name, how);
    expectRefusal(await project.add(), name);
  });

  test('without read permission: refuses', async () => {
    const project = new BrokenProject({ [name]: journal({}) });
    project.lock(name);
    expectRefusal(await project.add(), name);
  });

  test.each([journal({}), journal({}).slice(0, 40)])('removes the journal of a crashed run: %s', async (text) => {
    const { folder } = new BrokenProject({ [name]: text });
    const ran = await run(process.execPath, [packedCli(), 'add', '--yes', '--no-install'], { cwd: folder });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(`${folder}/${name}`)).toBe(false);
  });
});
