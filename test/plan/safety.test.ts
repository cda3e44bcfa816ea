import { expect, it } from 'vitest';
import { unparsable } from '../../src/plan/source/unparsable.ts';
import type { Step } from '../../src/types.ts';

const edit = (path: string, after: string): Step => ({ kind: 'edit', path, before: '', after, why: 'test' });

it('accepts source files that parse, and other files', () => {
  expect(unparsable([edit('a.ts', 'const a = <string>b;'), edit('b.json', '{'), edit('.env', 'A=}')])).toBeUndefined();
});

it('refuses an edit that causes a syntax error, and a new file with one', () => {
  const place = { code: 'edit-unsafe', file: 'src/app.mjs', line: 2, paste: 'planned' };
  const broken = 'const a = 1;\nconst b = { a,, };\n';
  for (const step of [
    edit('src/app.mjs', broken),
    { kind: 'create', path: 'src/app.mjs', content: broken } satisfies Step,
  ])
    expect(unparsable([step])?.notes).toEqual([expect.objectContaining(place)]);
});
