import type { Node } from '@babel/types';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { isPackage } from '../../inspect/program/value.ts';
import { isMember, keyName } from '../../inspect/syntax/ast.ts';
import type { Binding } from '../../inspect/syntax/scope.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { StoreMajor } from '../decisions.ts';
import type { Draft } from '../draft.ts';

/** An export that edited code uses. */
export interface NamedExport {
  package: string;
  /** `default` for the module itself. */
  name: string;
  /** Local names to try, in order of preference. */
  locals: [string, ...string[]];
}

export const SESSION: NamedExport = {
  package: 'express-session',
  name: 'default',
  locals: ['session', 'expressSession', 'createSession'],
};
export const MONGOOSE: NamedExport = { package: 'mongoose', name: 'default', locals: ['mongoose', 'mongooseModule'] };
export const MONGO_CLIENT: NamedExport = {
  package: 'mongodb',
  name: 'MongoClient',
  locals: ['MongoClient', 'SessionClient'],
};

/** The class of connect-mongo: 6 has a named export for all module systems, 4 and 5 have only the default export. */
export function storeClass(storeMajor: StoreMajor): NamedExport {
  return {
    package: 'connect-mongo',
    name: storeMajor === 6 ? 'MongoStore' : 'default',
    locals: ['MongoStore', 'MongoSessionStore', 'ConnectMongo'],
  };
}

/** The local name of an export, from an existing import or a new one. */
export function importName(draft: Draft, file: SourceFile, wanted: NamedExport, why: string): string {
  const existing = existingName(draft.project, file, wanted);
  if (existing !== undefined) {
    draft.reuse(file, existing);
    return existing;
  }
  const migrated = isStoreClass(draft, wanted) ? draft.decisions.storeNames.get(file) : undefined;
  if (migrated !== undefined) return migrated;
  const local = wanted.locals.find((name) => !isNameUsed(draft, file, name)) ?? `${wanted.locals[0]}_`;
  draft.import({ file, specifier: wanted.package, name: wanted.name, local, why });
  return local;
}

function isStoreClass({ storeMajor }: Draft, { package: name, name: exported }: NamedExport): boolean {
  return name === 'connect-mongo' && exported === storeClass(storeMajor).name;
}

function existingName({ names }: ProjectFacts, file: SourceFile, wanted: NamedExport): string | undefined {
  const path = wanted.name === 'default' ? '' : wanted.name;
  return names.get(file)?.find(({ value }) => isPackage(value, wanted.package, path))?.name;
}

/** The top-level name in a file for the result of a call, which another file may export. */
export function nameOfCall({ names }: ProjectFacts, file: SourceFile, call: Node): string | undefined {
  return names.get(file)?.find(({ value }) => value.kind === 'call' && value.node === call)?.name;
}

/** Whether a name is in use in a file, also without a declaration in it; except for declarations that are removed with a replaced store. */
export function isNameUsed({ decisions }: Draft, file: SourceFile, name: string): boolean {
  if (file.index.undeclared.has(name)) return true;
  return file.index.identifiers.some((identifier) => {
    const binding = identifier.name === name ? file.index.resolve(identifier) : undefined;
    return binding !== undefined && !decisions.removedDeclarations.has(binding.declaration);
  });
}

/**
 * The form of default imports in a file: without esModuleInterop, a default import of a CommonJS package is undefined
 * at run time.
 */
export function defaultForm(project: ProjectFacts, file: SourceFile): 'default' | 'namespace' | 'equals' {
  if (needsImportEquals(project, file)) return 'equals';
  if (!file.typescript || project.esModuleInterop) return 'default';
  const express = project.names
    .get(file)
    ?.find(({ value }) => value.kind === 'package' && value.name === 'express' && value.path.length === 0);
  const declaration = express && file.index.scopeOf(file.program).bindings.get(express.name)?.declaration;
  if (declaration?.type === 'TSImportEqualsDeclaration') return 'equals';
  return declaration?.type === 'ImportDefaultSpecifier' ? 'default' : 'namespace';
}

/** Whether `import x from` does not compile in a file: in CommonJS with verbatimModuleSyntax. */
export function needsImportEquals({ compiler, package: pkg }: ProjectFacts, { path, typescript }: SourceFile): boolean {
  const isCommonJs = path.endsWith('.cts') || (pkg.type !== 'module' && !path.endsWith('.mts'));
  return typescript && isCommonJs && compiler?.importEquals === true;
}

/** Whether the module itself is used as the class: `MongoStore.create(...)`, `new MongoStore(...)`. */
export function isUsedAsClass(file: SourceFile, { references }: Binding): boolean {
  return references.some((reference) => {
    const parent = file.index.parents.get(reference);
    if (parent?.type === 'NewExpression') return parent.callee === reference;
    return parent !== undefined && isMember(parent) && parent.object === reference && keyName(parent) === 'create';
  });
}
