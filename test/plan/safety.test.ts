import { expect, it } from 'vitest';
import { RefusedError } from '../../src/errors.ts';
import { assertParses } from '../../src/plan/source/assert-parses.ts';
import type { Step } from '../../src/types.ts';

const edit = (path: string, after: string): Step => ({ kind: 'edit', path, before: '', after, why: 'test' });

it('lets through what parses, and what is no source', () => {
  assertParses([edit('a.ts', 'const a = <string>b;'), edit('b.json', '{'), edit('.env', 'A=}')], '');
});

it('refuses an edit that breaks a file, and a new file that is broken', () => {
  const place = { code: 'edit-unsafe', file: 'src/app.mjs', line: 2, snippet: 'paste' };
  const broken = 'const a = 1;\nconst b = { a,, };\n';
  for (const step of [
    edit('src/app.mjs', broken),
    { kind: 'create', path: 'src/app.mjs', content: broken } satisfies Step,
  ]) {
    expect(() => assertParses([step], 'paste')).toThrowError(RefusedError);
    expect(() => assertParses([step], 'paste')).toThrowError(
      expect.objectContaining({ notes: [expect.objectContaining(place)] }),
    );
  }
});
