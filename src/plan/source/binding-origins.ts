import type * as t from '@babel/types';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { rootPackage } from '../../inspect/program/value.ts';
import { contains, isCall, isMember, unwrap } from '../../inspect/syntax/ast.ts';
import { isRequire, moduleRequests, requestedPath } from '../../inspect/syntax/imports.ts';
import type { Binding } from '../../inspect/syntax/scope.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';

/**
 * The module that a binding comes from, through calls and member accesses: `redis` for `createClient().duplicate()`.
 */
export function sourceOf(file: SourceFile, { init }: Binding, depth = 0): string | undefined {
  if (init?.type === 'ImportDeclaration') return init.source.value;
  let at = init && unwrap(init);
  while (at && !isRequire(at) && (isCall(at) || isMember(at))) at = unwrap(isCall(at) ? at.callee : at.object);
  if (at && isRequire(at)) return requestedPath(at.arguments[0])?.text;
  const binding = at?.type === 'Identifier' ? file.index.resolve(at) : undefined;
  return binding && depth < 5 ? sourceOf(file, binding, depth + 1) : undefined;
}

export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The bindings of a package in a file, and variables created from them. */
export function packageBindings(project: ProjectFacts, file: SourceFile, name: string, stores: t.Node[]): Binding[] {
  const scope = file.index.scopeOf(file.program);
  const loaded = (project.names.get(file) ?? [])
    .filter(({ value }) => rootPackage(value)?.name === name)
    .flatMap(({ name: local }) => scope.bindings.get(local) ?? [])
    .concat(stores.flatMap((store) => loadedInside(file, name, store)));
  const bindings = new Set([...loaded, ...loaded.flatMap((binding) => resultsOf(file, binding))]);
  // The variable that a store is declared or assigned to remains.
  const holds = ({ declaration, assigned }: Binding, store: t.Node): boolean =>
    [declaration, ...assigned].some((node) => contains(node, store));
  return [...bindings].filter((binding) => !stores.some((store) => holds(binding, store)));
}

/** The class in `const Store = require('connect-redis')(session)` inside the function that creates the store. */
function loadedInside(file: SourceFile, name: string, store: t.Node): Binding[] {
  const callee = isCall(store) && store.callee.type === 'Identifier' ? file.index.resolve(store.callee) : undefined;
  const init = callee?.init;
  const loads = init && moduleRequests(file).some(({ specifier, node }) => specifier === name && contains(init, node));
  return callee && loads ? [callee] : [];
}

/** The variables that hold the results of calling a binding: `const Store = connectStore(session)`. */
function resultsOf(file: SourceFile, { references }: Binding): Binding[] {
  return references.flatMap((reference) => {
    const call = file.index.parents.get(reference);
    const node = call && isCall(call) && call.callee === reference ? file.index.parents.get(call) : undefined;
    const result = node?.type === 'VariableDeclarator' && node.id.type === 'Identifier' ? node.id : undefined;
    return (result && file.index.resolve(result)) ?? [];
  });
}
