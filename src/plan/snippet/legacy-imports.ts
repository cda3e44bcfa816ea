import type * as t from '@babel/types';
import { isCall, isMember, keyName, stringValue, unwrap } from '../../inspect/syntax/ast.ts';
import { isRequire } from '../../inspect/syntax/imports.ts';
import type { Binding } from '../../inspect/syntax/scope.ts';
import { lineOfNode, type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';

/**
 * Names at the top of a file that connect-mongo 0 to 5 was loaded by in a way that the version to come does not know:
 * `require('connect-mongo')(session)`, and for 6 the module taken for the class.
 * @param classIsDefault the version to come is 4 or 5, whose module is the class
 */
export function legacyLoads(file: SourceFile | undefined, classIsDefault: boolean): Binding[] {
  if (!file) return [];
  const top = [...file.index.scopeOf(file.program).bindings.values()];
  const loads = top.filter((binding) => isWhole(binding));
  const made = top.filter(({ init }) => init && isFactory(file, init, loads));
  const called = loads.filter((load) => made.some(({ init }) => init && calls(file, init, load)));
  const taken = loads.filter((load) => load.init?.type !== 'ImportDeclaration' && isTakenForClass(file, load));
  return top.filter((binding) => [...made, ...called, ...(classIsDefault ? [] : taken)].includes(binding));
}

/** Which lines the new load takes the place of, as comments. */
export function inPlaceOf(file: SourceFile | undefined, classIsDefault: boolean): string[] {
  return legacyLoads(file, classIsDefault).flatMap(({ declaration }) => {
    const parent = file?.index.parents.get(declaration);
    const alone = parent?.type === 'ImportDeclaration' || isOnly(parent);
    const node = alone && parent ? parent : declaration;
    if (!file) return [];
    const [text = ''] = textOf(file, node).replace(/;$/, '').split(/\r?\n/);
    return `// in place of line ${lineOfNode(file, node)}: ${text}`;
  });
}

function isOnly(parent: t.Node | undefined): boolean {
  return parent?.type === 'VariableDeclaration' && parent.declarations.length === 1;
}

/** `const a = require('connect-mongo')`, `import a from 'connect-mongo'` */
function isWhole({ init, declaration, path }: Binding): boolean {
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

/** `require('connect-mongo')(session)`, `connectMongo(session)` */
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

/** `MongoStore.create(...)` and `new MongoStore(...)` of the module itself. */
function isTakenForClass(file: SourceFile, { references }: Binding): boolean {
  return references.some((reference) => {
    const parent = file.index.parents.get(reference);
    if (parent?.type === 'NewExpression') return parent.callee === reference;
    return parent !== undefined && isMember(parent) && parent.object === reference && keyName(parent) === 'create';
  });
}
