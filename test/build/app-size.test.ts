import { expect, test } from 'vitest';
import type { RenderContext } from '../../src/plan/create/context.ts';
import { layers } from '../../src/plan/create/layers.ts';
import { renderLayers } from '../../src/plan/create/render.ts';
import { contextFor } from './sample.ts';

/** Lines of each source file, without tests and styles. */
function linesOf(changes: Partial<RenderContext>, counts = (_line: string) => true): [path: string, lines: number][] {
  const context = contextFor('ts', changes);
  return renderLayers(layers(context), context)
    .filter(({ path }) => /^(src|scripts)\//.test(path))
    .map(({ path, content }) => [path, content.trimEnd().split('\n').filter(counts).length]);
}

/** Neither blank nor a comment alone. */
const isCode = (line: string): boolean => !/^\s*($|\/\/|\/\*)/.test(line);

const sum = (files: [string, number][]): number => files.reduce((total, [, lines]) => total + lines, 0);

test('the default app has less than 900 lines of source, and no file over 150', () => {
  const files = linesOf({});
  expect(sum(files)).toBeLessThan(900);
  expect(linesOf({ encrypt: true, batching: true }).filter(([, lines]) => lines > 150)).toEqual([]);
});

test('without features it has less than 250 lines of code, and 300 in all, beside the scripts of development', () => {
  const none = { auth: false, flash: false, devices: false };
  const inSource = ([path]: [string, number]) => path.startsWith('src/');
  expect(sum(linesOf(none, isCode).filter(inSource))).toBeLessThan(250);
  expect(sum(linesOf(none).filter(inSource))).toBeLessThan(300);
});
