import type * as t from '@babel/types';
import { type Call, endOf, isMember, keyName, startOf } from '../../inspect/syntax/ast.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Draft } from '../draft.ts';
import { defaultForm, importName, isNameUsed, type NamedExport } from '../source/imports.ts';

const WHY = 'create the app first';
const USE = 'useExpressServer';
const EXPRESS: NamedExport = { package: 'express', name: 'default', locals: ['express', 'expressModule'] };

/**
 * Replaces `createExpressServer(...)`, which creates an app with its routes, with `useExpressServer(app, ...)`.
 * Returns the names of that app and of express; the caller creates the app.
 */
export function createApp(draft: Draft, file: SourceFile, call: Call): { name: string; express: string } {
  const name = ['app', 'expressApp', 'sessionApp'].find((one) => !isNameUsed(draft, file, one)) ?? 'app_';
  const express = expressName(draft, file);
  if (!draft.project.package.dependencies.express) draft.change.packages.add.express = '^4.21.2';
  useServer(draft, file, call);
  const [first] = call.arguments;
  if (first) draft.insert(file, startOf(first), `${name}, `, WHY);
  else draft.insert(file, endOf(call) - 1, name, WHY);
  draft.note(
    'app-made-first',
    `Replaced createExpressServer, which creates the app together with its routes: the code now creates the app, adds the session, then adds the routes with ${USE}.`,
    { file, node: call },
  );
  return { name, express };
}

/** Calls useExpressServer instead; reuses the import of createExpressServer when this is its only reference. */
function useServer(draft: Draft, file: SourceFile, { callee }: Call): void {
  if (isMember(callee)) return draft.replaceNode(file, callee.property, USE, WHY);
  const binding = callee.type === 'Identifier' ? file.index.resolve(callee) : undefined;
  const loaded = binding?.references.length === 1 ? loadedName(binding.declaration) : undefined;
  if (!loaded || isNameUsed(draft, file, USE)) {
    draft.removesUseOf({ file, nodes: [callee] });
    return draft.replaceNode(file, callee, importName(draft, file, USE_SERVER, WHY), WHY);
  }
  draft.replaceNode(file, loaded.key, USE, WHY);
  if (startOf(loaded.key) === startOf(loaded.local)) draft.replaceNode(file, callee, USE, WHY);
}

/** The exported and the local name in the import of `createExpressServer`. */
function loadedName(declaration: t.Node): { key: t.Node; local: t.Node } | undefined {
  if (declaration.type === 'ImportSpecifier') return { key: declaration.imported, local: declaration.local };
  if (declaration.type !== 'VariableDeclarator' || declaration.id.type !== 'ObjectPattern') return undefined;
  const property = declaration.id.properties.find(
    (one) => one.type === 'ObjectProperty' && keyName(one) === 'createExpressServer',
  );
  return property?.type === 'ObjectProperty' ? { key: property.key, local: property.value } : undefined;
}

const USE_SERVER: NamedExport = { package: 'routing-controllers', name: USE, locals: [USE] };

/** The local name of express; adds it to an existing import of its types if possible. */
function expressName(draft: Draft, file: SourceFile): string {
  const types = file.program.body.find(
    (statement): statement is t.ImportDeclaration =>
      statement.type === 'ImportDeclaration' && statement.source.value === 'express' && statement.importKind !== 'type',
  );
  const [name = ''] = EXPRESS.locals;
  const joins = types?.specifiers.every(({ type }) => type === 'ImportSpecifier') && !isNameUsed(draft, file, name);
  if (!types || !joins || defaultForm(draft.project, file) !== 'default') return importName(draft, file, EXPRESS, WHY);
  draft.insert(file, file.text.indexOf('{', startOf(types)), `${name}, `, WHY);
  return name;
}
