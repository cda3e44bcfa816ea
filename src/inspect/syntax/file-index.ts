import type * as t from '@babel/types';
import { type AnyFunction, type Call, forEachChild, isCall, isFunction, unwrap } from './ast.ts';
import { type Binding, declare, opensScope, type Scope } from './scope.ts';

/** The nodes of a file by kind, its scopes and its references, collected in one traversal. */
export interface FileIndex {
  parents: Map<t.Node, t.Node>;
  calls: Call[];
  members: (t.MemberExpression | t.OptionalMemberExpression)[];
  assignments: t.AssignmentExpression[];
  identifiers: t.Identifier[];
  scopeOf: (node: t.Node) => Scope;
  /** Names that are read or assigned and that the file does not declare. */
  undeclared: Set<string>;
  resolve: (identifier: t.Identifier) => Binding | undefined;
  /** The binding that a name has, or would have, at a node. */
  lookup: (name: string, at: t.Node) => Binding | undefined;
  /** The initializer of a variable that is never reassigned; any other expression as it is, both unwrapped. */
  initializerOf: (node: t.Node) => t.Node;
  functionAround: (node: t.Node) => AnyFunction | undefined;
}

export function indexProgram(program: t.Program): FileIndex {
  const parents = new Map<t.Node, t.Node>();
  const scopes = new Map<t.Node, Scope>();
  const found = { calls: [] as Call[], members: [] as FileIndex['members'], identifiers: [] as t.Identifier[] };
  const assignments: t.AssignmentExpression[] = [];

  const visit = (node: t.Node, scope: Scope): void => {
    let inner = scope;
    if (opensScope(node, parents.get(node))) {
      inner = { node, parent: scope, bindings: new Map() };
      scopes.set(node, inner);
    }
    declare(node, scope, inner);
    if (isCall(node)) found.calls.push(node);
    else if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') found.members.push(node);
    else if (node.type === 'Identifier') found.identifiers.push(node);
    else if (node.type === 'AssignmentExpression') assignments.push(node);
    forEachChild(node, (child) => {
      parents.set(child, node);
      visit(child, inner);
    });
  };
  const root: Scope = { node: program, parent: undefined, bindings: new Map() };
  scopes.set(program, root);
  visit(program, root);

  const scopeOf = (node: t.Node): Scope => {
    for (let at: t.Node | undefined = node; at; at = parents.get(at)) {
      const scope = scopes.get(at);
      if (scope) return scope;
    }
    return root;
  };
  const lookup = (name: string, at: t.Node): Binding | undefined => {
    for (let scope: Scope | undefined = scopeOf(at); scope; scope = scope.parent) {
      const binding = scope.bindings.get(name);
      if (binding) return binding;
    }
    return undefined;
  };
  const resolve = (identifier: t.Identifier): Binding | undefined => lookup(identifier.name, identifier);
  const undeclared = linkUses(found.identifiers, parents, resolve);
  const initializerOf = (node: t.Node): t.Node => {
    const inner = unwrap(node);
    const { init, path, assigned } = (inner.type === 'Identifier' && resolve(inner)) || {};
    return init && path?.length === 0 && assigned?.length === 0 ? unwrap(init) : inner;
  };
  const functionAround = (node: t.Node): AnyFunction | undefined => {
    for (let at = parents.get(node); at; at = parents.get(at)) if (isFunction(at)) return at;
    return undefined;
  };
  return { parents, undeclared, assignments, scopeOf, resolve, lookup, initializerOf, functionAround, ...found };
}

function linkUses(
  identifiers: t.Identifier[],
  parents: Map<t.Node, t.Node>,
  resolve: (id: t.Identifier) => Binding | undefined,
): Set<string> {
  const undeclared = new Set<string>();
  for (const identifier of identifiers) {
    const parent = parents.get(identifier);
    if (!parent || isNameOnly(identifier, parent)) continue;
    const binding = resolve(identifier);
    if (!binding && !parent.type.startsWith('TS')) undeclared.add(identifier.name);
    if (!binding || binding.identifier === identifier) continue;
    if (parent.type === 'AssignmentExpression' && parent.left === identifier) binding.assigned.push(parent);
    else binding.references.push(identifier);
  }
  return undeclared;
}

/** Whether the identifier is a key or member name rather than a reference to a variable. */
function isNameOnly(identifier: t.Identifier, parent: t.Node): boolean {
  switch (parent.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return parent.property === identifier && !parent.computed;
    case 'ObjectProperty':
      return parent.key === identifier && !parent.computed && parent.value !== identifier;
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassProperty':
      return parent.key === identifier && !parent.computed;
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return true;
    case 'ExportSpecifier':
      return parent.local !== identifier;
    default:
      return false;
  }
}
