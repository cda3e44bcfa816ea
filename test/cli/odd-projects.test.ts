import { symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  BrokenProject,
  expectRefusal,
  expectWarning,
  json,
  lineOf,
  MANIFEST,
  PROJECT,
  REPLACED,
} from './broken-project.ts';

describe('package.json', () => {
  test.each([
    ['dependencies', []],
    ['dependencies', ['express']],
    ['dependencies', null],
    ['dependencies', 'express'],
    ['devDependencies', []],
    ['optionalDependencies', null],
    ['peerDependencies', 1],
    ['workspaces', 'packages/*'],
    ['workspaces', 1],
    ['workspaces', [1]],
    ['workspaces', { packages: 'packages/*' }],
  ])('with %s as %j: refuses and names the line', async (field, value) => {
    const text = json({ ...MANIFEST, [field]: value });
    expectRefusal(await new BrokenProject({ 'package.json': text }).add(), 'package.json', lineOf(text, `"${field}"`));
  });

  test.each<[string, unknown]>([
    ['scripts', { start: 'tsx src/app.ts', dev: 1, test: null, '//': ['a comment'] }],
    ['scripts', ['tsx src/app.ts']],
    ['scripts', null],
    ['dependencies', { ...MANIFEST.dependencies, '//': ['a comment'], lodash: null }],
    ['workspaces', null],
    ['workspaces', { nohoist: ['**'] }],
    ['workspaces', ['', '/**', '../**', '../../*']],
    ['main', ['app.js']],
    ['main', 'a\u0000b'],
    ['main', 'a'.repeat(256)],
    ['type', 1],
    ['engines', ['node >= 6']],
    ['volta', []],
    ['name', {}],
    ['exports', 1],
    ['nodemonConfig', 'src/app.ts'],
  ])('with %s as %j: edits the project', async (field, value) => {
    const project = new BrokenProject({ 'package.json': json({ ...MANIFEST, [field]: value }) });
    expect(await project.add()).toMatchObject({ code: 0 });
  });
});

describe('source files', () => {
  test.each(REPLACED)('the entry %s: refuses', async (how) => {
    const project = new BrokenProject();
    project.replace('src/app.ts', how);
    expect((await project.add()).code).toBe(3);
  });

  test('the entry without read permission: refuses and names it', async () => {
    const project = new BrokenProject();
    project.lock('src/app.ts');
    const { code, notes } = await project.add();
    expect(code).toBe(3);
    expect(notes).toContainEqual(expect.objectContaining({ file: 'src/app.ts' }));
  });

  test('another file without read permission: warns', async () => {
    const project = new BrokenProject();
    project.lock('src/routes.ts');
    expectWarning(await project.add(), 'src/routes.ts');
  });

  test('Latin-1 in a file to edit: refuses, because its bytes would be lost', async () => {
    const project = new BrokenProject({ 'src/app.ts': Buffer.from(PROJECT['src/app.ts'] ?? '', 'latin1') });
    expectRefusal(await project.add(), 'src/app.ts', 5);
  });

  test('Latin-1 in another file: edits the project', async () => {
    const project = new BrokenProject({ 'src/routes.ts': Buffer.from(PROJECT['src/routes.ts'] ?? '', 'latin1') });
    expect((await project.add()).code).toBe(0);
  });

  test('symbolic links to parent folders: edits the project', async () => {
    const project = new BrokenProject();
    for (const name of ['a', 'b', 'c']) symlinkSync('..', project.path(`src/${name}`));
    symlinkSync('..', project.path('packages/up'));
    expect(await project.add()).toMatchObject({ code: 0 });
  });

  test('a symbolic link to the package of the app is not a second package', async () => {
    const project = new BrokenProject({ 'package.json': json({}), 'server/package.json': json(MANIFEST) });
    project.write({
      'server/src/app.ts': PROJECT['src/app.ts'] ?? '',
      'server/src/routes.ts': PROJECT['src/routes.ts'] ?? '',
    });
    project.remove('src');
    symlinkSync('server', project.path('zz-link'));
    expect(await project.add()).toMatchObject({ code: 0 });
  });
});

test('.gitignore with a line longer than any path: edits the project', async () => {
  const project = new BrokenProject({ '.gitignore': `${'*.a'.repeat(50_000)}\n` });
  expect(await project.add()).toMatchObject({ code: 0 });
});

test.each(['as a directory', 'as a symbolic link that leads nowhere'])(
  'the path of a new file exists %s: refuses',
  async (how) => {
    const project = new BrokenProject();
    project.remove('.env');
    project.replace('.env.example', how);
    expectRefusal(await project.add(), '.env.example');
  },
);
