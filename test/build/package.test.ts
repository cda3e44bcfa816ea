import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OutputChunk } from 'rolldown';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundle, bundledModules } from '../../build/bundle.ts';
import { packedCli, scratchFolder } from '../real/packed.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TRACE = fileURLToPath(new URL('trace.cjs', import.meta.url));

const packagesIn = (chunks: readonly OutputChunk[]): string[] => [
  ...new Set(
    bundledModules(chunks).flatMap((id) => /.*[\\/]node_modules[\\/]((?:@[\w-]+[\\/])?[\w-]+)/.exec(id)?.[1] ?? []),
  ),
];

/** The modules that a chunk loads. The minifier writes double quotes; code in our templates and snippets has single ones. */
const requiredBy = ({ code }: OutputChunk): string[] =>
  [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, id = '']) => id);

const folder = scratchFolder();
let chunks: OutputChunk[] = [];

beforeAll(async () => {
  for (const entry of ['bin', 'package.json'])
    cpSync(path.join(ROOT, entry), path.join(folder, entry), { recursive: true });
  chunks = await bundle({ cli: path.join(ROOT, 'src/cli.ts') }, path.join(folder, 'dist'));
}, 60_000);

describe('the package', () => {
  const installed = path.join(path.dirname(packedCli()), '..');

  it('is at most 410 kB to download and 1.35 MB on the disk', () => {
    const argv = ['pack', '--ignore-scripts', '--dry-run', '--json'];
    const [packed] = JSON.parse(execFileSync('npm', argv, { cwd: installed, encoding: 'utf8', stdio: 'pipe' }));
    expect(packed.size).toBeLessThanOrEqual(410_000);
    expect(packed.unpackedSize).toBeLessThanOrEqual(1_350_000);
  });

  it('has no runtime dependencies', () => {
    const modules = path.join(installed, '..');
    expect(readdirSync(modules).filter((name) => !name.startsWith('.'))).toEqual(['create-mongo-session-app']);
    expect(chunks.flatMap(requiredBy)).toContain('node:child_process');
    const own = chunks.map(({ fileName }) => `./${fileName}`);
    expect(chunks.flatMap(requiredBy).filter((id) => !own.includes(id) && !isBuiltin(id))).toEqual([]);
  });

  it('lists the licence of every bundled package', () => {
    const text = readFileSync(path.join(installed, 'dist/THIRD_PARTY_LICENSES.txt'), 'utf8');
    const packages = packagesIn(chunks);
    expect(packages).toContain('commander');
    expect(packages.filter((name) => !text.includes(`\n${name} `))).toEqual([]);
    expect(text).toMatch(/^commander 14\.\d+\.\d+ \(MIT\)\n {2}Copyright \(c\) 2011 TJ Holowaychuk/m);
    expect(text.match(/Permission is hereby granted, free of charge/g)).toHaveLength(1);
  });
});

it('the parser is wrapped in a function that V8 parses once', () => {
  const chunk = chunks.find((candidate) => packagesIn([candidate]).includes('@babel/parser'));
  expect(chunk?.code).toMatch(/\(function\((\w+)\)\{Object\.defineProperty\(\1,"__esModule"/);
});

describe('a run loads only what it needs', () => {
  /** The bundled packages that a run loads, and the files that it reads in the project `x`. */
  function trace(...args: string[]): { packages: string[]; read: string[] } {
    const argv = ['--require', TRACE, path.join(folder, 'bin/create-mongo-session-app.js'), ...args];
    const env = { PATH: process.env['PATH'] };
    const out = execFileSync(process.execPath, argv, { cwd: folder, encoding: 'utf8', env });
    const { chunks: loaded, read } = JSON.parse(out.trim().split('\n').at(-1) ?? '');
    return { packages: packagesIn(chunks.filter(({ fileName }) => loaded.includes(fileName))), read };
  }

  it('--version: nothing', () => {
    expect(trace('--version')).toEqual({ packages: [], read: [] });
  });

  it('--help, secret and create: neither the parser nor prompts, nor child_process of Node', () => {
    expect(chunks.filter(({ isEntry }) => isEntry).flatMap(requiredBy)).not.toContain('node:child_process');
    for (const args of [['--help'], ['secret'], ['x', '--yes', '--no-install', '--no-git']]) {
      const { packages } = trace(...args);
      expect(packages).toContain('commander');
      expect(packages.filter((name) => /^(@babel|@inquirer|execa|diff|chalk)\b/.test(name))).toEqual([]);
    }
    expect(readdirSync(path.join(folder, 'x'))).toContain('package.json');
  });

  it('add: no prompts, and of the project only the files that the app reaches', () => {
    rmSync(path.join(folder, 'x'), { recursive: true, force: true });
    mkdirSync(path.join(folder, 'x/lib'), { recursive: true });
    const write = (name: string, text: string): void => writeFileSync(path.join(folder, 'x', name), text);
    const routes = `module.exports = require('express').Router();\n`;
    write('package.json', '{ "name": "small", "dependencies": { "express": "^4.21.2" } }\n');
    write('app.js', `const app = require('express')();\napp.use('/', require('./routes'));\napp.listen(3000);\n`);
    write('routes.js', routes);
    for (let index = 0; index < 50; index += 1) write(`lib/${index}.js`, routes);
    const { packages, read } = trace('add', 'x', '--yes', '--dry-run', '--allow-dirty');
    expect(packages).toContain('@babel/parser');
    expect(packages.filter((name) => /^(@inquirer|execa|chalk)\b/.test(name))).toEqual([]);
    expect(read).toEqual(['app.js', 'package.json', 'routes.js']);
  });
});
