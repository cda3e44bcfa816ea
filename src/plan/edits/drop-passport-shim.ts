import type * as t from '@babel/types';
import type { MiddlewareFact } from '../../inspect/express/middleware.ts';
import { type AnyFunction, contains, isCall, isFunction, isMember, keyName, unwrap } from '../../inspect/syntax/ast.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Edit } from '../change.ts';
import { type Draft, draftChange } from '../draft.ts';
import { commentRemoval, removableNode, removalOf } from '../source/removals.ts';

const WHY = 'remove the passport workaround';

/**
 * Removes middleware that only adds empty `regenerate` and `save` methods to the session. passport calls them since 0.6,
 * and cookie-session lacks them; express-session has both.
 */
export const dropPassportShim: Edit<MiddlewareFact> = {
  id: 'drop-passport-shim',
  targets: ({ cookieSession, app }, { sessions }) => (cookieSession && sessions.length === 0 ? app.middleware : []),
  plan: (project, decisions, middleware) => draftChange(project, decisions, (draft) => dropShim(draft, middleware)),
};

function dropShim(draft: Draft, { file, node, method }: MiddlewareFact): void {
  const [given] = node.arguments;
  if (method !== 'use' || !given || node.arguments.length > 1) return;
  const binding = given.type === 'Identifier' ? file.index.resolve(given) : undefined;
  const fn = binding ? functionOf(binding.declaration) : unwrap(given);
  const statement = file.index.parents.get(node);
  if (!fn || !isFunction(fn) || !isShim(fn) || statement?.type !== 'ExpressionStatement') return;
  if (binding && !binding.references.every((reference) => contains(node, reference))) return;
  remove(draft, file, statement);
  const definition = binding && (binding.declaration === fn ? fn : removableNode(file, binding.declaration));
  if (definition) remove(draft, file, definition);
  const message = 'Removed the empty regenerate() and save() methods for passport, as express-session has its own.';
  draft.note('passport-shim', message, { file, node });
}

function remove(draft: Draft, file: SourceFile, statement: t.Node): void {
  draft.change.edits.push(
    ...commentRemoval(file, statement, 'passport-regenerate-cookie'),
    ...removalOf(file, statement, WHY),
  );
  draft.removesUseOf({ file, nodes: [statement] });
}

function functionOf(declaration: t.Node): t.Node | undefined {
  if (declaration.type === 'FunctionDeclaration') return declaration;
  return declaration.type === 'VariableDeclarator' && declaration.init ? unwrap(declaration.init) : undefined;
}

/** Whether a middleware does nothing but `if (req.session && !req.session.save) req.session.save = ...; next();`. */
function isShim({ body, params }: AnyFunction): boolean {
  const next = params[2]?.type === 'Identifier' ? params[2].name : undefined;
  const statements = body.type === 'BlockStatement' ? body.body : [];
  const rest = statements.filter((statement) => !assignsMethods(statement));
  return rest.length < statements.length && rest.every((statement) => isCallOf(statement, next));
}

function assignsMethods(statement: t.Statement): boolean {
  if (statement.type !== 'IfStatement' || statement.alternate) return false;
  const { consequent } = statement;
  const inner = consequent.type === 'BlockStatement' ? consequent.body : [consequent];
  return inner.length > 0 && inner.every((one) => assignsMethods(one) || isMethod(one));
}

function isMethod(statement: t.Statement): boolean {
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') return false;
  const left = unwrap(statement.expression.left);
  if (!isMember(left) || !/^(regenerate|save)$/.test(keyName(left) ?? '')) return false;
  const session = unwrap(left.object);
  return isMember(session) && keyName(session) === 'session';
}

function isCallOf(statement: t.Statement, name: string | undefined): boolean {
  const expression =
    statement.type === 'ExpressionStatement'
      ? statement.expression
      : statement.type === 'ReturnStatement'
        ? statement.argument
        : undefined;
  if (expression == null || !isCall(expression) || expression.arguments.length > 0) return false;
  return expression.callee.type === 'Identifier' && expression.callee.name === name;
}
