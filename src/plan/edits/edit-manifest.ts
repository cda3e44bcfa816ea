import { parseExpression } from '@babel/parser';
import type * as t from '@babel/types';
import MagicString from 'magic-string';
import { endOf, keyName, optionValue, propertyOf, startOf } from '../../inspect/syntax/ast.ts';
import { styleOf } from '../../inspect/syntax/style.ts';
import type { DependencyChanges, EditStep } from '../../types.ts';

type Section = 'dependencies' | 'devDependencies' | 'resolutions';

/** Edits dependencies and scripts of package.json and keeps all other text; undefined when nothing changes. */
export function editManifest(
  path: string,
  before: string,
  changes: DependencyChanges,
  scripts: Map<string, string>,
  resolutions: Record<string, string> = {},
): EditStep | undefined {
  const bom = before.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = before.slice(bom.length);
  const root = parseExpression(text);
  if (root.type !== 'ObjectExpression') return undefined;
  const edited = new MagicString(text);
  const { eol, indent } = styleOf(text);
  // A package moves from devDependencies when it is added to dependencies.
  const removed = { dependencies: changes.remove, devDependencies: [...changes.remove, ...Object.keys(changes.add)] };
  for (const section of ['dependencies', 'devDependencies'] as const)
    removePackages(edited, text, root, section, removed[section]);
  for (const [section, packages] of [
    ['dependencies', changes.add],
    ['devDependencies', changes.dev],
    ['resolutions', resolutions],
  ] as const) {
    setPackages(edited, text, root, section, packages, section === 'resolutions' ? [] : removed[section], eol, indent);
  }
  for (const [name, command] of scripts) {
    const script = optionValue(optionValue(root, 'scripts'), name);
    if (script) edited.update(startOf(script), endOf(script), JSON.stringify(command));
  }
  const after = bom + edited.toString();
  return after === before ? undefined : { kind: 'edit', path, before, after, why: 'update the dependencies' };
}

function setPackages(
  edited: MagicString,
  text: string,
  root: t.ObjectExpression,
  section: Section,
  packages: Record<string, string>,
  removed: string[],
  eol: string,
  indent: string,
): void {
  const names = Object.keys(packages).sort();
  const property = propertyOf(root, section);
  const value = optionValue(root, section);
  const object = value?.type === 'ObjectExpression' ? value : undefined;
  const fresh = names.filter((name) => !setRange(edited, text, object, name, packages[name] ?? ''));
  if (fresh.length === 0) return;
  const entry = (name: string): string => `${JSON.stringify(name)}: ${JSON.stringify(packages[name])}`;
  const remaining = remainingEntries(object?.properties ?? [], removed);
  if (!object || remaining.length === 0) {
    const body = `${JSON.stringify(section)}: {${eol}${fresh.map((name) => indent + indent + entry(name)).join(`,${eol}`)}${eol}${indent}}`;
    if (property) edited.update(startOf(property), endOf(property), body);
    else addSection(edited, root, body, eol, indent);
    return;
  }
  for (const name of fresh) insertSorted(edited, text, object, remaining, name, entry(name));
}

function addSection(edited: MagicString, root: t.ObjectExpression, body: string, eol: string, indent: string): void {
  const last = root.properties.at(-1);
  if (last) edited.appendLeft(endOf(last), `,${eol}${indent}${body}`);
  else edited.update(startOf(root), endOf(root), `{${eol}${indent}${body}${eol}}`);
}

/** Sets the range of a listed package; returns false when it is not listed. */
function setRange(
  edited: MagicString,
  text: string,
  object: t.ObjectExpression | undefined,
  name: string,
  range: string,
): boolean {
  const node = optionValue(object, name);
  if (!node) return false;
  const value = JSON.stringify(range);
  if (text.slice(startOf(node), endOf(node)) !== value) edited.update(startOf(node), endOf(node), value);
  return true;
}

/** Inserts an entry before the first name that sorts after it, which keeps a sorted list sorted. */
function insertSorted(
  edited: MagicString,
  text: string,
  object: t.ObjectExpression,
  remaining: Entries,
  name: string,
  entry: string,
): void {
  const next = remaining.find((property) => property.type !== 'SpreadElement' && (keyName(property) ?? '') > name);
  const last = remaining.at(-1);
  if (!last) return;
  // Reuse the white space between the existing entries.
  const gap = /^\s*/.exec(text.slice(startOf(object) + 1))?.[0] ?? ' ';
  if (next) edited.appendLeft(startOf(next), `${entry},${gap}`);
  else edited.appendLeft(endOf(last), `,${gap}${entry}`);
}

function removePackages(
  edited: MagicString,
  text: string,
  root: t.ObjectExpression,
  section: Section,
  names: string[],
): void {
  const object = optionValue(root, section);
  const all = object?.type === 'ObjectExpression' ? object.properties : [];
  const remaining = remainingEntries(all, names);
  if (!object || remaining.length === all.length) return;
  const last = remaining.at(-1);
  all.forEach((entry, index) => {
    const next = all[index + 1];
    if (!remaining.includes(entry) && next && last && startOf(entry) < startOf(last))
      edited.remove(startOf(entry), startOf(next));
  });
  // Remove the entries after the last remaining one, with the comma before them.
  const end = endOf(all.at(-1) ?? object);
  if (!last) edited.remove(startOf(object) + 1, text.lastIndexOf('}', endOf(object)));
  else if (endOf(last) < end) edited.remove(endOf(last), end);
}

type Entries = t.ObjectExpression['properties'];

function remainingEntries(entries: Entries, removed: string[]): Entries {
  return entries.filter((entry) => entry.type === 'SpreadElement' || !removed.includes(keyName(entry) ?? ''));
}
