import type * as t from '@babel/types';
import { endOf, startOf } from '../../inspect/syntax/ast.ts';
import { type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import type { SourceEdit } from '../change.ts';
import { aboveComments, lineStart } from './lines.ts';

/**
 * The node to remove with a declaration: its statement, or the declarator in `const a = 1, b = 2`; undefined when it
 * declares other names too.
 */
export function removableNode(file: SourceFile, declaration: t.Node): t.Node | undefined {
  const parent = file.index.parents.get(declaration);
  if (parent?.type === 'ImportDeclaration') return parent.specifiers.length === 1 ? parent : undefined;
  if (parent?.type !== 'VariableDeclaration' || declaration.type !== 'VariableDeclarator') return undefined;
  const { id } = declaration;
  const isAlone = parent.declarations.length === 1;
  if (id.type === 'Identifier') return isAlone ? parent : declaration;
  // `const { RedisStore } = require(...)`
  return isAlone && id.type === 'ObjectPattern' && id.properties.length === 1 ? parent : undefined;
}

/** Whether a node is a top-level import or `require`, which a new import can replace. */
export function isTopLevelImport(file: SourceFile, node: t.Node): boolean {
  if (node.type === 'ImportDeclaration') return true;
  const statement = node.type === 'VariableDeclarator' ? file.index.parents.get(node) : node;
  const top = statement && file.index.parents.get(statement)?.type === 'Program';
  return file.module === 'cjs' && top === true && /\brequire\b/.test(textOf(file, node));
}

/** The node to remove with a declaration: a whole import statement, else as in `removableNode`. */
export function importOf(file: SourceFile, declaration: t.Node): t.Node | undefined {
  const parent = file.index.parents.get(declaration);
  return parent?.type === 'ImportDeclaration' ? parent : removableNode(file, declaration);
}

/** Whether a declaration, or the statement of a declarator, is exported where it is declared. */
export function isExported({ index: { parents } }: SourceFile, declaration: t.Node): boolean {
  const parent = parents.get(declaration);
  return [parent, parent && parents.get(parent)].some((node) => node?.type === 'ExportNamedDeclaration');
}

/** The edits that remove a statement with its line, or one declarator with its comma. */
export function removalOf(file: SourceFile, node: t.Node, why: string): SourceEdit[] {
  const parent = file.index.parents.get(node);
  if (node.type !== 'VariableDeclarator' || parent?.type !== 'VariableDeclaration')
    return [{ file, why, kind: 'remove-statement', node: node }];
  const index = parent.declarations.indexOf(node);
  const next = parent.declarations[index + 1];
  const previous = parent.declarations[index - 1];
  if (next) return [{ file, why, kind: 'remove', start: startOf(node), end: startOf(next) }];
  if (previous) return [{ file, why, kind: 'remove', start: endOf(previous), end: endOf(node) }];
  return [{ file, why, kind: 'remove-statement', node: parent }];
}

/** The edits that remove unused names from an import, or the statement when none is left. */
export function specifierRemovals(file: SourceFile, load: t.ImportDeclaration, unused: t.Node[]): SourceEdit[] {
  const why = 'remove unused imports';
  const remove = (start: number, end: number): SourceEdit => ({ file, why, kind: 'remove', start, end });
  const named = load.specifiers.filter(({ type }) => type === 'ImportSpecifier');
  const remaining = named.filter((specifier) => !unused.includes(specifier));
  const [first] = load.specifiers;
  if (!first || load.specifiers.every((specifier) => unused.includes(specifier)))
    return [{ file, why, kind: 'remove-statement', node: load }];
  const edits: SourceEdit[] = [];
  if (first.type === 'ImportDefaultSpecifier' && unused.includes(first) && remaining.length > 0)
    edits.push(remove(startOf(first), file.text.indexOf('{', endOf(first))));
  if (named.length > 0 && remaining.length === 0)
    return [...edits, remove(endOf(first), file.text.indexOf('}', endOf(first)) + 1)];
  for (const [index, specifier] of named.entries()) {
    if (!unused.includes(specifier)) continue;
    const next = named[index + 1];
    const previous = named.slice(0, index).findLast((one) => remaining.includes(one));
    if (next) edits.push(remove(startOf(specifier), startOf(next)));
    else if (previous) edits.push(remove(endOf(previous), endOf(specifier)));
  }
  return edits;
}

/** Words in the names of packages and classes that do not identify them. */
const COMMON = /^(connect|express|session|sessions|store|simple|file|node|mongo|mongodb)$/i;

/** Matches the words in a name that identify a package or class; undefined when there are none. */
function wordsOf(name: string): RegExp | undefined {
  const parts = name.replace(/\bio(?=redis)/, '').split(/[^a-zA-Z0-9]+|(?=[A-Z])/);
  const words = parts.filter((word) => word.length > 3 && !COMMON.test(word));
  if (/\bpg\b/i.test(name)) words.push('postgres');
  return words.length === 0 ? undefined : new RegExp(words.join('|'), 'i');
}

/** The edit that removes the comment above a statement if it mentions what is removed, or would stand alone without the statement. */
export function commentRemoval(file: SourceFile, node: t.Node, name: string, alone = false): SourceEdit[] {
  const end = lineStart(file.text, startOf(node));
  const start = aboveComments(file, node);
  const isNamed = wordsOf(name)?.test(file.text.slice(start, end));
  const isAlone = alone && start > 0 && start < end && /^[^\n]*\n[ \t]*\r?(\n|\})/.test(file.text.slice(endOf(node)));
  if (!isNamed && !isAlone) return [];
  return [{ file, why: `remove comments about ${name}`, kind: 'remove', start, end }];
}

/** The edit that removes the comment at the end of the line of a node if it mentions what is removed. */
export function lineCommentRemoval(file: SourceFile, node: t.Node, name: string): SourceEdit[] {
  const [all = '', comment = ''] = /^[,;)]*([ \t]*\/\/[^\r\n]*)/.exec(file.text.slice(endOf(node))) ?? [];
  if (!wordsOf(name)?.test(comment) && (name === '' || !comment.includes(name))) return [];
  const end = endOf(node) + all.length;
  return [{ file, why: `remove comments about ${name}`, kind: 'remove', start: end - comment.length, end }];
}
