import type * as t from '@babel/types';
import type { MongoStoreUse } from '../../../inspect/sessions/mongo-stores.ts';
import { isCall, unwrap } from '../../../inspect/syntax/ast.ts';
import { isRequire } from '../../../inspect/syntax/imports.ts';
import type { Binding } from '../../../inspect/syntax/scope.ts';
import type { SourceFile } from '../../../inspect/syntax/source-file.ts';
import { refusedAt } from '../../refusal.ts';

/** The parent of an expression, skipping parentheses, `await` and type assertions. */
export function parentExpression(file: SourceFile, node: t.Node): t.Node | undefined {
  let at = file.index.parents.get(node);
  while (at && /^(Parenthesized|Await|TSAs|TSNonNull)Expression$/.test(at.type)) at = file.index.parents.get(at);
  return at;
}

/** Whether the callee of a call is a reference to the binding. */
export function callsBinding(binding: Binding, call: t.Node): boolean {
  const callee = isCall(call) ? unwrap(call.callee) : undefined;
  return callee?.type === 'Identifier' && binding.references.includes(callee);
}

/**
 * The statement `X = X(session)` after `let X = require('connect-mongo')`: without it, X is the class from the start.
 */
export function reassignment(file: SourceFile, factory: t.Node): t.ExpressionStatement | undefined {
  const assignment = parentExpression(file, factory);
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

/** @throws RefusedEdit for a factory call whose result cannot be followed */
export function assertMigratable({ file, loads }: MongoStoreUse, factory: t.Node): void {
  const loaded = loads.some((load) => load.type === 'ImportDeclaration' || isRequire(load));
  const parent = parentExpression(file, factory);
  const { left } = parent?.type === 'AssignmentExpression' ? parent : {};
  const binding = left?.type === 'Identifier' ? file.index.resolve(left) : undefined;
  const assignsToCallee = binding !== undefined && callsBinding(binding, factory);
  if ((loaded || loads.length === 0) && (!assignsToCallee || reassignment(file, factory))) return;
  throw keptFactory(file, factory);
}

/** The refusal for a factory that stays in use. */
export function keptFactory(file: SourceFile, node: t.Node): Error {
  const message =
    "connect-mongo 6 exports the class MongoStore instead of a function to call with session. Load it with `const { MongoStore } = require('connect-mongo')` or `import { MongoStore } from 'connect-mongo'`, remove this call, then run this command again.";
  return refusedAt('The way connect-mongo is loaded cannot be migrated to version 6.', 'factory-kept', message, {
    file,
    node,
  });
}

/** The declarators of variables initialized with the result of the factory. */
export function classDeclarators(
  use: MongoStoreUse,
  binding: Binding,
): (t.VariableDeclarator & { id: t.Identifier })[] {
  return use.factories
    .filter((call) => callsBinding(binding, call))
    .map((call) => parentExpression(use.file, call))
    .filter(
      (parent): parent is t.VariableDeclarator & { id: t.Identifier } =>
        parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier',
    );
}
