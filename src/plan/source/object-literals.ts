import type * as t from '@babel/types';
import { endOf, keyName, startOf } from '../../inspect/syntax/ast.ts';
import { type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import type { ObjectPlace, Property } from '../change.ts';
import type { Draft } from '../draft.ts';
import { propertyLines } from './layout.ts';
import { afterLine, indentAt, lineEnd, lineStart, restIsComment } from './lines.ts';
import type { TextEdits } from './text-edits.ts';

/**
 * Adds properties at the end of a literal: on its line if they fit, else one a line. Further lines of each are indented
 * with one tab a level.
 */
export function addProperties(edits: TextEdits, node: t.ObjectExpression, texts: string[]): void {
  if (texts.length === 0) return;
  const { file } = edits;
  const last = node.properties.at(-1);
  const indent = propertyIndent({ file, node });
  const outer = indentAt(file.text, startOf(node));
  if (!last) {
    const properties = texts.map((text) => propertyLines(file, text, outer));
    edits.replace(startOf(node), endOf(node), `{ ${properties.join(', ')} }`);
  } else if (indent !== undefined) {
    appendLines(edits, node, last, texts, indent);
  } else if (isTooLong(file, node, texts)) {
    breakLines(edits, node, last);
    const { eol, indent: step } = file.style;
    const inner = outer + step;
    for (const text of texts) edits.insert(endOf(last), `,${eol}${inner}${propertyLines(file, text, inner)}`);
  } else {
    const comma = commaAfter(file.text, endOf(last));
    for (const text of texts.map((one) => propertyLines(file, one, outer)))
      if (comma === undefined) edits.insert(endOf(last), `, ${text}`);
      else edits.insert(comma, ` ${text},`);
  }
}

/** The indent of the properties of a multi-line literal; undefined for a single-line one. */
function propertyIndent({ file, node }: ObjectPlace): string | undefined {
  const [first] = node.properties;
  if (!first || !file.text.slice(startOf(node), startOf(first)).includes('\n')) return undefined;
  return indentAt(file.text, startOf(first));
}

/** Adds properties on lines after the last one; a trailing comma stays trailing. */
function appendLines(
  edits: TextEdits,
  node: t.ObjectExpression,
  last: Property,
  texts: string[],
  indent: string,
): void {
  const { file } = edits;
  const lines = texts.map((text) => file.style.eol + indent + propertyLines(file, text, indent)).join(',');
  const comma = commaAfter(file.text, endOf(last));
  const end = comma ?? endOf(last);
  // A comment may follow the last property: the lines go after it, a missing comma before it.
  const at = Math.min(afterLine(file.text, end), endOf(node) - 1);
  if (comma !== undefined) edits.insert(at, `${lines},`);
  else if (at === end) edits.insert(end, `,${lines}`);
  else {
    edits.insert(end, ',');
    edits.insert(at, lines);
  }
}

/** Whether a single-line literal without comments would be too long, or have several lines, with further properties. */
function isTooLong(file: SourceFile, node: t.ObjectExpression, texts: string[]): boolean {
  const line = file.text.slice(lineStart(file.text, startOf(node)), lineEnd(file.text, endOf(node)));
  const literal = textOf(file, node);
  const added = texts.join(', ');
  if (literal.includes('\n') || /\/[/*]/.test(literal)) return false;
  // A literal in another one on its line may have a line of its own in the end.
  if (isNested(file, node)) return added.includes('\n');
  return (line.length + added.length >= file.style.width && !file.style.wrapsCalls) || added.includes('\n');
}

/** `{ cookie: { secure: true } }`, on one line. */
function isNested({ index: { parents }, text }: SourceFile, node: t.ObjectExpression): boolean {
  const property = parents.get(node);
  const outer = property?.type === 'ObjectProperty' ? parents.get(property) : undefined;
  return outer?.type === 'ObjectExpression' && !text.slice(startOf(outer), endOf(outer)).includes('\n');
}

/** Breaks a single-line literal into one property a line. */
function breakLines(edits: TextEdits, node: t.ObjectExpression, last: Property): void {
  const { file } = edits;
  const { eol, indent: step, trailingCommas } = file.style;
  const outer = indentAt(file.text, startOf(node));
  node.properties.forEach((property, index) => {
    const previous = node.properties[index - 1];
    const gapStart = previous ? endOf(previous) : startOf(node) + 1;
    edits.replace(gapStart, startOf(property), `${previous ? ',' : ''}${eol}${outer}${step}`);
  });
  const closing = `${trailingCommas ? ',' : ''}${eol}${outer}`;
  if (endOf(last) === endOf(node) - 1) edits.insert(endOf(last), closing, 'last');
  else edits.replace(endOf(last), endOf(node) - 1, closing);
}

/** Offset after the comma that follows a property; undefined when there is none. */
function commaAfter(text: string, end: number): number | undefined {
  const match = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*,/.exec(text.slice(end));
  return match ? end + match[0].length : undefined;
}

/** Removes a property with its comma, and with its line if nothing else is on it. */
export function removeProperty(edits: TextEdits, node: t.ObjectExpression, property: Property): void {
  const { text } = edits.file;
  const end = commaAfter(text, endOf(property)) ?? endOf(property);
  const lineBegin = lineStart(text, startOf(property));
  const lineStop = lineEnd(text, end);
  const isAlone = text.slice(lineBegin, startOf(property)).trim() === '' && restIsComment(text.slice(end, lineStop));
  const index = node.properties.indexOf(property);
  const remains = (candidate: Property): boolean => !edits.isRemoved(candidate);
  const previous = node.properties.slice(0, index).findLast(remains);
  const final = node.properties.at(-1) ?? property;
  // The comma before it is removed as well if nothing remains after it and the literal has no trailing comma.
  const isLast = !node.properties.slice(index + 1).some(remains) && commaAfter(text, endOf(final)) === undefined;
  if (isAlone) {
    edits.remove(lineBegin, lineStop + 1);
    const comma = isLast && previous ? commaAfter(text, endOf(previous)) : undefined;
    if (comma !== undefined) edits.remove(comma - 1, comma);
  } else if (isLast) edits.remove(previous ? endOf(previous) : startOf(property), endOf(final));
  else edits.remove(startOf(property), end + (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0));
}

/** Renames a property; the shorthand `{ url }` becomes `{ mongoUrl: url }`. */
export function renameProperty(
  draft: Draft,
  file: SourceFile,
  property: t.ObjectMember,
  name: string,
  why: string,
): void {
  const old = keyName(property);
  if (property.type === 'ObjectProperty' && property.shorthand) {
    draft.replaceNode(file, property, `${name}: ${old}`, why);
    return;
  }
  const key = textOf(file, property.key);
  const quote = /^['"]/.exec(key)?.[0] ?? '';
  draft.replaceNode(file, property.key, `${quote}${name}${quote}`, why);
}

/** Replaces a property with others; a single-line literal with no other property is broken for one of several lines. */
export function replaceProperty(
  draft: Draft,
  place: ObjectPlace,
  property: Property,
  texts: string[],
  why: string,
): void {
  const { file, node } = place;
  const { eol, indent: step, trailingCommas } = file.style;
  const outer = indentAt(file.text, startOf(node));
  const breaks = node.properties.length === 1 && texts.some((text) => text.includes('\n'));
  const own = propertyIndent(place);
  const indent = own ?? (breaks ? outer + step : undefined);
  if (breaks && own === undefined) {
    draft.replace(file, startOf(node) + 1, startOf(property), eol + indent, why);
    draft.replace(file, endOf(property), endOf(node) - 1, `${trailingCommas ? ',' : ''}${eol}${outer}`, why);
  }
  const lines = texts.map((text) => propertyLines(file, text, indent ?? indentAt(file.text, startOf(property))));
  const separator = indent === undefined ? ', ' : `,${eol}${indent}`;
  draft.replaceNode(file, property, lines.join(separator), why);
}
