import * as t from '@babel/types';
import type MagicString from 'magic-string';
import { removeListItem } from './lines.ts';
import { endOf, span, startOf } from './syntax.ts';

/** The width up to which a list that lost members is put back on one line. */
const WIDTH = 80;

/** Removes an import's type specifiers; false when nothing is left of it. */
export function stripImport(
  out: MagicString,
  code: string,
  node: t.ImportDeclaration,
  isType: (name: string) => boolean,
): boolean {
  const isKept = (item: t.ImportDeclaration['specifiers'][number]) =>
    !(t.isImportSpecifier(item) && item.importKind === 'type') && !isType(item.local.name);
  const kept = node.specifiers.filter(isKept);
  if (kept.length === node.specifiers.length) return true;
  if (kept.length === 0) return false;
  const [first] = node.specifiers;
  const named = node.specifiers.filter((item) => t.isImportSpecifier(item));
  if (first && named.length > 0 && !named.some(isKept)) {
    const brace = code.indexOf('{', startOf(node));
    const from = t.isImportSpecifier(first) ? brace : endOf(first);
    out.remove(from, code.indexOf('}', brace) + 1);
  } else if (first && !t.isImportSpecifier(first) && !isKept(first)) {
    out.remove(startOf(first), code.indexOf('{', endOf(first)));
    keepListed(out, code, named, isKept);
  } else {
    keepListed(out, code, named, isKept);
  }
  return true;
}

/** Removes an export's type specifiers; false when nothing is left of it. */
export function stripExport(out: MagicString, code: string, node: t.ExportNamedDeclaration): boolean {
  if (node.specifiers.length === 0) return true;
  const isKept = (item: (typeof node.specifiers)[number]) => !(t.isExportSpecifier(item) && item.exportKind === 'type');
  if (!node.specifiers.some(isKept)) return false;
  keepListed(out, code, node.specifiers, isKept);
  return true;
}

/** Keeps some members of `{ a, b }`: in place where lines carry comments or conditions, else written anew. */
function keepListed<T extends t.Node>(out: MagicString, code: string, items: T[], isKept: (item: T) => boolean): void {
  const [first] = items;
  if (!first || items.every(isKept)) return;
  const open = code.lastIndexOf('{', startOf(first));
  const close = code.indexOf('}', endOf(items.at(-1) ?? first));
  if (/\/[/*]/.test(code.slice(open, close))) {
    for (const item of items) if (!isKept(item)) removeListItem(out, code, span(item), item === items.at(-1));
    return;
  }
  const kept = items.filter(isKept).map((item) => code.slice(startOf(item), endOf(item)));
  const oneLine = `{ ${kept.join(', ')} }`;
  const lineLength = code.slice(close + 1).search(/\n|$/) + oneLine.length + 'import '.length;
  const fits = !code.slice(open, close).includes('\n') || lineLength <= WIDTH;
  out.overwrite(open, close + 1, fits ? oneLine : `{\n  ${kept.join(',\n  ')},\n}`);
}
