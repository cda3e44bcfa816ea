import type * as t from '@babel/types';
import { type AnyFunction, isFunction, keyName } from './ast.ts';

/** A binding: the declaration of a name, its initializer, and all references. */
export interface Binding {
  name: string;
  kind: 'import' | 'var' | 'let' | 'const' | 'function' | 'class' | 'param' | 'catch';
  identifier: t.Identifier;
  /** The declarator, function, class, import specifier, or the function of a parameter. */
  declaration: t.Node;
  /** The initializer. */
  init?: t.Node | undefined;
  /** The keys of a destructuring pattern, from `init` (or the argument of a parameter) to this name. */
  path: string[];
  /** Index of the parameter. */
  index?: number;
  /** Later assignments: `x = value`. */
  assigned: t.AssignmentExpression[];
  /** Every reference that reads the name. */
  references: t.Identifier[];
}

export interface Scope {
  node: t.Node;
  parent: Scope | undefined;
  bindings: Map<string, Binding>;
}

export function opensScope(node: t.Node, parent: t.Node | undefined): boolean {
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

export function declare(node: t.Node, scope: Scope, inner: Scope): void {
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

/** The names of a pattern with their keys; a rest element or computed key is `?`. */
export function patternLeaves(pattern: t.Node, path: string[] = []): { identifier: t.Identifier; path: string[] }[] {
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
