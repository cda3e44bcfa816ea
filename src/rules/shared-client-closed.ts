import type { Node } from '@babel/types';
import { valueNamed } from '../inspect/program/value.ts';
import { isMember, keyName } from '../inspect/syntax/ast.ts';
import { type SourceFile, textOf } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const sharedClientClosed = {
  id: 'shared-client-closed',
  what: 'store.close() closes a client that the app shares.',
  severity: 'warning',
  why: 'Every other query then fails with MongoNotConnectedError.',
  fix: 'Close the client itself, when the process ends.',
  check: ({ files, names, audit }: Facts<'files' | 'names' | 'audit'>): Finding[] => {
    const shared = new Set(audit.storeConnections().map(({ store }) => store.node));
    if (shared.size === 0) return [];
    return files.flatMap((file) =>
      file.index.calls
        .filter(({ callee }) => {
          const object = isMember(callee) && keyName(callee) === 'close' ? callee.object : undefined;
          const value = object?.type === 'Identifier' ? valueNamed(names, file, object.name) : undefined;
          return value?.kind === 'call' && shared.has(value.node);
        })
        .filter((node) => !isAtExit(file, node))
        .map((node) => ({ place: { file, node }, message: 'This closes the client that the store was given.' })),
    );
  },
} satisfies Rule;

/** Whether the code around a node ends the process. */
function isAtExit(file: SourceFile, node: Node): boolean {
  let at: Node = node;
  for (
    let parent = file.index.parents.get(at);
    parent && parent.type !== 'Program';
    parent = file.index.parents.get(at)
  )
    at = parent;
  return /SIG|exit|shutdown|afterAll|teardown/i.test(textOf(file, at));
}
