import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { serve, Visitor } from './app.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('npm run demo prints an address, and the visit count survives a restart', { timeout: 240_000 }, async () => {
  rmSync(path.join(ROOT, '.demo'), { recursive: true, force: true });
  const visitor = new Visitor();
  const first = await serve(ROOT, ['npm', 'run', 'demo'], {}, 180_000);
  expect(first.output()).toContain(`The demo will be at ${first.url}`);
  expect([await visitor.visits(first), await visitor.visits(first)]).toEqual([1, 2]);
  await first.stop('SIGINT');
  const second = await serve(ROOT, ['npm', 'run', 'demo'], {}, 60_000);
  expect(await visitor.visits(second)).toBe(3);
  await second.stop('SIGINT');
});
