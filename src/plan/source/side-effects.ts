import type * as t from '@babel/types';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { contains, forEachChild, isCall, isFunction, isMember, startOf } from '../../inspect/syntax/ast.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';

/** Whether this is the only import of a project file that may have side effects, such as opening a connection. */
export function isOnlyImport({ links }: ProjectFacts, file: SourceFile, removable: t.Node): boolean {
  const link = links.find(({ from, node }) => from === file && contains(removable, node));
  return (
    link !== undefined && !hasOnlyConstants(link.to) && !links.some(({ from, to }) => to === link.to && from !== file)
  );
}

/**
 * Whether a file only contains constants: no calls but conversions, no imports, and no assignments but to its exports.
 */
function hasOnlyConstants({ program, index, text }: SourceFile): boolean {
  const exported = index.assignments.every(({ left }) => /^(module\.)?exports\b/.test(text.slice(startOf(left))));
  return exported && index.calls.every(isConversion) && !program.body.some(({ type }) => type === 'ImportDeclaration');
}

function isConversion(node: t.Node): node is t.CallExpression {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return false;
  return /^(Number|parseInt|String|Boolean)$/.test(node.callee.name);
}

/** Whether an expression consists of literals, names and member accesses only. */
export function isData(node: t.Node): boolean {
  if (isConversion(node)) return node.arguments.every(isData);
  if (isCall(node) || isFunction(node)) return false;
  let data = true;
  forEachChild(node, (child) => {
    const name = isMember(node) && child === node.property;
    const key = node.type === 'ObjectProperty' && child === node.key;
    data &&= name || key || isData(child);
  });
  return data;
}
