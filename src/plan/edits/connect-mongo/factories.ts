import type * as t from '@babel/types';
import type { MongoStoreUse } from '../../../inspect/sessions/mongo-stores.ts';
import { isCall, unwrap } from '../../../inspect/syntax/ast.ts';
import { isRequire } from '../../../inspect/syntax/imports.ts';
import type { Binding } from '../../../inspect/syntax/scope.ts';
import type { SourceFile } from '../../../inspect/syntax/source-file.ts';
import { refusedAt } from '../../refusal.ts';

/** What holds an expression, past parentheses and what only types see. */
export function climb(file: SourceFile, node: t.Node): t.Node | undefined {
  let at = file.index.parents.get(node);
  while (
    at &&
    (at.type === 'ParenthesizedExpression' || at.type === 'TSAsExpression' || at.type === 'TSNonNullExpression')
  )
    at = file.index.parents.get(at);
  return at;
}

/** Whether a call calls what a name stands for. */
export function isReference(binding: Binding, call: t.Node): boolean {
  const callee = isCall(call) ? unwrap(call.callee) : undefined;
  return callee?.type === 'Identifier' && binding.references.includes(callee);
}

/** `let X = require('connect-mongo')` with `X = X(session)` as a statement of its own: X is the class from the start. */
export function reassignment(file: SourceFile, factory: t.Node): t.ExpressionStatement | undefined {
  const assignment = climb(file, factory);
  if (!isCall(factory) || assignment?.type !== 'AssignmentExpression' || assignment.operator !== '=') return undefined;
  const callee = unwrap(factory.callee);
  const { left } = assignment;
  if (left.type !== 'Identifier' || callee.type !== 'Identifier') return undefined;
  const binding = file.index.resolve(left);
  const statement = file.index.parents.get(assignment);
  const loaded = binding?.init && isRequire(unwrap(binding.init)) && binding.path.length === 0;
  const once = loaded && binding === file.index.resolve(callee) && binding.assigned.length === 1;
  if (!once || statement?.type !== 'ExpressionStatement') return undefined;
  return /^(Program|BlockStatement)$/.test(file.index.parents.get(statement)?.type ?? '') ? statement : undefined;
}

/** @throws RefusedEdit for a factory whose result goes where it cannot be followed */
export function assertCarried({ file, loads }: MongoStoreUse, factory: t.Node): void {
  const loaded = loads.some((load) => load.type === 'ImportDeclaration' || isRequire(load));
  const holder = climb(file, factory);
  const { left } = holder?.type === 'AssignmentExpression' ? holder : {};
  const binding = left?.type === 'Identifier' ? file.index.resolve(left) : undefined;
  const itself = binding !== undefined && isReference(binding, factory);
  if ((loaded || loads.length === 0) && (!itself || reassignment(file, factory))) return;
  throw refusedAt(
    'connect-mongo is loaded in a way that cannot be carried to version 6.',
    'factory-kept',
    "connect-mongo 6 has no function to call with session: it exports the class MongoStore. Load it with `const { MongoStore } = require('connect-mongo')` or `import { MongoStore } from 'connect-mongo'`, take this call out, then run this again.",
    { file, node: factory },
  );
}

/** The variables that a factory's results are kept in. */
export function classNames(use: MongoStoreUse, binding: Binding): (t.VariableDeclarator & { id: t.Identifier })[] {
  return use.factories
    .filter((call) => isReference(binding, call))
    .map((call) => climb(use.file, call))
    .filter(
      (holder): holder is t.VariableDeclarator & { id: t.Identifier } =>
        holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier',
    );
}
