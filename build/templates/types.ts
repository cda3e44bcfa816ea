import * as t from '@babel/types';
import MagicString from 'magic-string';
import { closeGaps } from '../../src/plan/create/blank-lines.ts';
import { stripClassHead, stripMember } from './class-types.ts';
import { lineAt, removeListItem, removeStatement, startWithComments } from './lines.ts';
import { stripExport, stripImport } from './module-types.ts';
import { endOf, isTypeOnly, parseModule, references, span, startOf, TemplateError, walk } from './syntax.ts';

const NOT_ERASABLE = new Set([
  'TSEnumDeclaration',
  'TSModuleDeclaration',
  'TSImportEqualsDeclaration',
  'TSExportAssignment',
  'TSNamespaceExportDeclaration',
  'TSParameterProperty',
]);

const isDeclare = (node: t.Node) => 'declare' in node && node.declare === true;

/** Statements that only the type checker reads. */
function isTypeStatement(node: t.Statement): boolean {
  if (t.isExportNamedDeclaration(node)) {
    if (node.exportKind === 'type') return true;
    if (node.declaration) return isTypeStatement(node.declaration);
    return node.specifiers.length === 0 && !node.source;
  }
  if (t.isImportDeclaration(node)) return node.importKind === 'type';
  return (
    isDeclare(node) ||
    t.isTSInterfaceDeclaration(node) ||
    t.isTSTypeAliasDeclaration(node) ||
    t.isTSDeclareFunction(node)
  );
}

/**
 * Turns TypeScript into the JavaScript that a person would have written, or into null when nothing but types is left.
 * Comments, line conditions and formatting stay. Throws TemplateError on syntax that cannot be erased.
 */
export function stripTypes(code: string): string | null {
  const { program } = parseModule(code);
  const out = new MagicString(code);
  const { values, types } = references(program);
  const isType = (name: string) => types.has(name) && !values.has(name);
  let kept = 0;
  for (const statement of program.body) {
    if (isTypeStatement(statement)) {
      removeWithComments(out, code, statement);
      continue;
    }
    if (t.isImportDeclaration(statement)) {
      if (stripImport(out, code, statement, isType)) kept++;
      else removeWithComments(out, code, statement);
      continue;
    }
    if (t.isExportNamedDeclaration(statement) && !stripExport(out, code, statement)) {
      removeWithComments(out, code, statement);
      continue;
    }
    kept++;
    stripNode(out, code, statement);
  }
  return kept ? closeGaps(out.toString()) : null;
}

function removeWithComments(out: MagicString, code: string, node: t.Node): void {
  const { start, end } = span(node);
  removeStatement(out, code, { start: startWithComments(code, start, node.leadingComments ?? []), end });
}

function stripNode(out: MagicString, code: string, root: t.Node): void {
  walk(root, (node, path) => {
    const { start, end } = span(node);
    if (isDeclare(node) || isBodiless(node)) {
      removeWithComments(out, code, node);
      return false;
    }
    if (NOT_ERASABLE.has(node.type)) throw new TemplateError(`${node.type} cannot be erased`, lineAt(code, start));
    if (t.isStatement(node) && isTypeStatement(node)) {
      removeWithComments(out, code, node);
      return false;
    }
    if (isTypeOnly(node)) {
      out.remove(start, end);
      return false;
    }
    if (t.isClass(node)) stripClassHead(out, code, node);
    if (
      t.isClassMethod(node) ||
      t.isClassProperty(node) ||
      t.isClassPrivateMethod(node) ||
      t.isClassPrivateProperty(node)
    ) {
      stripMember(out, code, node);
    }
    if (t.isFunction(node)) stripThisParameter(out, code, node);
    if (t.isParenthesizedExpression(node)) stripParentheses(out, node, path.at(-1));
    if (t.isTSTypeAssertion(node)) throw new TemplateError('write `as` instead of <Type>', lineAt(code, start));
    if (t.isTSAsExpression(node) || t.isTSSatisfiesExpression(node) || t.isTSNonNullExpression(node)) {
      out.remove(endOf(node.expression), end);
      stripNode(out, code, node.expression);
      return false;
    }
    if ('optional' in node && node.optional && isAnnotated(node)) stripMark(out, code, node, '?');
    if (t.isVariableDeclarator(node) && node.definite && t.isIdentifier(node.id)) stripMark(out, code, node.id, '!');
    return undefined;
  });
}

/** Overloads, abstract methods, abstract fields and index signatures. */
const isBodiless = (node: t.Node) =>
  t.isTSDeclareFunction(node) ||
  t.isTSDeclareMethod(node) ||
  t.isTSIndexSignature(node) ||
  (t.isClassProperty(node) && node.abstract === true);

type Annotated = t.Identifier | t.ObjectPattern | t.ArrayPattern;

const isAnnotated = (node: t.Node): node is Annotated =>
  t.isIdentifier(node) || t.isObjectPattern(node) || t.isArrayPattern(node);

/** Removes the `?` or `!` between a name and its annotation. */
function stripMark(out: MagicString, code: string, node: Annotated, mark: string): void {
  const end = node.typeAnnotation ? startOf(node.typeAnnotation) : endOf(node);
  const at = code.lastIndexOf(mark, end);
  if (at >= startOf(node)) out.remove(at, at + 1);
}

function stripThisParameter(out: MagicString, code: string, node: t.Function): void {
  const first = node.params[0];
  if (t.isIdentifier(first, { name: 'this' })) removeListItem(out, code, span(first), node.params.length === 1);
}

const SIMPLE = new Set([
  'Identifier',
  'MemberExpression',
  'CallExpression',
  'ThisExpression',
  'StringLiteral',
  'TemplateLiteral',
]);

/** `(value as Type).name` reads `value.name`: the parentheses were there for the type alone. */
function stripParentheses(out: MagicString, node: t.ParenthesizedExpression, parent: t.Node | undefined): void {
  let inner = node.expression;
  if (!t.isTSAsExpression(inner) && !t.isTSSatisfiesExpression(inner)) return;
  while (t.isTSAsExpression(inner) || t.isTSSatisfiesExpression(inner) || t.isTSNonNullExpression(inner))
    inner = inner.expression;
  if (!SIMPLE.has(inner.type) || t.isNewExpression(parent)) return;
  const { start, end } = span(node);
  out.remove(start, start + 1);
  out.remove(end - 1, end);
}
