import type * as t from '@babel/types';
import type { MongoStoreUse } from '../../../inspect/sessions/mongo-stores.ts';
import { type Call, contains, endOf, isMember, keyName, startOf, unwrap } from '../../../inspect/syntax/ast.ts';
import { isRequire } from '../../../inspect/syntax/imports.ts';
import type { Binding } from '../../../inspect/syntax/scope.ts';
import type { SourceFile } from '../../../inspect/syntax/source-file.ts';
import type { Draft, Edit } from '../../draft.ts';
import { isUsedAsClass, needsImportEquals, storeClass } from '../../source/imports.ts';
import { removalOf } from '../../source/removals.ts';
import { isUntyped } from '../../untyped.ts';
import {
  assertMigratable,
  callsBinding,
  classDeclarators,
  keptFactory,
  parentExpression,
  reassignment,
} from './factories.ts';

const WHY = 'update the import of connect-mongo';

/**
 * Migrates every import of connect-mongo 0 to 5 to the exports of the new version, also in files whose store serves a
 * socket server instead of session(). The class keeps its local name.
 */
export const migrateImports: Edit<MongoStoreUse> = {
  targets: ({ mongoStores }) => mongoStores,
  write: (draft, use) => {
    migrate(draft, use);
    if (draft.change.edits.length > 0)
      draft.note(
        'connect-mongo-migrated',
        `Updated the import of connect-mongo to the exports of version ${draft.storeMajor}.`,
        use.loads[0] && { file: use.file, node: use.loads[0] },
      );
  },
};

function migrate(draft: Draft, use: MongoStoreUse): void {
  for (const load of use.loads) {
    if (load.type === 'ImportDeclaration') migrateImport(draft, use, load);
    else if (load.type === 'TSImportEqualsDeclaration') replaceImportEquals(draft, use, load);
    else if (isRequire(load)) migrateRequire(draft, use, load);
  }
  for (const factory of use.factories) assertMigratable(use, factory);
  for (const factory of use.factories) if (!isRequire(unwrap(factory.callee))) migrateFactory(draft, use, factory);
  draft.removesUseOf({ file: use.file, nodes: use.factories.flatMap(({ arguments: given }) => given) });
}

/** Migrates `require('connect-mongo')` with the call or member access around it. */
function migrateRequire(draft: Draft, use: MongoStoreUse, load: t.CallExpression): void {
  const { file } = use;
  const source = load.arguments[0];
  if (source?.type === 'StringLiteral' && source.value !== 'connect-mongo')
    draft.replaceNode(file, source, `${file.style.quote}connect-mongo${file.style.quote}`, WHY);
  const parent = parentExpression(file, load);
  const factory = use.factories.find((call) => unwrap(call.callee) === load);
  const outer = factory ? parentExpression(file, factory) : parent;
  if (!factory && parent && isMember(parent)) return migrateMember(draft, file, parent);
  if (outer?.type === 'VariableDeclarator' && outer.id.type === 'Identifier') {
    if (!factory && isNamespace(file, outer.id)) return;
    const binding = file.index.resolve(outer.id);
    // The variable holds the factory itself: migrateFactory() handles its calls.
    const called = binding && use.factories.filter((call) => callsBinding(binding, call));
    if (!factory && binding && called?.some((call) => parentExpression(file, call)?.type === 'VariableDeclarator'))
      return migrateFactoryVariable(draft, use, outer, binding);
    if (factory) draft.replace(file, endOf(factory.callee), endOf(factory), '', WHY);
    // A name of an inner block is not in scope elsewhere in the file.
    const isTopLevel = binding === file.index.scopeOf(file.program).bindings.get(outer.id.name);
    if (isTopLevel) recordStoreName(draft, file, outer.id.name);
    nameClass(draft, file, outer.id, isTopLevel);
  }
  if (outer?.type === 'VariableDeclarator') return;
  // Used inline: `new (require('connect-mongo')(session))(...)`, `require('connect-mongo').create(...)`.
  const member = draft.storeMajor === 6 ? '.MongoStore' : '';
  draft.replace(file, endOf(factory?.callee ?? load), endOf(factory ?? load), member, WHY);
}

/** Migrates a member of the module: 6 exports `default` and `MongoStore`, but no `create`. */
function migrateMember(draft: Draft, file: SourceFile, member: t.MemberExpression | t.OptionalMemberExpression): void {
  const name = keyName(member);
  if (draft.storeMajor === 6) {
    if (name === 'create') draft.insert(file, endOf(member.object), '.MongoStore', WHY);
  } else if (name === 'default' || name === 'MongoStore')
    draft.replace(file, endOf(member.object), endOf(member), '', WHY);
}

/** Records the local name of the store class, for edits that use it in this file. */
function recordStoreName(draft: Draft, file: SourceFile, name: string): void {
  draft.change.storeNames.push({ file, local: name });
}

/** Whether a name is used as the module, as in `cm.MongoStore`, which needs no migration. */
function isNamespace(file: SourceFile, id: t.Identifier): boolean {
  const references = file.index.resolve(id)?.references ?? [];
  return references.some((reference) => {
    const member = file.index.parents.get(reference);
    return (
      member !== undefined && isMember(member) && /^(MongoStore|default|create\w+Adapter)$/.test(keyName(member) ?? '')
    );
  });
}

/** `const X = require(...)` becomes `const { MongoStore: X } = require(...)`. */
function nameClass(draft: Draft, file: SourceFile, id: t.Identifier, isTopLevel: boolean): void {
  if (draft.storeMajor < 6) return;
  bindClass(draft, file, startOf(id), startOf(id) + id.name.length, id.name, ': ');
  if (!isTopLevel) draft.change.openBraces.pop();
}

/**
 * Turns the name in an import into `{ MongoStore }`, renamed if necessary; other imports of connect-mongo are added to
 * these braces.
 */
function bindClass(draft: Draft, file: SourceFile, start: number, end: number, name: string, as: ': ' | ' as '): void {
  if (draft.storeMajor < 6) {
    draft.replace(file, start, end, name, WHY);
    return;
  }
  draft.replace(file, start, end, `{ MongoStore${name === 'MongoStore' ? '' : as + name}`, WHY);
  draft.insert(file, end, ' }', WHY);
  draft.change.openBraces.push({ file, specifier: 'connect-mongo', at: end });
}

/** Migrates `const connectMongo = require('connect-mongo')` that is followed by `const X = connectMongo(session)`. */
function migrateFactoryVariable(draft: Draft, use: MongoStoreUse, outer: t.VariableDeclarator, binding: Binding): void {
  const { file } = use;
  const classes = classDeclarators(use, binding);
  const [only] = classes;
  if (outer.id.type !== 'Identifier' || !only) return;
  const name = only.id.name;
  assertOnlyCalled(use, binding);
  recordStoreName(draft, file, name);
  bindClass(draft, file, startOf(outer.id), startOf(outer.id) + outer.id.name.length, name, ': ');
}

/** @throws RefusedEdit where code uses the factory otherwise than by a call: its name then no longer exists */
function assertOnlyCalled({ file, factories }: MongoStoreUse, binding: Binding): void {
  const other = [...binding.assigned, ...binding.references].find(
    (one) => !factories.some((call) => contains(call, one)),
  );
  if (other) throw keptFactory(file, other);
}

/** Removes a call of a factory held by a variable or import: the import now provides the class. */
function migrateFactory(draft: Draft, use: MongoStoreUse, factory: Call): void {
  const { file } = use;
  const outer = parentExpression(file, factory);
  const callee = unwrap(factory.callee);
  if (outer?.type === 'VariableDeclarator' && outer.id.type === 'Identifier') {
    const init = callee.type === 'Identifier' ? file.index.resolve(callee)?.init : undefined;
    // Of an alias, the load would not become the class.
    if (init?.type === 'Identifier') throw keptFactory(file, factory);
    const declaration = file.index.parents.get(outer);
    const exported = declaration && file.index.parents.get(declaration);
    const alone = declaration?.type === 'VariableDeclaration' && declaration.declarations.length === 1;
    draft.change.edits.push(
      ...removalOf(file, alone && exported?.type === 'ExportNamedDeclaration' ? exported : outer, WHY),
    );
    return;
  }
  const statement = reassignment(file, factory);
  if (statement) draft.removeStatement(file, statement, WHY);
  // `new (connectMongo(session))(...)`: the name itself becomes the class.
  else if (callee.type === 'Identifier') {
    const binding = file.index.resolve(callee);
    // The import gives another name to the class.
    if (binding && classDeclarators(use, binding).length > 0) throw keptFactory(file, factory);
    const start = outer && file.text[startOf(factory) - 1] === '(' && file.text[endOf(factory)] === ')' ? 1 : 0;
    draft.replace(file, startOf(factory) - start, endOf(factory) + start, callee.name, WHY);
  }
}

/** Migrates an ES module import. Default imports of the class work in 4, 5 and 6 and stay unchanged. */
function migrateImport(draft: Draft, use: MongoStoreUse, load: t.ImportDeclaration): void {
  const { file } = use;
  const { quote } = file.style;
  if (load.source.value !== 'connect-mongo') draft.replaceNode(file, load.source, `${quote}connect-mongo${quote}`, WHY);
  for (const specifier of load.specifiers) {
    const binding = file.index.resolve(specifier.local);
    if (!binding || specifier.type === 'ImportSpecifier') continue;
    const [result] = classDeclarators(use, binding);
    if (result) assertOnlyCalled(use, binding);
    const inline = use.factories.some((call) => callsBinding(binding, call));
    if (specifier.type === 'ImportDefaultSpecifier') dropDefault(draft, file, binding);
    if (specifier.type === 'ImportDefaultSpecifier' && !result) recordStoreName(draft, file, binding.name);
    if (requireInstead(draft, file, load, result?.id ?? specifier.local)) return;
    const asClass =
      draft.storeMajor === 6 && specifier.type === 'ImportNamespaceSpecifier' && isUsedAsClass(file, binding);
    if (!result && !inline && !asClass) continue;
    const name = result?.id.name ?? binding.name;
    recordStoreName(draft, file, name);
    const first = load.specifiers[0];
    const last = load.specifiers.at(-1);
    if (first && last) bindClass(draft, file, startOf(first), endOf(last), name, ' as ');
    return;
  }
}

/** Removes `.default` from references to the default import, which has been the class itself since 4.4. */
function dropDefault(draft: Draft, file: SourceFile, binding: Binding): void {
  for (const reference of binding.references) {
    const member = file.index.parents.get(reference);
    if (member && isMember(member) && keyName(member) === 'default')
      draft.remove(file, endOf(member.object), endOf(member), WHY);
  }
}

/** `import X = require('connect-mongo')` gives the class only up to version 5. */
function replaceImportEquals(draft: Draft, use: MongoStoreUse, load: t.TSImportEqualsDeclaration): void {
  const { file } = use;
  const binding = file.index.resolve(load.id);
  const factory = binding && classDeclarators(use, binding)[0];
  if (draft.storeMajor < 6 || !binding || !(factory || isUsedAsClass(file, binding))) return;
  const local = factory?.id.name ?? binding.name;
  recordStoreName(draft, file, local);
  const name = local === 'MongoStore' ? local : `MongoStore as ${local}`;
  const { quote } = file.style;
  if (needsImportEquals(draft.project, file)) {
    draft.removeStatement(file, load, WHY);
    draft.import({ file, specifier: 'connect-mongo', name: 'MongoStore', local, why: WHY });
  } else {
    const text = `import { ${name} } from ${quote}connect-mongo${quote}`;
    draft.replace(file, startOf(load), endOf(load.moduleReference), text, WHY);
  }
}

/** Replaces an import with `require` where TypeScript is too old to read the types of connect-mongo. */
function requireInstead(draft: Draft, file: SourceFile, load: t.ImportDeclaration, id: t.Identifier): boolean {
  const readAsType = file.index.resolve(id)?.references.some((reference) => {
    const parent = file.index.parents.get(reference)?.type;
    return parent?.startsWith('TS') === true && parent !== 'TSAsExpression' && parent !== 'TSNonNullExpression';
  });
  if (load.specifiers.length > 1 || readAsType || isNamespace(file, id)) return false;
  if (!isUntyped(draft.project, draft.storeMajor, file)) return false;
  recordStoreName(draft, file, id.name);
  draft.removeStatement(file, load, WHY);
  draft.import({ file, specifier: 'connect-mongo', name: storeClass(draft.storeMajor).name, local: id.name, why: WHY });
  return true;
}
