import type * as t from '@babel/types';
import { type AnyFunction, type Call, forEachChild, isCall, isFunction, keyName } from './ast.ts';

/** How a name got its value: the expression it was bound to, and the path below it for a destructured one. */
export interface Binding {
  name: string;
  kind: 'import' | 'var' | 'let' | 'const' | 'function' | 'class' | 'param' | 'catch';
  identifier: t.Identifier;
  /** The declaration that holds it: declarator, function, class, import specifier, or the function of a parameter. */
  declaration: t.Node;
  /** What was assigned at the declaration. */
  init?: t.Node | undefined;
  /** Keys from `init` (or from the argument of a parameter) down to this name. */
  path: string[];
  /** Index of the parameter. */
  index?: number;
  /** Values given later: `x = value`. */
  assigned: t.AssignmentExpression[];
  /** Every other place the name is read. */
  references: t.Identifier[];
}

interface Scope {
  node: t.Node;
  parent: Scope | undefined;
  bindings: Map<string, Binding>;
}

/** What one walk over a program finds; everything else looks it up here. */
export interface FileIndex {
  parents: Map<t.Node, t.Node>;
  calls: Call[];
  members: (t.MemberExpression | t.OptionalMemberExpression)[];
  assignments: t.AssignmentExpression[];
  identifiers: t.Identifier[];
  scopeOf: (node: t.Node) => Scope;
  resolve: (identifier: t.Identifier) => Binding | undefined;
  /** What a name means, or would mean, at a node. */
  lookup: (name: string, at: t.Node) => Binding | undefined;
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
  linkUses(found.identifiers, parents, resolve);
  return { parents, assignments, scopeOf, resolve, lookup, ...found };
}

function opensScope(node: t.Node, parent: t.Node | undefined): boolean {
  switch (node.type) {
    case 'BlockStatement':
      return !(parent && isFunction(parent));
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'CatchClause':
    case 'ClassDeclaration':
    case 'ClassExpression':
    case 'StaticBlock':
    case 'SwitchStatement':
    case 'TSModuleBlock':
      return true;
    default:
      return isFunction(node);
  }
}

function declare(node: t.Node, scope: Scope, inner: Scope): void {
  const add = (
    into: Scope,
    kind: Binding['kind'],
    identifier: t.Identifier,
    declaration: t.Node,
    more: Partial<Binding> = {},
  ) => {
    const known = into.bindings.get(identifier.name);
    if (known && kind === 'var') return;
    into.bindings.set(identifier.name, {
      name: identifier.name,
      kind,
      identifier,
      declaration,
      path: [],
      assigned: [],
      references: [],
      ...more,
    });
  };
  switch (node.type) {
    case 'ImportDeclaration':
      for (const specifier of node.specifiers) add(scope, 'import', specifier.local, specifier, { init: node });
      return;
    case 'TSImportEqualsDeclaration':
      add(scope, 'import', node.id, node, { init: node });
      return;
    case 'VariableDeclaration': {
      const kind = node.kind === 'var' ? 'var' : node.kind === 'let' ? 'let' : 'const';
      const target = kind === 'var' ? functionScope(inner) : inner;
      for (const declarator of node.declarations) {
        for (const leaf of patternLeaves(declarator.id)) {
          add(target, kind, leaf.identifier, declarator, { init: declarator.init ?? undefined, path: leaf.path });
        }
      }
      return;
    }
    case 'ClassDeclaration':
      if (node.id) add(scope, 'class', node.id, node, { init: node });
      return;
    case 'CatchClause':
      if (node.param) for (const leaf of patternLeaves(node.param)) add(inner, 'catch', leaf.identifier, node);
      return;
    default:
      if (isFunction(node)) declareFunction(node, scope, inner, add);
  }
}

type Add = (
  into: Scope,
  kind: Binding['kind'],
  identifier: t.Identifier,
  declaration: t.Node,
  more?: Partial<Binding>,
) => void;

function declareFunction(node: AnyFunction, scope: Scope, inner: Scope, add: Add): void {
  if (node.type === 'FunctionDeclaration' && node.id) add(scope, 'function', node.id, node, { init: node });
  if (node.type === 'FunctionExpression' && node.id) add(inner, 'function', node.id, node, { init: node });
  node.params.forEach((param, index) => {
    for (const leaf of patternLeaves(param)) add(inner, 'param', leaf.identifier, node, { index, path: leaf.path });
  });
}

function functionScope(scope: Scope): Scope {
  let at = scope;
  while (at.parent && !isFunction(at.node) && at.node.type !== 'StaticBlock' && at.node.type !== 'TSModuleBlock')
    at = at.parent;
  return at;
}

/** The names of a pattern with the keys that lead to them; a rest element or computed key leads nowhere (`?`). */
function patternLeaves(pattern: t.Node, path: string[] = []): { identifier: t.Identifier; path: string[] }[] {
  switch (pattern.type) {
    case 'Identifier':
      return [{ identifier: pattern, path }];
    case 'AssignmentPattern':
      return patternLeaves(pattern.left, path);
    case 'TSParameterProperty':
      return patternLeaves(pattern.parameter, path);
    case 'RestElement':
      return patternLeaves(pattern.argument, [...path, '?']);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element, index) =>
        element ? patternLeaves(element, [...path, String(index)]) : [],
      );
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        property.type === 'RestElement'
          ? patternLeaves(property.argument, path)
          : patternLeaves(property.value, [...path, keyName(property) ?? '?']),
      );
    default:
      return [];
  }
}

function linkUses(
  identifiers: t.Identifier[],
  parents: Map<t.Node, t.Node>,
  resolve: (id: t.Identifier) => Binding | undefined,
): void {
  for (const identifier of identifiers) {
    const parent = parents.get(identifier);
    if (!parent || isNameOnly(identifier, parent)) continue;
    const binding = resolve(identifier);
    if (!binding || binding.identifier === identifier) continue;
    if (parent.type === 'AssignmentExpression' && parent.left === identifier) binding.assigned.push(parent);
    else binding.references.push(identifier);
  }
}

/** Whether the identifier is a key or a member name and not a use of a variable. */
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
