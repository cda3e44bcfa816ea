import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { leanCommander } from '../../build/lean/commander.ts';
import type { parseArguments } from '../../src/arguments.ts';

const WHOLE = fileURLToPath(import.meta.resolve('commander'));
const folder = mkdtempSync(path.join(tmpdir(), 'commander-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Our command line, with the commander that is given. */
async function program(file: string): Promise<typeof parseArguments> {
  vi.resetModules();
  vi.doMock('commander', () => import(pathToFileURL(file).href));
  return (await import('../../src/arguments.ts')).parseArguments;
}

describe('the commander that we ship', () => {
  const lean = leanCommander(WHOLE);
  let parsers: (typeof parseArguments)[] = [];
  beforeAll(async () => {
    const file = path.join(folder, 'lean.mjs');
    writeFileSync(file, lean);
    parsers = [await program(WHOLE), await program(file)];
  });

  it.each([
    [],
    ['--help'],
    ['-h'],
    ['add', '--help'],
    ['create', 'x', '-h', '--bad'],
    ['-v'],
    ['add', '--version'],
    ['x', '--store', 'mongo', '--max-age=-5', '-y'],
    ['x', '--no-git', '--git', '--encrypt', '--no-encrypt', '--dry-run'],
    ['add', 'x', '--entry', 'a.js', '--package=b', '--allow-dirty', '--json'],
    ['--', '--store'],
    ['x', '--', '-y'],
    ['-'],
    ['-1'],
    ['x', '-yz'],
    ['-yh'],
    ['-y=1'],
    ['--yes=1'],
    ['--store'],
    ['--stor', 'mongo'],
    ['--hepl'],
    ['--max-aeg=1h'],
    ['--no-stroe'],
    ['--constructor'],
    ['a', 'b', 'c'],
    ['add', '--language', 'ts'],
  ])('takes %j as the whole one does', (...argv: string[]) => {
    const [whole, short] = parsers.map((parse) => {
      try {
        return parse(argv, '1.2.3');
      } catch (error) {
        return { error: String(error), ...(error as object) };
      }
    });
    expect(JSON.stringify(short)).toBe(JSON.stringify(whole));
  });

  it('is less than half as long, and has no names that only it reads', () => {
    expect(lean.length).toBeLessThan(30_000);
    expect(lean).not.toMatch(/\._[a-z]/);
  });
});
