import type * as t from '@babel/types';
import { endOf, keyName, startOf } from '../../inspect/syntax/ast.ts';
import { type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import type { ObjectPlace, Property } from '../change.ts';
import type { Draft } from '../draft.ts';
import { afterLine, indentAt, lineEnd, lineStart, restIsComment } from './lines.ts';
import type { TextEdits } from './text-edits.ts';

/** The indent of the properties of a multi-line literal; undefined for a single-line one. */
function propertyIndent({ file, node }: ObjectPlace): string | undefined {
  const [first] = node.properties;
  if (!first || !file.text.slice(startOf(node), startOf(first)).includes('\n')) return undefined;
  return indentAt(file.text, startOf(first));
}

/** Adds properties at the end of a literal. Further lines of each are indented with one tab a level. */
export function addProperties(edits: TextEdits, node: t.ObjectExpression, texts: string[]): void {
  if (texts.length === 0) return;
  const { file } = edits;
  const { eol, indent: step } = file.style;
  const indent = propertyIndent({ file, node });
  const outer = indentAt(file.text, startOf(node));
  const printed = (lead: string): string[] =>
    texts.map((text) =>
      text
        .replaceAll('\t', step)
        .split('\n')
        .join(eol + lead),
    );
  const last = node.properties.at(-1);
  if (!last) {
    edits.replace(startOf(node), endOf(node), `{ ${printed(outer).join(', ')} }`);
    return;
  }
  const comma = commaAfter(file.text, endOf(last));
  if (indent === undefined && breakOpen(edits, node, texts)) {
    const lead = outer + step;
    for (const text of printed(lead)) edits.insert(endOf(last), `,${eol}${lead}${text}`);
    return;
  }
  if (indent === undefined) {
    if (comma === undefined) for (const text of printed(outer)) edits.insert(endOf(last), `, ${text}`);
    else for (const text of printed(outer)) edits.insert(comma, ` ${text},`);
    return;
  }
  const body = printed(indent)
    .map((text) => eol + indent + text)
    .join(',');
  // If a comment follows the last property, insert the comma before it and the new line after it.
  const end = comma ?? endOf(last);
  const at = Math.min(afterLine(file.text, end), endOf(node) - 1);
  if (comma !== undefined) edits.insert(at, `${body},`);
  else if (at === end) edits.insert(end, `,${body}`);
  else {
    edits.insert(end, ',');
    edits.insert(at, body);
  }
}

/** Maximum line length of a single-line literal. */
const WIDTH = 120;

/**
 * Breaks a single-line literal over several lines when further properties would make it too long; returns whether it
 * did.
 */
function breakOpen(edits: TextEdits, node: t.ObjectExpression, texts: string[]): boolean {
  const { file } = edits;
  const { eol, indent: step, trailingCommas } = file.style;
  const line = file.text.slice(lineStart(file.text, startOf(node)), lineEnd(file.text, endOf(node)));
  const gaps = node.properties.map(
    (property, index) =>
      [index === 0 ? startOf(node) + 1 : endOf(node.properties[index - 1] ?? property), startOf(property)] as const,
  );
  const literal = file.text.slice(startOf(node), endOf(node));
  const added = texts.join(', ');
  if ((line.length + added.length < WIDTH && !added.includes('\n')) || literal.includes('\n') || /\/[/*]/.test(literal))
    return false;
  const outer = indentAt(file.text, startOf(node));
  gaps.forEach(([from, to], index) => {
    edits.replace(from, to, `${index === 0 ? '' : ','}${eol}${outer}${step}`);
  });
  const end = endOf(node.properties.at(-1) ?? node);
  const closing = `${trailingCommas ? ',' : ''}${eol}${outer}`;
  if (end === endOf(node) - 1) edits.insert(end, closing, 'last');
  else edits.replace(end, endOf(node) - 1, closing);
  return true;
}

/** Offset after the comma that follows a property; undefined when there is none. */
function commaAfter(text: string, end: number): number | undefined {
  const match = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*,/.exec(text.slice(end));
  return match ? end + match[0].length : undefined;
}

/** Removes a property with its comma, and with its line if nothing else is on it. */
export function removeProperty(edits: TextEdits, node: t.ObjectExpression, property: Property): void {
  const { text } = edits.file;
  const index = node.properties.indexOf(property);
  const comma = commaAfter(text, endOf(property));
  const end = comma ?? endOf(property);
  const from = lineStart(text, startOf(property));
  const stop = lineEnd(text, end);
  const ownLines = text.slice(from, startOf(property)).trim() === '' && restIsComment(text.slice(end, stop));
  const remains = (candidate: Property): boolean => !edits.isRemoved(candidate);
  const previous = node.properties.slice(0, index).findLast(remains);
  const final = node.properties.at(-1) ?? property;
  const last = !node.properties.slice(index + 1).some(remains) && commaAfter(text, endOf(final)) === undefined;
  if (ownLines) edits.remove(from, stop + 1);
  else if (last) edits.remove(previous ? endOf(previous) : startOf(property), endOf(final));
  else edits.remove(startOf(property), end + (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0));
  // The previous property is now the last: remove its comma, as the author uses no trailing commas.
  if (last && previous && ownLines) {
    const before = commaAfter(text, endOf(previous));
    if (before !== undefined) edits.remove(before - 1, before);
  }
}

/** Renames a property; the shorthand `{ url }` becomes `{ mongoUrl: url }`. */
export function renameProperty(
  draft: Draft,
  file: SourceFile,
  property: t.ObjectProperty | t.ObjectMethod,
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

/** Replaces a property with others. */
export function replaceProperty(
  draft: Draft,
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
  draft.replaceNode(file, property, lines.join(indent === undefined ? ', ' : `,${eol}${indent}`), why);
}
