import { expect, test } from 'vitest';
import type { Flags } from '../../src/questions/conversation.ts';
import { appOf } from './sample.ts';

/** Lines of each source file, without tests and styles. */
async function linesOf(flags: Flags, counts = (_line: string) => true): Promise<[path: string, lines: number][]> {
  return [...(await appOf(flags))]
    .filter(([path]) => /^(src|scripts)\//.test(path))
    .map(([path, content]) => [path, content.trimEnd().split('\n').filter(counts).length]);
}

/** Neither blank nor a comment alone. */
const isCode = (line: string): boolean => !/^\s*($|\/\/|\/?\*)/.test(line);

const sum = (files: [string, number][]): number => files.reduce((total, [, lines]) => total + lines, 0);

test('the default app has less than 950 lines of source, and no file over 150', async () => {
  expect(sum(await linesOf({}))).toBeLessThan(950);
  const full = await linesOf({ encrypt: true, features: 'auth,flash,devices,batching' });
  expect(full.filter(([, lines]) => lines > 150)).toEqual([]);
});

test('without features it has less than 250 lines of code, and 300 with comments, beside the scripts of development', async () => {
  const inSource = ([path]: [string, number]) => path.startsWith('src/');
  expect(sum((await linesOf({ features: 'none' }, isCode)).filter(inSource))).toBeLessThan(250);
  expect(sum((await linesOf({ features: 'none' })).filter(inSource))).toBeLessThan(300);
});
