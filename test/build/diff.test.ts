import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test, vi } from 'vitest';
import { bundle } from '../../build/bundle.ts';
import { shownDiff } from '../../src/plan/diff.ts';
import { type Ink, palette } from '../../src/report/palette.ts';

const file = (name: string): string => fileURLToPath(new URL(`../../src/${name}.ts`, import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'lean-diff-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const require = createRequire(import.meta.url);
const COLOURS = ['bold', 'dim', 'red', 'green', 'yellow', 'blue', 'cyan'] as const;
const TEXTS = [
  '',
  'a',
  'a\n',
  'a\nb\nc\nd\ne\nf\ng\nh\ni\n',
  'a\nB\nc\nd\ne\nf\ng\nh\ni',
  'b\na\n\n\nc\r\nd\r\n',
  'c\r\nd\n\n\n\n',
  'x\na\nb\nc\nd\ny\ne\nf\ng\nh\nA\ni\nz\n',
];

test('diffs and colours are those of the whole libraries', async () => {
  await bundle({ diff: file('plan/diff'), palette: file('report/palette') }, folder);
  const lean = require(path.join(folder, 'diff.cjs'));
  for (const before of TEXTS) {
    for (const after of TEXTS) {
      for (const name of ['app.js', 'größe "1".js', '.env']) {
        const step = { kind: 'edit' as const, path: name, before, after, why: '', notes: [] };
        expect(lean.shownDiff(step)).toBe(shownDiff(step));
      }
    }
  }
  // Chalk reads it when it is loaded.
  vi.stubEnv('FORCE_COLOR', '1');
  const inks: Ink[] = [
    await palette(process.env),
    await require(path.join(folder, 'palette.cjs')).palette(process.env),
  ];
  const painted = inks.map((ink) =>
    COLOURS.map((colour) => [ink[colour](''), ink[colour](`one\ntwo\r\n${ink.red('three')} four`)]),
  );
  expect(painted[0]?.[0]?.[1]).toContain('\u001B[1m');
  expect(painted[1]).toEqual(painted[0]);
}, 60_000);
