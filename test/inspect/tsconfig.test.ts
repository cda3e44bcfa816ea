import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Disk } from '../../src/inspect/project/disk.ts';
import { type CompilerFacts, readCompiler } from '../../src/inspect/project/tsconfig.ts';

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function compiler(files: Record<string, unknown>): CompilerFacts | undefined {
  folder = mkdtempSync(join(tmpdir(), 'tsconfig-'));
  for (const [name, json] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), JSON.stringify(json));
  }
  return readCompiler(new Disk(folder), join(folder, 'app'));
}

test('paths of an extended file are relative to that file', () => {
  const facts = compiler({
    'app/tsconfig.json': { extends: '../base' },
    'base.json': { compilerOptions: { outDir: 'out', paths: { '~/*': ['lib/*'] } } },
  });
  expect(facts?.outDir).toBe(join(folder, 'out'));
  expect(facts?.aliases.patterns).toEqual([{ pattern: '~/*', targets: [join(folder, 'lib/*')] }]);
});

test('extends a package', () => {
  const facts = compiler({
    'app/tsconfig.json': { extends: '@tsconfig/node20' },
    'node_modules/@tsconfig/node20/tsconfig.json': { compilerOptions: { module: 'node16' } },
  });
  expect(facts?.esModuleInterop).toBe(true);
});

test('of several extended files the last one wins, and the file itself over all', () => {
  const facts = compiler({
    'app/tsconfig.json': { extends: ['../a.json', '../b.json'], compilerOptions: { rootDir: 'own' } },
    'a.json': { compilerOptions: { outDir: 'a', rootDir: 'a' } },
    'b.json': { compilerOptions: { outDir: 'b' } },
  });
  expect(facts?.outDir).toBe(join(folder, 'b'));
  expect(facts?.rootDir).toBe(join(folder, 'app/own'));
});

test('configDir is the folder of the extending file', () => {
  const facts = compiler({
    'app/tsconfig.json': { extends: '../base.json' },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of TypeScript
    'base.json': { compilerOptions: { outDir: '${configDir}/dist' } },
  });
  expect(facts?.outDir).toBe(join(folder, 'app/dist'));
});

test('a package that is not installed leaves the options of the file itself', () => {
  const facts = compiler({
    'app/tsconfig.json': { extends: '@tsconfig/node20/tsconfig.json', compilerOptions: { outDir: 'dist' } },
  });
  expect(facts?.outDir).toBe(join(folder, 'app/dist'));
});
