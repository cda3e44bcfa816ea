import { parse } from '@babel/parser';
import { type ClassMethod, NODE_FIELDS, type Node, type ObjectPattern } from '@babel/types';
import MagicString from 'magic-string';

interface Properties {
  /** Where each property is named with a plain word; `shorthand` where that word is a variable as well. */
  uses: { name: string; start: number; end: number; shorthand?: boolean }[];
  /** Methods and fields of classes. */
  members: Set<string>;
  /** Names that could also be reached in another way, or that the outside knows. */
  kept: Set<string>;
}

/**
 * Renames the methods and fields of the classes in a file, all uses at once; minifiers leave properties alone. Only for
 * a file that is one whole: what others call or read has to be in `outside`.
 * A name stays as it is when it is also a key, a string, a field of a syntax tree or a property of anything in
 * JavaScript.
 */
export function shortMembers(code: string, outside: Iterable<string> = []): string {
  const properties: Properties = {
    uses: [],
    members: new Set(),
    kept: new Set([...outside, ...treeFields(), ...builtIn()]),
  };
  collect(parse(code, { sourceType: 'unambiguous', createParenthesizedExpressions: true }).program, properties);
  const { uses, members, kept } = properties;
  const counts = new Map<string, number>();
  for (const { name } of uses) if (members.has(name) && !kept.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  // The most used get the shortest.
  const names = [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
  const short = shortNames(names, new Set([...uses.map(({ name }) => name), ...kept]));
  const text = new MagicString(code);
  for (const { name, start, end, shorthand } of uses) {
    const shorter = short.get(name);
    if (shorter) text.update(start, end, shorthand ? `${shorter}: ${name}` : shorter);
  }
  return text.toString();
}

function shortNames(names: readonly string[], taken: ReadonlySet<string>): Map<string, string> {
  let index = 0;
  const next = (): string => {
    const name = (index++).toString(36);
    return taken.has(name) || /^\d/.test(name) ? next() : name;
  };
  return new Map(names.map((name) => [name, next()]));
}

/** What a syntax tree is read by. */
const treeFields = (): string[] => Object.values(NODE_FIELDS).flatMap((fields) => Object.keys(fields));

function builtIn(): string[] {
  const roots = [
    Object,
    Array,
    String,
    Map,
    Set,
    WeakMap,
    WeakSet,
    RegExp,
    Function,
    Error,
    Number,
    Symbol,
    BigInt,
    Promise,
  ];
  const owners = [...roots.flatMap((root) => [root, root.prototype]), /a/, new Error()];
  return owners.flatMap((owner) => Object.getOwnPropertyNames(owner));
}

function collect(node: Node, found: Properties): void {
  const { members, kept } = found;
  if (node.type === 'ObjectPattern') return collectPattern(node, found);
  if (node.type === 'AssignmentExpression') {
    const field = fieldOf(node.left);
    if (field !== undefined) members.add(field);
  } else if (node.type === 'ClassMethod' && !node.computed && node.key.type === 'Identifier') {
    (node.static ? kept : members).add(node.key.name);
    addUse(node.key, found);
  } else if ((node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') && !node.computed) {
    addUse(node.property, found);
  } else if (node.type === 'ObjectProperty' || node.type === 'ObjectMethod' || node.type === 'ClassProperty') {
    if (node.key.type === 'Identifier') kept.add(node.key.name);
  } else if (node.type === 'StringLiteral') {
    kept.add(node.value);
  }
  for (const child of children(node)) collect(child, found);
}

/** What is taken out of an object got its name elsewhere: here it is but used. */
function collectPattern({ properties }: ObjectPattern, found: Properties): void {
  for (const property of properties) {
    if (property.type === 'ObjectProperty' && !property.computed) {
      addUse(property.key, found, property.shorthand);
      collect(property.value, found);
    } else {
      collect(property, found);
    }
  }
}

function addUse(key: Node, { uses }: Properties, shorthand = false): void {
  if (key.type !== 'Identifier') return;
  uses.push({ name: key.name, start: key.start ?? 0, end: key.end ?? 0, shorthand });
}

/** The name in `this.name`. */
function fieldOf(node: Node): string | undefined {
  if (node.type !== 'MemberExpression' || node.object.type !== 'ThisExpression' || node.computed) return undefined;
  return node.property.type === 'Identifier' ? node.property.name : undefined;
}

function children(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter((value): value is Node => typeof value === 'object' && value !== null && typeof value.type === 'string');
}

/**
 * Drops the methods that nothing names any more, once only `roots` are called from outside. A name in a string or as
 * a key counts as a use, so a method that is looked up by name stays.
 */
export function reachable(code: string, roots: readonly string[]): string {
  const methods = new Map<string, ClassMethod[]>();
  const live = new Set<string>(['constructor']);
  const visit = (node: Node, names: Set<string>): void => {
    if (node.type === 'ClassMethod' && node.key.type === 'Identifier' && node.kind === 'method' && !node.computed) {
      methods.set(node.key.name, [...(methods.get(node.key.name) ?? []), node]);
      return;
    }
    const name = nameIn(node);
    if (name !== undefined) names.add(name);
    for (const child of children(node)) visit(child, names);
  };
  const todo = new Set(roots);
  visit(parse(code, { sourceType: 'unambiguous' }).program, todo);
  // A set may grow while it is walked.
  for (const name of todo) {
    live.add(name);
    for (const method of methods.get(name) ?? []) for (const part of children(method)) visit(part, todo);
  }
  const gone = roots.find((name) => !methods.has(name));
  if (gone !== undefined) throw new Error(`A library has changed: it has no method ${gone}`);
  const text = new MagicString(code);
  for (const [name, found] of methods) {
    if (live.has(name)) continue;
    for (const { start, end } of found) text.remove(start ?? 0, end ?? 0);
  }
  return text.toString();
}

/** The property that a node names, in any way. */
function nameIn(node: Node): string | undefined {
  if (node.type === 'StringLiteral') return node.value;
  const member = node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression';
  const key = member && !node.computed ? node.property : node.type === 'ObjectProperty' ? node.key : undefined;
  return key?.type === 'Identifier' ? key.name : undefined;
}
