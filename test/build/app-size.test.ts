import { expect, test } from 'vitest';
import type { Flags } from '../../src/questions/conversation.ts';
import { appOf } from './sample.ts';

/** Lines of each source file, without tests and styles. */
async function linesOf(flags: Flags): Promise<[path: string, lines: number][]> {
  return [...(await appOf(flags))]
    .filter(([path]) => /^(src|scripts)\//.test(path))
    .map(([path, content]) => [path, content.split('\n').length - 1]);
}

const sum = (files: [string, number][]): number => files.reduce((total, [, lines]) => total + lines, 0);

test('the default app has less than 900 lines of source, and no file over 150', async () => {
  expect(sum(await linesOf({}))).toBeLessThan(900);
  const full = await linesOf({ encrypt: true, features: 'auth,flash,devices,batching' });
  expect(full.filter(([, lines]) => lines > 150)).toEqual([]);
});

test('without features it has less than 250 beside the scripts of development', async () => {
  const files = (await linesOf({ features: 'none' })).filter(([path]) => path.startsWith('src/'));
  expect(sum(files)).toBeLessThan(250);
});
