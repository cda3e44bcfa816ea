import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import eraseTypes from 'ts-blank-space';
import { renderContext } from '../src/plan/create/context.ts';

const TEMPLATES = fileURLToPath(new URL('../templates', import.meta.url));

interface Template {
  layer: string;
  /** Relative to the folder of the layer. */
  path: string;
  text: string;
}

const MODULE = join(TEMPLATES, 'templates');

/** A plugin for rolldown and vitest that provides the compiled templates as `virtual:templates`. */
export function templates() {
  return {
    name: 'templates',
    // rolldown names the chunk after this path.
    resolveId: (id: string) => (id === 'virtual:templates' ? MODULE : null),
    load(this: { addWatchFile(file: string): void }, id: string) {
      if (id !== MODULE) return null;
      const files = readdirSync(TEMPLATES, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name));
      for (const file of files) this.addWatchFile(file);
      return compileTemplates(files.sort().map(read));
    },
  };
}

function read(file: string): Template {
  const [layer = '', ...path] = relative(TEMPLATES, file).split(sep);
  return { layer, path: path.join('/'), text: readFileSync(file, 'utf8') };
}

/**
 * The source of the module that exports the templates; its type is `Templates` in src/plan/create/render.ts. Sorted by
 * path, because similar files next to one another compress better. No arrow functions: V8 parses the contents of an arrow
 * function again each time that it compiles what is around it, which takes 4 ms here.
 */
export function compileTemplates(templates: readonly Template[]): string {
  const names = Object.keys(renderContext('', {}));
  const layers = Object.fromEntries(templates.map(({ layer }) => [layer, {}]));
  const sorted = [...templates].sort((one, other) => (one.path < other.path ? -1 : 1));
  const body = [`const layers = ${JSON.stringify(layers)};`, ...sorted.map(compile), 'return layers;'];
  return `export default function ({ ${names.join(', ')} }, escapeFn) {\n${body.join('\n')}\n}\n`;
}

/** Compiles a template to a function, stored under its layer and output path: a leading `_` is replaced by a dot. */
function compile({ layer, path, text }: Template): string {
  try {
    const code = path.endsWith('.ts') ? inBothLanguages(path, text) : text;
    const options = { openDelimiter: '{', closeDelimiter: '}', strict: true, compileDebug: false };
    const template = new ejs.Template(code, options);
    template.compile();
    const output = path.replace(/(^|\/)_/g, '$1.');
    return `layers[${JSON.stringify(layer)}][${JSON.stringify(output)}] = function () {\n${template.source}};`;
  } catch (cause) {
    throw new Error(`templates/${layer}/${path}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

/** Extends a TypeScript template so that it also renders JavaScript: each line with types is followed by one without. */
function inBothLanguages(path: string, typed: string): string {
  const isDeclaration = path.endsWith('.d.ts');
  const lines = typed.split('\n');
  const erased = isDeclaration ? lines.map(() => undefined) : withoutTypes(typed);
  if (erased.length !== lines.length) throw new Error('A tag spans several lines');
  const parts: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const start = at;
    while (at < lines.length && erased[at] === lines[at]) at += 1;
    parts.push(...lines.slice(start, at));
    const changed = at;
    while (at < lines.length && erased[at] !== lines[at]) at += 1;
    if (at === changed) continue;
    const untyped = erased.slice(changed, at).filter((line) => line !== undefined);
    parts.push('{% if (ts) { -%}', ...lines.slice(changed, at));
    if (untyped.length > 0) parts.push('{% } else { -%}', ...untyped);
    parts.push('{% } -%}');
  }
  return parts.join('\n');
}

/** The lines of a template without types, formatted as if handwritten; undefined for each removed line. */
function withoutTypes(template: string): (string | undefined)[] {
  // Replace tags with placeholders while the template is parsed.
  const tags = new Map<string, string>();
  const typed = template.replace(/\{%.*?%\}/gs, (tag) => {
    const name = `TAG_${tags.size}_`;
    const placeholder = /^\{%[-=]/.test(tag) ? name : `/*${name}*/`;
    tags.set(placeholder, tag);
    return placeholder;
  });
  const erased = eraseTypes(typed, ({ pos, end }) => {
    throw new Error(`Only types can be erased, not: ${typed.slice(pos, end).trim()}`);
  });
  const before = typed.split('\n');
  const lines = erased.split('\n').map((line, index) => withoutGaps(before[index] ?? '', line));
  // Comments above a removed line are removed as well.
  for (let at = lines.length - 1; at > 0; at -= 1)
    if (lines[at] === undefined && /^ *(\/\/|\/?\*(?!TAG_))/.test(lines[at - 1] ?? '')) lines[at - 1] = undefined;
  return lines.map((line) =>
    line?.replace(/\/\*TAG_\d+_\*\/|TAG_\d+_/g, (placeholder) => tags.get(placeholder) ?? placeholder),
  );
}

/** Closes the gaps that erased types leave in a line; undefined if nothing else was in it. */
function withoutGaps(typed: string, erased: string): string | undefined {
  if (erased === typed) return erased;
  const closed = erased
    .replace(/ +/g, (gap, at: number) => {
      const type = typed.slice(at, at + gap.length);
      if (type === gap) return gap;
      if (at === 0) return /^ */.exec(typed)?.[0] ?? '';
      const isTight = /[([]/.test(erased[at - 1] ?? '') || /[;,.)\]]/.test(erased[at + gap.length] ?? ';');
      return !isTight && / $|^ /.test(type) ? ' ' : '';
    })
    .replace(/(, \{| \{|,) \} from/, (list) => (list.includes('{') ? ' from' : ' } from'))
    .replace(/(?<![\w\])])\(([\w.]+(?:\(\))?)\)(?=\.)/g, '$1'); // parentheses that only a cast needed
  return /^ *(\/\/.*|import from .*)?$/.test(closed) ? undefined : closed;
}
