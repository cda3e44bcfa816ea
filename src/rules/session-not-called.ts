import { nameOfPackage } from '../inspect/program/value.ts';
import { methodName } from '../inspect/syntax/ast.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const sessionNotCalled = {
  id: 'session-not-called',
  what: 'express-session itself is mounted instead of what it returns.',
  severity: 'error',
  why: 'Express calls it with the request as its options, so every request hangs.',
  fix: 'Call it: app.use(session({ ... })).',
  check: ({ files, names }: Facts<'files' | 'names'>): Finding[] =>
    files.flatMap((file) => {
      const name = nameOfPackage(names, file, 'express-session');
      const session = name === undefined ? undefined : file.index.lookup(name, file.program);
      if (!session) return [];
      return file.index.calls
        .filter(
          (node) =>
            methodName(node) === 'use' &&
            node.arguments.some((one) => one.type === 'Identifier' && file.index.resolve(one) === session),
        )
        .map((node) => ({ place: { file, node }, message: `${name} is mounted without a call.` }));
    }),
} satisfies Rule;
