import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Disk } from '../../src/inspect/project/disk.ts';
import { formatterFact } from '../../src/inspect/project/formatter.ts';

const scratch = mkdtempSync(join(tmpdir(), 'formatter-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it('uses the formatter of the repository for a package in a folder', () => {
  const dir = join(scratch, 'packages/api');
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(scratch, '.prettierrc'), '{ "printWidth": 90 }');
  expect(formatterFact(new Disk(dir), dir)).toEqual({});
  mkdirSync(join(scratch, '.git'));
  expect(formatterFact(new Disk(dir), dir)).toMatchObject({ width: 90, wrapsCalls: true });
});
