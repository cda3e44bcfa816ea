import type * as t from '@babel/types';

const SKIPPED = new Set(['loc', 'start', 'end', 'type', 'extra', 'range', 'errors', 'comments', 'tokens']);
const COMMENTS = new Set(['leadingComments', 'trailingComments', 'innerComments']);

function isNode(value: unknown): value is t.Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** The direct children of a node, in source order of their keys. */
export function forEachChild(node: t.Node, visit: (child: t.Node) => void): void {
  const record = node as unknown as Record<string, unknown>;
  for (const key in record) {
    if (SKIPPED.has(key) || COMMENTS.has(key)) continue;
    const value = record[key];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item);
    } else if (isNode(value)) {
      visit(value);
    }
  }
}

/** Whether a node, or one inside it, meets a condition. Those that it does not enter are left out with all inside them. */
export function someNode(
  node: t.Node,
  matches: (node: t.Node) => boolean,
  enters: (node: t.Node) => boolean = () => true,
): boolean {
  if (matches(node)) return true;
  let found = false;
  if (enters(node)) forEachChild(node, (child) => (found ||= someNode(child, matches, enters)));
  return found;
}

/** Start offset in UTF-16 units of the text that was parsed. */
export function startOf(node: t.Node): number {
  if (typeof node.start !== 'number') throw new TypeError(`A ${node.type} without a place`);
  return node.start;
}

export function endOf(node: t.Node): number {
  if (typeof node.end !== 'number') throw new TypeError(`A ${node.type} without a place`);
  return node.end;
}

/** Whether a node is inside another one of the same file, or the same node. */
export function contains(outer: t.Node, inner: t.Node): boolean {
  return startOf(outer) <= startOf(inner) && endOf(inner) <= endOf(outer);
}

/** The expression inside parentheses, `await` and type-only wrappers. */
export function unwrap(node: t.Node): t.Node {
  switch (node.type) {
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TypeCastExpression':
    case 'TSInstantiationExpression':
      return unwrap(node.expression);
    case 'AwaitExpression':
      return unwrap(node.argument);
    default:
      return node;
  }
}

export type AnyFunction =
  | t.FunctionDeclaration
  | t.FunctionExpression
  | t.ArrowFunctionExpression
  | t.ObjectMethod
  | t.ClassMethod
  | t.ClassPrivateMethod;

export function isFunction(node: t.Node): node is AnyFunction {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassPrivateMethod':
      return true;
    default:
      return false;
  }
}

export type Call = t.CallExpression | t.OptionalCallExpression | t.NewExpression;

export function isCall(node: t.Node): node is Call {
  return node.type === 'CallExpression' || node.type === 'OptionalCallExpression' || node.type === 'NewExpression';
}

export function isMember(node: t.Node): node is t.MemberExpression | t.OptionalMemberExpression {
  return node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression';
}

/** The static name of a member, property or method: `a.b`, `a['b']`, `{ 'b': 1 }`. */
export function keyName(
  node: { key: t.Node; computed?: boolean } | { property: t.Node; computed?: boolean },
): string | undefined {
  const key = 'key' in node ? node.key : node.property;
  if (key.type === 'StringLiteral') return key.value;
  if (key.type === 'PrivateName') return `#${key.id.name}`;
  if (key.type === 'NumericLiteral') return String(key.value);
  return key.type === 'Identifier' && node.computed !== true ? key.name : undefined;
}

/** The expression at the start of a chain: `a` of `await a.b().c`. */
export function chainRoot(node: t.Node): t.Node {
  const inner = unwrap(node);
  return isMember(inner) ? chainRoot(inner.object) : isCall(inner) ? chainRoot(inner.callee) : inner;
}

/** The name of the method that a call calls: `b` for `a.b()`; empty for a function. */
export function methodName({ callee }: Call): string {
  return isMember(callee) ? (keyName(callee) ?? '') : '';
}

/** A property of an object literal by name; the last one wins, as at run time. */
export function propertyOf(object: t.ObjectExpression, name: string): t.ObjectProperty | t.ObjectMethod | undefined {
  return object.properties.findLast(
    (property): property is t.ObjectProperty | t.ObjectMethod =>
      property.type !== 'SpreadElement' && keyName(property) === name,
  );
}

/** The value of a property that an object literal has as `name: value`; undefined for any other node. */
export function optionValue(object: t.Node | undefined, name: string): t.Node | undefined {
  const property = object?.type === 'ObjectExpression' ? propertyOf(object, name) : undefined;
  return property?.type === 'ObjectProperty' ? property.value : undefined;
}

/** The text of a string literal or of a template without expressions. */
export function stringValue(node: t.Node | undefined | null): string | undefined {
  if (!node) return undefined;
  const inner = unwrap(node);
  if (inner.type === 'StringLiteral') return inner.value;
  if (inner.type === 'TemplateLiteral' && inner.expressions.length === 0)
    return inner.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

export function isUndefined(node: t.Node): boolean {
  return node.type === 'Identifier' && node.name === 'undefined';
}

/** `null` or `undefined`. */
export function isNullish(node: t.Node): boolean {
  return node.type === 'NullLiteral' || isUndefined(node);
}

/** Whether a literal is truthy at run time: `true`, `1`, `'true'`, and `'false'` as well. */
export function isTruthyLiteral(node: t.Node): boolean {
  const value = unwrap(node);
  if (value.type === 'BooleanLiteral' || value.type === 'NumericLiteral') return Boolean(value.value);
  return Boolean(stringValue(value));
}
