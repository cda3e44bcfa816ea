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
  const manifest = new ManifestText(text, root);
  // A package moves from devDependencies when it is added to dependencies.
  const removed = { dependencies: changes.remove, devDependencies: [...changes.remove, ...Object.keys(changes.add)] };
  for (const section of ['dependencies', 'devDependencies'] as const) manifest.remove(section, removed[section]);
  manifest.set('dependencies', changes.add, removed.dependencies);
  manifest.set('devDependencies', changes.dev, removed.devDependencies);
  manifest.set('resolutions', resolutions, []);
  for (const [name, command] of scripts) {
    const script = optionValue(optionValue(root, 'scripts'), name);
    if (script) manifest.replace(script, JSON.stringify(command));
  }
  const after = bom + manifest.toString();
  return after === before ? undefined : { kind: 'edit', path, before, after, why: 'update the dependencies' };
}

/** The text of a package.json while it is edited. */
class ManifestText {
  private readonly text: string;
  private readonly root: t.ObjectExpression;
  private readonly edited: MagicString;
  private readonly eol: string;
  private readonly indent: string;

  constructor(text: string, root: t.ObjectExpression) {
    this.text = text;
    this.root = root;
    this.edited = new MagicString(text);
    ({ eol: this.eol, indent: this.indent } = styleOf(text));
  }

  toString(): string {
    return this.edited.toString();
  }

  replace(node: t.Node, text: string): void {
    if (this.text.slice(startOf(node), endOf(node)) !== text) this.edited.update(startOf(node), endOf(node), text);
  }

  /** Sets the ranges of packages, of which `removed` are no longer in the section. */
  set(section: Section, packages: Record<string, string>, removed: string[]): void {
    const property = propertyOf(this.root, section);
    const value = optionValue(this.root, section);
    const object = value?.type === 'ObjectExpression' ? value : undefined;
    const added: string[] = [];
    for (const name of Object.keys(packages).sort()) {
      const range = optionValue(object, name);
      if (range) this.replace(range, JSON.stringify(packages[name]));
      else added.push(name);
    }
    if (added.length === 0) return;
    const entry = (name: string): string => `${JSON.stringify(name)}: ${JSON.stringify(packages[name])}`;
    const remaining = remainingEntries(object?.properties ?? [], removed);
    if (object && remaining.length > 0) {
      for (const name of added) this.insertSorted(object, remaining, name, entry(name));
      return;
    }
    const { eol, indent } = this;
    const lines = added.map((name) => indent + indent + entry(name)).join(`,${eol}`);
    const body = `${JSON.stringify(section)}: {${eol}${lines}${eol}${indent}}`;
    const last = this.root.properties.at(-1);
    if (property) this.replace(property, body);
    else if (last) this.edited.appendLeft(endOf(last), `,${eol}${indent}${body}`);
    else this.replace(this.root, `{${eol}${indent}${body}${eol}}`);
  }

  /** Inserts an entry before the first name that sorts after it, which keeps a sorted list sorted. */
  private insertSorted(object: t.ObjectExpression, remaining: Entries, name: string, entry: string): void {
    const next = remaining.find((property) => property.type !== 'SpreadElement' && (keyName(property) ?? '') > name);
    const last = remaining.at(-1);
    // Reuse the white space between the existing entries.
    const gap = /^\s*/.exec(this.text.slice(startOf(object) + 1))?.[0] ?? ' ';
    if (next) this.edited.appendLeft(startOf(next), `${entry},${gap}`);
    else if (last) this.edited.appendLeft(endOf(last), `,${gap}${entry}`);
  }

  remove(section: Section, names: string[]): void {
    const object = optionValue(this.root, section);
    const all = object?.type === 'ObjectExpression' ? object.properties : [];
    const remaining = remainingEntries(all, names);
    if (!object || remaining.length === all.length) return;
    const last = remaining.at(-1);
    all.forEach((entry, index) => {
      const next = all[index + 1];
      if (!remaining.includes(entry) && next && last && startOf(entry) < startOf(last))
        this.edited.remove(startOf(entry), startOf(next));
    });
    // Remove the entries after the last remaining one, with the comma before them.
    const end = endOf(all.at(-1) ?? object);
    if (!last) this.edited.remove(startOf(object) + 1, this.text.lastIndexOf('}', endOf(object)));
    else if (endOf(last) < end) this.edited.remove(endOf(last), end);
  }
}

type Entries = t.ObjectExpression['properties'];

function remainingEntries(entries: Entries, removed: string[]): Entries {
  return entries.filter((entry) => entry.type === 'SpreadElement' || !removed.includes(keyName(entry) ?? ''));
}
