import type * as t from '@babel/types';
import { type Call, endOf, isMember, keyName, startOf } from '../../inspect/syntax/ast.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Draft } from '../draft.ts';
import { defaultForm, importName, isTaken, type NamedExport } from '../source/imports.ts';

const WHY = 'an app that has the session before its routes';
const USE = 'useExpressServer';
const EXPRESS: NamedExport = { package: 'express', name: 'default', locals: ['express', 'expressModule'] };

/**
 * Lets `createExpressServer(...)`, which makes an app with its routes, become `useExpressServer(app, ...)`.
 * Gives the names of that app and of express, for who makes the app.
 */
export function makeApp(draft: Draft, file: SourceFile, call: Call): { name: string; express: string } {
  const name = ['app', 'expressApp', 'sessionApp'].find((one) => !isTaken(draft, file, one)) ?? 'app_';
  const express = expressName(draft, file);
  if (!draft.project.package.dependencies.express) draft.change.packages.add.express = '^4.21.2';
  useServer(draft, file, call);
  const [first] = call.arguments;
  if (first) draft.insert(file, startOf(first), `${name}, `, WHY);
  else draft.insert(file, endOf(call) - 1, name, WHY);
  draft.note(
    'app-made-first',
    `createExpressServer makes the app with its routes. The app is made first now and gets the session; ${USE} adds the same routes to it.`,
    { file, node: call },
  );
  return { name, express };
}

/** Calls the other function, under the import that the file has when nothing else needs it. */
function useServer(draft: Draft, file: SourceFile, { callee }: Call): void {
  if (isMember(callee)) return draft.replaceNode(file, callee.property, USE, WHY);
  const binding = callee.type === 'Identifier' ? file.index.resolve(callee) : undefined;
  const loaded = binding?.references.length === 1 ? loadedName(binding.declaration) : undefined;
  if (!loaded || isTaken(draft, file, USE)) {
    draft.removesUseOf({ file, nodes: [callee] });
    return draft.replaceNode(file, callee, importName(draft, file, USE_SERVER, WHY), WHY);
  }
  draft.replaceNode(file, loaded.key, USE, WHY);
  if (startOf(loaded.key) === startOf(loaded.local)) draft.replaceNode(file, callee, USE, WHY);
}

/** `createExpressServer` where it is loaded: the name in its package, and the one in this file. */
function loadedName(declaration: t.Node): { key: t.Node; local: t.Node } | undefined {
  if (declaration.type === 'ImportSpecifier') return { key: declaration.imported, local: declaration.local };
  if (declaration.type !== 'VariableDeclarator' || declaration.id.type !== 'ObjectPattern') return undefined;
  const property = declaration.id.properties.find(
    (one) => one.type === 'ObjectProperty' && keyName(one) === 'createExpressServer',
  );
  return property?.type === 'ObjectProperty' ? { key: property.key, local: property.value } : undefined;
}

const USE_SERVER: NamedExport = { package: 'routing-controllers', name: USE, locals: [USE] };

/** Express itself: joins the import of its types where there is one. */
function expressName(draft: Draft, file: SourceFile): string {
  const types = file.program.body.find(
    (statement): statement is t.ImportDeclaration =>
      statement.type === 'ImportDeclaration' && statement.source.value === 'express' && statement.importKind !== 'type',
  );
  const [name = ''] = EXPRESS.locals;
  const joins = types?.specifiers.every(({ type }) => type === 'ImportSpecifier') && !isTaken(draft, file, name);
  if (!types || !joins || defaultForm(draft.project, file) !== 'default') return importName(draft, file, EXPRESS, WHY);
  draft.insert(file, file.text.indexOf('{', startOf(types)), `${name}, `, WHY);
  return name;
}
