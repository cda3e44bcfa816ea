import { expect, test } from 'vitest';
import { unifiedDiff } from '../../src/plan/diff.ts';

const edit = (path: string, before: string, after: string) =>
  unifiedDiff({ kind: 'edit', path, before, after, why: 'test' });

test.each(['.env', 'config/prod.env', '.env.local', '.env.example'])('the diff of %s shows new lines only', (path) => {
  const diff = edit(
    path,
    'URL=mongodb://u:hunter2@h/d\nKEY="-----BEGIN\nMIIE\n"',
    'URL=mongodb://u:hunter2@h/d\nKEY="-----BEGIN\nMIIE\n"\nNEW=1\n',
  );
  expect(diff).toBe(`--- a/${path}\n+++ b/${path}\n@@ -4,0 +5,1 @@\n+NEW=1\n`);
});

test('the diff of any other file shows three lines of context', () => {
  const before = 'a\nb\nc\nd\ne\n';
  expect(edit('environment.js', before, before.replace('e', 'f'))).toContain(' b\n c\n d\n-e\n+f\n');
});
