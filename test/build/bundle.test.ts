import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OutputChunk } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle, bundledModules } from '../../build/bundle.ts';
import { licences } from '../../build/licences.ts';
import { pack } from '../../build/pack.ts';

const SAMPLE = fileURLToPath(new URL('bundled/main.ts', import.meta.url));
const TRACE = `process.on('exit', () => console.log(Object.keys(require.cache).join()));`;

describe('bundle', () => {
  let dir = '';
  let chunks: OutputChunk[] = [];

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'bundle-'));
    chunks = await bundle({ main: SAMPLE }, dir);
    writeFileSync(join(dir, 'trace.cjs'), TRACE);
  }, 60_000);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  /** Runs the bundle far from any node_modules; also names the chunks that it loaded. */
  function run(...args: string[]): { output: string; loaded: string[] } {
    const argv = ['--require', join(dir, 'trace.cjs'), join(dir, 'main.cjs'), ...args];
    const lines = execFileSync(process.execPath, argv, { cwd: dir, encoding: 'utf8' }).trim().split('\n');
    const files = (lines.pop() ?? '').split(',').map((file) => basename(file));
    const loaded = files.filter((file) => file !== 'trace.cjs').sort();
    return { output: lines.join('\n'), loaded };
  }

  it.each([
    ['--answer', ['--answer', '42'], "{ answer: '42' }", ['main.cjs']],
    ['files', ['files'], "true 1209600000 0 [ '-x', '+y' ]", ['libraries.cjs', 'main.cjs']],
    ['run', ['run'], '42 0', ['execa.cjs', 'libraries.cjs', 'main.cjs', 'signal-exit.cjs']],
    ['prompts', ['prompts'], /AbortPromptError$/, ['main.cjs', 'prompts.cjs', 'signal-exit.cjs']],
    ['edit', ['edit'], 'const a: string = b; // VariableDeclaration', ['editor.cjs', 'main.cjs']],
  ])('%s loads only what it needs', (_, args, output, loaded) => {
    const result = run(...args);
    expect(result.output).toMatch(output);
    expect(result.loaded).toEqual(loaded);
  });

  it('runs all the same when it is packed', () => {
    const before = [run('run').output, run('edit').output];
    const files = pack(chunks, dir);
    expect([run('run').output, run('edit').output]).toEqual(before);
    expect(run('edit').loaded).toEqual(['editor.cjs', 'main.cjs', 'unpack.cjs']);
    for (const file of files) expect(statSync(join(dir, file)).size).toBeGreaterThan(100);
    expect(statSync(join(dir, 'editor.cjs')).size).toBeLessThan(100);
  });

  it('is CommonJS that needs nothing but Node', () => {
    for (const { fileName, code } of chunks) {
      expect(fileName).toMatch(/^[a-z-]+\.cjs$/i);
      expect(code).not.toMatch(/^(?:import|export)\b/m);
      for (const [, id = ''] of code.matchAll(/\brequire\(["'`]([^"'`]+)["'`]\)/g)) {
        expect(isBuiltin(id) || chunks.some((chunk) => `./${chunk.fileName}` === id), id).toBe(true);
      }
    }
  });

  it('comes with the licence of every package in it', () => {
    const text = licences(bundledModules(chunks));
    expect(text).toMatch(/^commander 14\.\d+\.\d+ \(MIT\)\n {2}Copyright \(c\) 2011 TJ Holowaychuk/m);
    for (const name of [
      '@babel/parser',
      '@inquirer/core',
      'chalk',
      'diff',
      'execa',
      'fs-extra',
      'magic-string',
      'ms',
    ]) {
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(.+\\)$`, 'm'));
    }
    expect(text.match(/Permission is hereby granted, free of charge/g)).toHaveLength(1);
  });
});
