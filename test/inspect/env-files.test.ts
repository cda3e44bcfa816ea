import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readEnvFile } from '../../src/inspect/environment/env-files.ts';
import { Disk } from '../../src/inspect/project/disk.ts';

const folder = mkdtempSync(join(tmpdir(), 'env-files-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the names of an env file are those with a value', () => {
  const text = [
    'PORT=3000',
    'export HOST = localhost',
    'EMPTY=',
    'QUOTED_EMPTY=""',
    'COMMENT= # none',
    '#OFF=1',
    'KEY="-----BEGIN-----',
    'INSIDE=abc',
    '-----END-----"',
    'TWICE=1',
    'TWICE=',
  ].join('\n');
  writeFileSync(join(folder, '.env'), text);
  expect(readEnvFile(new Disk(folder), join(folder, '.env'))?.names.sort()).toEqual(['HOST', 'KEY', 'PORT']);
});
