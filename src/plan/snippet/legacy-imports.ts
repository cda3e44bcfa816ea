import type * as t from '@babel/types';
import { isCall, stringValue, unwrap } from '../../inspect/syntax/ast.ts';
import { isRequire } from '../../inspect/syntax/imports.ts';
import type { Binding } from '../../inspect/syntax/scope.ts';
import { lineOfNode, type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import { isUsedAsClass } from '../source/imports.ts';

/**
 * Top-level bindings for connect-mongo 0 to 5 that the new version does not support: `require('connect-mongo')(session)`,
 * and for 6 the module used as the class.
 * @param classIsDefault the new version is 4 or 5, whose module is the class
 */
export function legacyBindings(file: SourceFile | undefined, classIsDefault: boolean): Binding[] {
  if (!file) return [];
  const top = [...file.index.scopeOf(file.program).bindings.values()];
  const loads = top.filter((binding) => isModuleBinding(binding));
  const results = top.filter(({ init }) => init && isFactory(file, init, loads));
  const called = loads.filter((load) => results.some(({ init }) => init && calls(file, init, load)));
  const usedAsClass = loads.filter((load) => load.init?.type !== 'ImportDeclaration' && isUsedAsClass(file, load));
  return top.filter((binding) => [...results, ...called, ...(classIsDefault ? [] : usedAsClass)].includes(binding));
}

/** Comments that name the lines which the new import replaces. */
export function replacedLineComments(file: SourceFile | undefined, classIsDefault: boolean): string[] {
  return legacyBindings(file, classIsDefault).flatMap(({ declaration }) => {
    const parent = file?.index.parents.get(declaration);
    const isOnlyBinding =
      parent?.type === 'ImportDeclaration' ||
      (parent?.type === 'VariableDeclaration' && parent.declarations.length === 1);
    const node = isOnlyBinding && parent ? parent : declaration;
    if (!file) return [];
    const [text = ''] = textOf(file, node).replace(/;$/, '').split(/\r?\n/);
    return `// replaces line ${lineOfNode(file, node)}: ${text}`;
  });
}

/** Whether a binding is the module: `const a = require('connect-mongo')`, `import a from 'connect-mongo'`. */
function isModuleBinding({ init, declaration, path }: Binding): boolean {
  if (init?.type === 'ImportDeclaration')
    return (
      /^connect-mongo(\/|$)/.test(init.source.value) &&
      (declaration.type === 'ImportDefaultSpecifier' || declaration.type === 'ImportNamespaceSpecifier')
    );
  return init !== undefined && path.length === 0 && isLoad(init);
}

function isLoad(node: t.Node): boolean {
  const inner = unwrap(node);
  return isRequire(inner) && /^connect-mongo(\/|$)/.test(stringValue(inner.arguments[0]) ?? '');
}

/** Whether an expression is `require('connect-mongo')(session)` or `connectMongo(session)`. */
function isFactory(file: SourceFile, init: t.Node, loads: Binding[]): boolean {
  const call = unwrap(init);
  if (!isCall(call) || call.type === 'NewExpression') return false;
  return isLoad(call.callee) || loads.some((load) => calls(file, call, load));
}

function calls(file: SourceFile, init: t.Node, load: Binding): boolean {
  const call = unwrap(init);
  const callee = isCall(call) ? unwrap(call.callee) : undefined;
  return callee?.type === 'Identifier' && file.index.resolve(callee) === load;
}
