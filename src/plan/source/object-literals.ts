import type * as t from '@babel/types';
import { endOf, keyName, startOf } from '../../inspect/syntax/ast.ts';
import { type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import { afterLine, type Edits, indentAt, lineEnd, lineStart, restIsComment } from './text-edits.ts';

export interface ObjectPlace {
  file: SourceFile;
  node: t.ObjectExpression;
}

type Property = t.ObjectExpression['properties'][number];

/** White space that the properties of a literal over several lines start with; undefined for one on a single line. */
function propertyIndent({ file, node }: ObjectPlace): string | undefined {
  const [first] = node.properties;
  if (!first || !file.text.slice(startOf(node), startOf(first)).includes('\n')) return undefined;
  return indentAt(file.text, startOf(first));
}

/** Adds a property at the end. Further lines of `text` carry tabs for their levels. */
export function addProperty(edits: Edits, place: ObjectPlace, text: string, why: string): void {
  const { file, node } = place;
  const { eol, indent: step } = file.style;
  const indent = propertyIndent(place);
  const lines = text.split('\n').map((line) => line.replaceAll('\t', step));
  const last = node.properties.at(-1);
  if (!last) {
    edits.replaceNode(file, node, `{ ${lines.join(eol + indentAt(file.text, startOf(node)))} }`, why);
    return;
  }
  const comma = commaAfter(file.text, endOf(last));
  if (indent === undefined && breaksOpen(edits, place, text, why)) {
    const outer = indentAt(file.text, startOf(node));
    const body = lines.join(eol + outer + step);
    edits.insert(file, endOf(last), `,${eol}${outer}${step}${body}`, why);
    return;
  }
  if (indent === undefined) {
    const body = lines.join(eol + indentAt(file.text, startOf(node)));
    if (comma === undefined) edits.insert(file, endOf(last), `, ${body}`, why);
    else edits.insert(file, comma, ` ${body},`, why);
    return;
  }
  const body = `${eol}${indent}${lines.join(eol + indent)}`;
  // A comment may follow the last property: the comma goes before it, the new line behind it.
  const end = comma ?? endOf(last);
  const at = Math.min(afterLine(file.text, end), endOf(node) - 1);
  if (comma === undefined) {
    if (at === end) edits.insert(file, end, `,${body}`, why);
    else {
      edits.insert(file, end, ',', why);
      edits.insert(file, at, body, why);
    }
  } else edits.insert(file, at, `${body},`, why);
}

/** What a line may hold before a literal on it is spread over several. */
const WIDTH = 120;

/**
 * Spreads a one-line literal over several lines when a further property would make the line too long. What it was
 * asked once for a literal holds for all later properties.
 */
function breaksOpen(edits: Edits, { file, node }: ObjectPlace, text: string, why: string): boolean {
  if (edits.opened.has(node)) return true;
  const { eol, indent: step, trailingCommas } = file.style;
  const line = file.text.slice(lineStart(file.text, startOf(node)), lineEnd(file.text, endOf(node)));
  const gaps = node.properties.map(
    (property, index) =>
      [index === 0 ? startOf(node) + 1 : endOf(node.properties[index - 1] ?? property), startOf(property)] as const,
  );
  const whole = file.text.slice(startOf(node), endOf(node));
  if ((line.length + text.length < WIDTH && !text.includes('\n')) || whole.includes('\n') || /\/[/*]/.test(whole))
    return false;
  const outer = indentAt(file.text, startOf(node));
  gaps.forEach(([from, to], index) => {
    edits.replace(file, from, to, `${index === 0 ? '' : ','}${eol}${outer}${step}`, why);
  });
  const end = endOf(node.properties.at(-1) ?? node);
  const closing = `${trailingCommas ? ',' : ''}${eol}${outer}`;
  if (end === endOf(node) - 1) edits.insertLast(file, end, closing, why);
  else edits.replace(file, end, endOf(node) - 1, closing, why);
  edits.opened.add(node);
  return true;
}

/** Offset behind the comma that follows a property, if one does. */
function commaAfter(text: string, end: number): number | undefined {
  const match = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*,/.exec(text.slice(end));
  return match ? end + match[0].length : undefined;
}

export function removeProperty(edits: Edits, { file, node }: ObjectPlace, property: Property, why: string): void {
  const { text } = file;
  const index = node.properties.indexOf(property);
  const comma = commaAfter(text, endOf(property));
  const end = comma ?? endOf(property);
  const from = lineStart(text, startOf(property));
  const stop = lineEnd(text, end);
  const ownLines = text.slice(from, startOf(property)).trim() === '' && restIsComment(text.slice(end, stop));
  const stays = (other: Property): boolean => !edits.isRemoved(file, other);
  const previous = node.properties.slice(0, index).findLast(stays);
  const final = node.properties.at(-1) ?? property;
  const last = !node.properties.slice(index + 1).some(stays) && commaAfter(text, endOf(final)) === undefined;
  if (ownLines) edits.remove(file, from, stop + 1, why);
  else if (last) edits.remove(file, previous ? endOf(previous) : startOf(property), endOf(final), why);
  else edits.remove(file, startOf(property), end + (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0), why);
  // The one before is now the last: it keeps no comma that the author would not have written.
  if (last && previous && ownLines) {
    const before = commaAfter(text, endOf(previous));
    if (before !== undefined) edits.remove(file, before - 1, before, why);
  }
}

/** `url: x` becomes `mongoUrl: x`; the shorthand `{ url }` becomes `{ mongoUrl: url }`. */
export function renameProperty(
  edits: Edits,
  file: SourceFile,
  property: t.ObjectProperty | t.ObjectMethod,
  name: string,
  why: string,
): void {
  const old = keyName(property);
  if (property.type === 'ObjectProperty' && property.shorthand) {
    edits.replaceNode(file, property, `${name}: ${old}`, why);
    return;
  }
  const key = textOf(file, property.key);
  const quote = /^['"]/.exec(key)?.[0] ?? '';
  edits.replaceNode(file, property.key, `${quote}${name}${quote}`, why);
}

/** Puts other properties in the place of one. */
export function replaceProperty(
  edits: Edits,
  place: ObjectPlace,
  property: Property,
  texts: string[],
  why: string,
): void {
  const { file } = place;
  const { eol, indent: step } = file.style;
  const indent = propertyIndent(place);
  const own = indent ?? indentAt(file.text, startOf(property));
  const lines = texts.map((text) =>
    text
      .replaceAll('\t', step)
      .split('\n')
      .join(eol + own),
  );
  edits.replaceNode(file, property, lines.join(indent === undefined ? ', ' : `,${eol}${indent}`), why);
}
