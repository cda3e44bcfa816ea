import type { Node } from '@babel/types';
import { contains, endOf } from '../../inspect/syntax/ast.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Draft } from '../draft.ts';
import { defaultForm, isNameUsed } from './imports.ts';
import { specifierOf } from './specifiers.ts';

interface LocalImportOptions {
  /** The preferred local name. */
  preferred?: string;
  specifier?: string;
  /** The node that uses the name. */
  at?: Node;
}

/**
 * The expression for an export of another file of the project, from an existing import or a new one; undefined when it
 * cannot be imported.
 * @param name the exported name; `=` for `module.exports`
 */
export function localName(
  draft: Draft,
  file: SourceFile,
  target: SourceFile,
  name: string,
  why: string,
  {
    preferred = name,
    specifier = specifierOf(draft.project, file, target),
    at = file.program,
  }: LocalImportOptions = {},
): string | undefined {
  const link = draft.project.links.find(({ from, to }) => from === file && to === target);
  const extended = link && isVisible(file, link.node, at) && extendImport(draft, file, link.node, name, why);
  if (extended) return extended;
  // Importing `module.exports` into an ES module needs interop, and the default export of one needs `.default` in
  // CommonJS.
  const isModule = name === '=' || name === 'default';
  if (isModule && (name === preferred || !canImportModule(draft, file, name))) return undefined;
  const local = isNameUsed(draft, file, preferred)
    ? `session${preferred.charAt(0).toUpperCase()}${preferred.slice(1)}`
    : preferred;
  draft.import({ file, specifier, name: isModule ? 'default' : name, local, why });
  return local;
}

function canImportModule(draft: Draft, file: SourceFile, name: string): boolean {
  return file.module === 'cjs' ? name === '=' : name === 'default' && defaultForm(draft.project, file) === 'default';
}

/**
 * Whether the binding of an import is visible at a node: the import may be in a function, or a parameter may shadow it.
 */
function isVisible(file: SourceFile, node: Node, at: Node): boolean {
  const { index } = file;
  const parent = node.type === 'ImportDeclaration' ? node.specifiers[0] : index.parents.get(node);
  const id = parent?.type === 'VariableDeclarator' ? parent.id : parent && 'local' in parent ? parent.local : undefined;
  if (id?.type === 'Identifier') return index.lookup(id.name, at) === index.resolve(id);
  return contains(index.scopeOf(node).node, at);
}

/**
 * Adds a name to `const { a } = require(...)` or `import { a } from`; `const db = require(...)` needs no edit. Returns
 * the expression.
 */
function extendImport(draft: Draft, file: SourceFile, node: Node, name: string, why: string): string | undefined {
  const isModule = name === '=' || name === 'default';
  if (node.type === 'ImportDeclaration') {
    if (node.importKind === 'type') return undefined;
    const named = node.specifiers.filter((specifier) => specifier.type === 'ImportSpecifier');
    const last = named.at(-1);
    const [first] = node.specifiers;
    if (first?.type === 'ImportNamespaceSpecifier' && name !== '=') return `${first.local.name}.${name}`;
    if (first?.type === 'ImportDefaultSpecifier' && name === 'default') return first.local.name;
    if (!last || isModule || isNameUsed(draft, file, name)) return undefined;
    draft.insert(file, endOf(last), `, ${name}`, why);
    return name;
  }
  const parent = file.index.parents.get(node);
  if (parent?.type !== 'VariableDeclarator' || parent.init !== node) return undefined;
  if (parent.id.type === 'Identifier') return name === '=' ? parent.id.name : `${parent.id.name}.${name}`;
  const last = parent.id.type === 'ObjectPattern' ? parent.id.properties.at(-1) : undefined;
  if (!last || last.type === 'RestElement' || isModule || isNameUsed(draft, file, name)) return undefined;
  draft.insert(file, endOf(last), `, ${name}`, why);
  return name;
}
