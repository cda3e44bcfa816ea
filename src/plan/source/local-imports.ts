import path from 'node:path';
import type { Node } from '@babel/types';
import { contains, endOf } from '../../inspect/syntax/ast.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Draft } from '../draft.ts';
import { defaultForm, isTaken } from './imports.ts';

interface LocalWish {
  natural?: string;
  specifier?: string;
  at?: Node;
}

/**
 * An expression for what another file of the project exports: through the import that is there already, or a new one.
 * @param name as exported; `=` for `module.exports`
 * @param wish what to call it and its file, and the place it is for
 */
export function localName(
  draft: Draft,
  file: SourceFile,
  target: SourceFile,
  name: string,
  why: string,
  { natural = name, specifier = specifierOf(file, target), at = file.program }: LocalWish = {},
): string | undefined {
  const link = draft.project.links.find(({ from, to }) => from === file && to === target);
  const extended = link && isSeen(file, link.node, at) && extend(draft, file, link.node, name, why);
  if (extended) return extended;
  // What `module.exports` is needs interop in a module, and the default of a module needs `.default` in CommonJS.
  const whole = name === '=' || name === 'default';
  if (whole && (name === natural || !importsWhole(draft, file, name))) return undefined;
  const local = isTaken(draft, file, natural)
    ? `session${natural.charAt(0).toUpperCase()}${natural.slice(1)}`
    : natural;
  draft.import({ file, specifier, name: whole ? 'default' : name, local, why });
  return local;
}

function importsWhole(draft: Draft, file: SourceFile, name: string): boolean {
  return file.module === 'cjs' ? name === '=' : name === 'default' && defaultForm(draft.project, file) === 'default';
}

/** Whether what an import binds means the same at a place: it may stand in a function, or a parameter may hide it. */
function isSeen(file: SourceFile, node: Node, at: Node): boolean {
  const { index } = file;
  const holder = node.type === 'ImportDeclaration' ? node.specifiers[0] : index.parents.get(node);
  const id = holder?.type === 'VariableDeclarator' ? holder.id : holder && 'local' in holder ? holder.local : undefined;
  if (id?.type === 'Identifier') return index.lookup(id.name, at) === index.resolve(id);
  return contains(index.scopeOf(node).node, at);
}

/** Adds a name to `const { a } = require(...)` or `import { a } from`; `const db = require(...)` needs no edit. */
function extend(draft: Draft, file: SourceFile, node: Node, name: string, why: string): string | undefined {
  const whole = name === '=' || name === 'default';
  if (node.type === 'ImportDeclaration') {
    if (node.importKind === 'type') return undefined;
    const named = node.specifiers.filter((specifier) => specifier.type === 'ImportSpecifier');
    const last = named.at(-1);
    const [first] = node.specifiers;
    if (first?.type === 'ImportNamespaceSpecifier' && name !== '=') return `${first.local.name}.${name}`;
    if (first?.type === 'ImportDefaultSpecifier' && name === 'default') return first.local.name;
    if (!last || whole || isTaken(draft, file, name)) return undefined;
    draft.insert(file, endOf(last), `, ${name}`, why);
    return name;
  }
  const holder = file.index.parents.get(node);
  if (holder?.type !== 'VariableDeclarator' || holder.init !== node) return undefined;
  if (holder.id.type === 'Identifier') return name === '=' ? holder.id.name : `${holder.id.name}.${name}`;
  const last = holder.id.type === 'ObjectPattern' ? holder.id.properties.at(-1) : undefined;
  if (!last || last.type === 'RestElement' || whole || isTaken(draft, file, name)) return undefined;
  draft.insert(file, endOf(last), `, ${name}`, why);
  return name;
}

/** A relative path, with the extension where the file's other imports have theirs. */
export function specifierOf(file: SourceFile, target: SourceFile): string {
  const relative = path.posix.relative(path.posix.dirname(file.path), target.path);
  const extension = /\.[cm]?[jt]sx?$/.exec(relative)?.[0] ?? '';
  const written = /from\s+['"]\.[^'"]*(\.[cm]?[jt]sx?)['"]/.exec(file.text)?.[1];
  const bare = relative.slice(0, relative.length - extension.length);
  const native = file.module === 'esm' && !file.typescript;
  const end = written ?? (native ? extension : '');
  return `${relative.startsWith('.') ? '' : './'}${bare}${end === '.js' ? '.js' : end === '' ? '' : extension}`;
}

/** A new file in the folder of `file`, written in its language: where it goes, and how `file` imports it. */
export function besides(file: SourceFile, name: string): { home: string; specifier: string } {
  const extension = /\.[cm]?[jt]sx?$/.exec(file.path)?.[0].replace('x', '') ?? '.js';
  const home = path.posix.join(path.posix.dirname(file.path), name + extension);
  return { home, specifier: `./${name}${importedExtension(file, extension)}` };
}

function importedExtension(file: SourceFile, extension: string): string {
  if (file.module === 'cjs') return extension === '.cjs' ? extension : '';
  if (!file.typescript) return extension;
  return /from\s+['"]\.[^'"]*\.js['"]/.test(file.text) ? '.js' : '';
}
