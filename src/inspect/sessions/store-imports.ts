import type * as t from '@babel/types';
import { isCall, keyName } from '../syntax/ast.ts';
import { importedName, isRequire } from '../syntax/imports.ts';
import type { Binding } from '../syntax/scope.ts';
import type { Place, SourceFile } from '../syntax/source-file.ts';
import type { MongoStoreUse } from './mongo-stores.ts';

/** How connect-mongo is loaded, and what is done with it. */
export interface StoreImport extends Place {
  /** `module`: what require() returns; `default`, `named` and `namespace`: kinds of imports. */
  form: 'module' | 'default' | 'named' | 'namespace';
  /** The member of it that is used: `default`, `MongoStore`, or empty for the value itself. */
  member: string;
  /** `X(...)`, `new X(...)` or `X.create(...)`. */
  use: 'call' | 'new' | 'create';
}

/** Every use of connect-mongo that can be followed within its file. */
export function storeImports(stores: MongoStoreUse[]): StoreImport[] {
  return stores.flatMap(({ file, loads }) => loads.flatMap((load) => usesOf(file, load)));
}

function usesOf(file: SourceFile, load: t.Node): StoreImport[] {
  if (isCall(load)) return isRequire(load) ? follow(file, load, 'module') : [];
  if (load.type === 'TSImportEqualsDeclaration') return ofBinding(file, file.index.resolve(load.id), 'module', '');
  if (load.type !== 'ImportDeclaration') return [];
  return load.specifiers.flatMap((specifier) => {
    const binding = file.index.resolve(specifier.local);
    if (specifier.type === 'ImportNamespaceSpecifier') return ofBinding(file, binding, 'namespace', '');
    const name = importedName(specifier);
    return name === 'default' ? ofBinding(file, binding, 'default', '') : ofBinding(file, binding, 'named', name);
  });
}

function ofBinding(
  file: SourceFile,
  binding: Binding | undefined,
  form: StoreImport['form'],
  member: string,
): StoreImport[] {
  if (!binding || binding.assigned.length > 0) return [];
  return binding.references.flatMap((reference) => follow(file, reference, form, member));
}

/** What is done with a value. Alternatives such as `m.MongoStore ?? m` work with several versions, so none is followed. */
function follow(file: SourceFile, node: t.Node, form: StoreImport['form'], member = ''): StoreImport[] {
  const parent = file.index.parents.get(node);
  if (!parent) return [];
  if (isCall(parent) && parent.callee === node)
    return [{ file, node: parent, form, member, use: parent.type === 'NewExpression' ? 'new' : 'call' }];
  if (parent.type === 'MemberExpression' && parent.object === node) {
    const name = keyName(parent) ?? '?';
    if (name === 'create') {
      const call = file.index.parents.get(parent);
      return call && isCall(call) && call.callee === parent
        ? [{ file, node: call, form, member, use: 'create' as const }]
        : [];
    }
    return member === '' && /^(default|MongoStore)$/.test(name) ? follow(file, parent, form, name) : [];
  }
  if (parent.type !== 'VariableDeclarator' || parent.init !== node) return [];
  if (parent.id.type === 'Identifier') return ofBinding(file, file.index.resolve(parent.id), form, member);
  if (parent.id.type !== 'ObjectPattern' || member !== '') return [];
  return parent.id.properties.flatMap((property) => {
    const name = property.type === 'ObjectProperty' ? keyName(property) : undefined;
    const local = property.type === 'ObjectProperty' ? property.value : undefined;
    if (local?.type !== 'Identifier' || name === undefined || !/^(default|MongoStore)$/.test(name)) return [];
    return ofBinding(file, file.index.resolve(local), form, name);
  });
}
