import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import eraseTypes from 'ts-blank-space';
import { renderContext } from '../src/plan/create/context.ts';

const TEMPLATES = fileURLToPath(new URL('../templates', import.meta.url));

interface Template {
  layer: string;
  /** Relative to the layer. */
  path: string;
  text: string;
}

const MODULE = join(TEMPLATES, 'templates');

/** For rolldown and vitest alike: `virtual:templates` is the module of the compiled templates. */
export function templates() {
  return {
    name: 'templates',
    // The bundler names the chunk after this path.
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

/** The module that exports the templates, see `Templates` in src/plan/create/render.ts. */
export function compileTemplates(templates: readonly Template[]): string {
  const layers = new Map<string, string[]>();
  for (const template of templates)
    layers.set(template.layer, [...(layers.get(template.layer) ?? []), compile(template)]);
  const names = Object.keys(renderContext('', {}));
  const body = [...layers].map(([layer, functions]) => `${JSON.stringify(layer)}: {\n${functions.join(',\n')}\n}`);
  return `export default ({ ${names.join(', ')} }, escapeFn) => ({\n${body.join(',\n')}\n});\n`;
}

/** The source of a property of a layer: the path in the app, where `_` becomes the dot of a dot file, and a render function. */
function compile({ layer, path, text }: Template): string {
  try {
    const code = path.endsWith('.ts') ? inBothLanguages(path, text) : text;
    const options = { openDelimiter: '{', closeDelimiter: '}', strict: true, compileDebug: false };
    const template = new ejs.Template(code, options);
    template.compile();
    return `${JSON.stringify(path.replace(/(^|\/)_/g, '$1.'))}: () => {\n${template.source}}`;
  } catch (cause) {
    throw new Error(`templates/${layer}/${path}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

/** Consecutive lines of a template that are the same in both languages, or that all differ. */
interface LineRun {
  isSame: boolean;
  typed: string[];
  /** The lines in JavaScript, without those that are only types. */
  untyped: string[];
}

/** Makes a TypeScript template render JavaScript as well: lines with types become `if (ts)`, what is left of them `else`. */
function inBothLanguages(path: string, template: string): string {
  const typed = template.split('\n');
  const untyped = path.endsWith('.d.ts') ? typed.map(() => undefined) : withoutTypes(template);
  if (untyped.length !== typed.length) throw new Error('A tag stands over several lines');
  const runs: LineRun[] = [];
  for (const [index, line] of typed.entries()) {
    const other = untyped[index];
    const isSame = other === line;
    const open = runs.at(-1);
    const run = open?.isSame === isSame ? open : { isSame, typed: [], untyped: [] };
    if (run !== open) runs.push(run);
    run.typed.push(line);
    if (other !== undefined) run.untyped.push(other);
  }
  const lines = runs.flatMap((run) => {
    if (run.isSame) return run.typed;
    const otherwise = run.untyped.length > 0 ? ['{% } else { -%}', ...run.untyped] : [];
    return ['{% if (ts) { -%}', ...run.typed, ...otherwise, '{% } -%}'];
  });
  return lines.join('\n');
}

/** The lines of a template in JavaScript, formatted as if written by hand; undefined for each that is only types. */
function withoutTypes(template: string): (string | undefined)[] {
  // Tags are not TypeScript: a name or a comment replaces each while the template is parsed.
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
  // Remove the comments above removed types.
  for (let at = lines.length - 1; at > 0; at -= 1)
    if (lines[at] === undefined && /^ *(\/\/|\/?\*(?!TAG_))/.test(lines[at - 1] ?? '')) lines[at - 1] = undefined;
  return lines.map((line) =>
    line?.replace(/\/\*TAG_\d+_\*\/|TAG_\d+_/g, (placeholder) => tags.get(placeholder) ?? placeholder),
  );
}

/** Removes the white space that erased types left in a line; undefined when nothing else is in it. */
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
    .replace(/(?<![\w\])])\(([\w.]+(?:\(\))?)\)(?=\.)/g, '$1'); // parentheses for a cast alone
  return /^ *(\/\/.*|import from .*)?$/.test(closed) ? undefined : closed;
}
