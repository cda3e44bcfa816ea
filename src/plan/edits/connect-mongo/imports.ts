import type * as t from '@babel/types';
import type { MongoStoreUse } from '../../../inspect/sessions/mongo-stores.ts';
import { endOf, isCall, isMember, keyName, startOf, unwrap } from '../../../inspect/syntax/ast.ts';
import { isRequire } from '../../../inspect/syntax/imports.ts';
import type { Binding } from '../../../inspect/syntax/scope.ts';
import type { SourceFile } from '../../../inspect/syntax/source-file.ts';
import type { Edit } from '../../change.ts';
import { type Draft, draftChange } from '../../draft.ts';
import { isUntyped, storeClass } from '../../source/imports.ts';
import { removalOf } from '../../source/removals.ts';
import { assertCarried, classNames, climb, isReference, reassignment } from './factories.ts';

const WHY = 'connect-mongo 6 exports the class MongoStore';

/**
 * Carries the ways to load connect-mongo 0 to 5 to the form of the version to come, in every reached file, whether a
 * session uses the store or a socket server does. The class keeps the name that the file knows it by.
 */
export const migrateImports: Edit<MongoStoreUse> = {
  id: 'migrate-imports',
  targets: ({ mongoStores }) => mongoStores,
  plan: (project, decisions, use) =>
    draftChange(project, decisions, (draft) => {
      if (migrate(draft, use))
        draft.note(
          'connect-mongo-migrated',
          `connect-mongo is loaded as version ${draft.storeMajor} exports it.`,
          use.loads[0] && { file: use.file, node: use.loads[0] },
        );
    }),
};

/** Returns whether anything had to change. */
function migrate(draft: Draft, use: MongoStoreUse): boolean {
  let changed = false;
  for (const load of use.loads) {
    if (load.type === 'ImportDeclaration') changed = migrateImport(draft, use, load) || changed;
    else if (isRequire(load)) changed = migrateRequire(draft, use, load) || changed;
  }
  for (const factory of use.factories) assertCarried(use, factory);
  for (const factory of use.factories) {
    if (isRequire(unwrap(factory.callee))) continue;
    changed = migrateFactory(draft, use, factory) || changed;
  }
  draft.removesUseOf({ file: use.file, nodes: use.factories.flatMap(({ arguments: given }) => given) });
  return changed;
}

/** `require('connect-mongo')`, with the call or member around it. */
function migrateRequire(draft: Draft, use: MongoStoreUse, load: t.CallExpression): boolean {
  const { file } = use;
  const source = load.arguments[0];
  const es5 = source?.type === 'StringLiteral' && source.value !== 'connect-mongo' ? source : undefined;
  if (es5) draft.replaceNode(file, es5, `${file.style.quote}connect-mongo${file.style.quote}`, WHY);
  const parent = climb(file, load);
  const factory = use.factories.find((call) => unwrap(call.callee) === load);
  const whole: t.Node = factory ?? load;
  const holder = factory ? climb(file, factory) : parent;
  if (!factory && parent && isMember(parent)) return memberOf(draft, file, parent) || es5 !== undefined;
  if (holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier') {
    if (!factory && isNamespace(file, holder.id)) return es5 !== undefined;
    const binding = file.index.resolve(holder.id);
    // The factory itself is kept in a variable: it is dealt with where it is called.
    const called = binding && use.factories.filter((call) => isReference(binding, call));
    if (!factory && binding && called?.some((call) => climb(file, call)?.type === 'VariableDeclarator'))
      return migrateKeptFactory(draft, use, holder, binding);
    if (factory) draft.replace(file, endOf(load), endOf(factory), '', WHY);
    knowClass(draft, file, holder.id.name);
    return nameClass(draft, file, holder.id) || factory !== undefined || es5 !== undefined;
  }
  if (holder?.type === 'VariableDeclarator') return es5 !== undefined;
  // Used on the spot: `new (require('connect-mongo')(session))(...)`, `require('connect-mongo').create(...)`.
  draft.replace(file, endOf(load), endOf(whole), draft.storeMajor === 6 ? '.MongoStore' : '', WHY);
  return true;
}

/** `.default` and `.MongoStore` are right in 6; `.create` of the module is not. */
function memberOf(draft: Draft, file: SourceFile, member: t.MemberExpression | t.OptionalMemberExpression): boolean {
  const name = keyName(member);
  if (draft.storeMajor < 6) {
    if (name !== 'default' && name !== 'MongoStore') return false;
    draft.replace(file, endOf(member.object), endOf(member), '', WHY);
    return true;
  }
  if (name !== 'create') return false;
  draft.insert(file, endOf(member.object), '.MongoStore', WHY);
  return true;
}

/** Whoever needs the class in this file finds it under this name. */
function knowClass(draft: Draft, file: SourceFile, name: string): void {
  draft.change.storeNames.push({ file, local: name });
}

/** `const cm = require('connect-mongo')` with `cm.MongoStore` is right as it stands. */
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
function nameClass(draft: Draft, file: SourceFile, id: t.Identifier): boolean {
  if (draft.storeMajor < 6) return false;
  bindClass(draft, file, startOf(id), startOf(id) + id.name.length, id.name, ': ');
  return true;
}

/** Puts the braces around the name of the class in its import; other names of connect-mongo can join it there. */
function bindClass(draft: Draft, file: SourceFile, start: number, end: number, name: string, as: ': ' | ' as '): void {
  if (draft.storeMajor < 6) {
    draft.replace(file, start, end, name, WHY);
    return;
  }
  draft.replace(file, start, end, `{ MongoStore${name === 'MongoStore' ? '' : as + name}`, WHY);
  draft.insert(file, end, ' }', WHY);
  draft.change.openBraces.push({ file, specifier: 'connect-mongo', at: end });
}

/** `const connectMongo = require('connect-mongo')` with `const X = connectMongo(session)` further down. */
function migrateKeptFactory(draft: Draft, use: MongoStoreUse, holder: t.VariableDeclarator, binding: Binding): boolean {
  const { file } = use;
  const classes = classNames(use, binding);
  const [only] = classes;
  if (holder.id.type !== 'Identifier' || !only) return false;
  const name = only.id.name;
  knowClass(draft, file, name);
  bindClass(draft, file, startOf(holder.id), startOf(holder.id) + holder.id.name.length, name, ': ');
  return true;
}

/** A call of a factory that a variable or import holds: the variable of its result is now the import itself. */
function migrateFactory(draft: Draft, use: MongoStoreUse, factory: t.Node): boolean {
  const { file } = use;
  const holder = climb(file, factory);
  if (holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier') {
    const declaration = file.index.parents.get(holder);
    const exported = declaration && file.index.parents.get(declaration);
    const alone = declaration?.type === 'VariableDeclaration' && declaration.declarations.length === 1;
    draft.change.edits.push(
      ...removalOf(file, alone && exported?.type === 'ExportNamedDeclaration' ? exported : holder, WHY),
    );
    return true;
  }
  const statement = reassignment(file, factory);
  if (statement) {
    draft.removeStatement(file, statement, WHY);
    return true;
  }
  if (!isCall(factory)) return false;
  const callee = unwrap(factory.callee);
  // `new (connectMongo(session))(...)`: the name itself becomes the class.
  if (callee.type === 'Identifier') {
    const start = holder && file.text[startOf(factory) - 1] === '(' && file.text[endOf(factory)] === ')' ? 1 : 0;
    draft.replace(file, startOf(factory) - start, endOf(factory) + start, callee.name, WHY);
    return true;
  }
  return false;
}

/** ES module imports. Default imports of the class are right in 4, 5 and 6 alike, and stay. */
function migrateImport(draft: Draft, use: MongoStoreUse, load: t.ImportDeclaration): boolean {
  const { file } = use;
  const { quote } = file.style;
  const es5 = load.source.value !== 'connect-mongo';
  if (es5) draft.replaceNode(file, load.source, `${quote}connect-mongo${quote}`, WHY);
  let changed = es5;
  for (const specifier of load.specifiers) {
    const binding = file.index.resolve(specifier.local);
    if (!binding || specifier.type === 'ImportSpecifier') continue;
    const [kept] = classNames(use, binding);
    const inline = use.factories.some((call) => isReference(binding, call));
    if (specifier.type === 'ImportDefaultSpecifier' && dropDefault(draft, file, binding)) changed = true;
    if (specifier.type === 'ImportDefaultSpecifier' && !kept) knowClass(draft, file, binding.name);
    if (requireInstead(draft, file, load, kept?.id ?? specifier.local)) return true;
    if (!kept && !inline) continue;
    const name = kept?.id.name ?? binding.name;
    knowClass(draft, file, name);
    const first = load.specifiers[0];
    const last = load.specifiers.at(-1);
    if (first && last) bindClass(draft, file, startOf(first), endOf(last), name, ' as ');
    return true;
  }
  return changed;
}

/** Up to 4.3 an ES module had to say `.default` to get the class; the default import is the class itself since. */
function dropDefault(draft: Draft, file: SourceFile, binding: Binding): boolean {
  const members = binding.references
    .map((reference) => file.index.parents.get(reference))
    .filter((member) => member !== undefined && isMember(member) && keyName(member) === 'default');
  for (const member of members)
    if (member && isMember(member)) draft.remove(file, endOf(member.object), endOf(member), WHY);
  return members.length > 0;
}

/** An old TypeScript finds no types behind an import, and does not compile it: `require` loads the class without. */
function requireInstead(draft: Draft, file: SourceFile, load: t.ImportDeclaration, id: t.Identifier): boolean {
  const readAsType = file.index.resolve(id)?.references.some((reference) => {
    const parent = file.index.parents.get(reference)?.type;
    return parent?.startsWith('TS') === true && parent !== 'TSAsExpression' && parent !== 'TSNonNullExpression';
  });
  if (draft.storeMajor < 6 || load.specifiers.length > 1 || readAsType || isNamespace(file, id)) return false;
  if (!isUntyped(draft.project, file, 'connect-mongo')) return false;
  knowClass(draft, file, id.name);
  draft.removeStatement(file, load, WHY);
  draft.import({ file, specifier: 'connect-mongo', name: storeClass(draft.storeMajor).name, local: id.name, why: WHY });
  return true;
}
