import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import eraseTypes from 'ts-blank-space';
import { renderContext } from '../src/plan/create/context.ts';

const TEMPLATES = fileURLToPath(new URL('../templates', import.meta.url));

type Language = 'ts' | 'js';

interface Template {
  layer: string;
  /** Relative to the layer. */
  path: string;
  text: string;
}

/** For rolldown and vitest alike: `virtual:templates-ts` and `virtual:templates-js` are the compiled templates. */
export function templates() {
  return {
    name: 'templates',
    // As if they lay beside the templates: that names the chunks.
    resolveId: (id: string) =>
      id.startsWith('virtual:templates-') ? join(TEMPLATES, id.slice('virtual:'.length)) : null,
    load(this: { addWatchFile(file: string): void }, id: string) {
      if (!id.startsWith(join(TEMPLATES, 'templates-'))) return null;
      const files = readdirSync(TEMPLATES, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name));
      for (const file of files) this.addWatchFile(file);
      return compileTemplates(files.sort().map(read), id.endsWith('ts') ? 'ts' : 'js');
    },
  };
}

function read(file: string): Template {
  const [layer = '', ...path] = relative(TEMPLATES, file).split(sep);
  return { layer, path: path.join('/'), text: readFileSync(file, 'utf8') };
}

/** The module that exports the templates, see `Templates` in src/plan/create/render.ts. */
export function compileTemplates(templates: readonly Template[], language: Language): string {
  const layers = new Map<string, string[]>();
  for (const template of templates) {
    const functions = layers.get(template.layer) ?? [];
    layers.set(template.layer, functions);
    if (language === 'ts') functions.push(compile(template.path, template));
    else if (!template.path.endsWith('.d.ts')) functions.push(compile(template.path.replace(/\.ts$/, '.js'), template));
  }
  const names = Object.keys(renderContext('', {}));
  const body = [...layers].map(([layer, functions]) => `${JSON.stringify(layer)}: {\n${functions.join(',\n')}\n}`);
  return `export default ({ ${names.join(', ')} }, escapeFn) => ({\n${body.join(',\n')}\n});\n`;
}

/** A property of the layer: the path on output, where `_` stands for the dot of a dot file, and the function. */
function compile(output: string, { layer, path, text }: Template): string {
  try {
    const code = path.endsWith('.ts') && output.endsWith('.js') ? toJavaScript(text) : text;
    const options = { openDelimiter: '{', closeDelimiter: '}', strict: true, compileDebug: false };
    const template = new ejs.Template(code, options);
    template.compile();
    return `${JSON.stringify(output.replace(/(^|\/)_/g, '$1.'))}: () => {\n${template.source}}`;
  } catch (cause) {
    throw new Error(`templates/${layer}/${path}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

/** Erases the types of a template, as a person would. Its tags are put aside while it is parsed. */
function toJavaScript(template: string): string {
  const tags = new Map<string, string>();
  const typed = template.replace(/\{%.*?%\}/gs, (tag) => {
    const name = `TAG_${tags.size}_`;
    const standIn = /^\{%[-=]/.test(tag) ? name : `/*${name}*/`;
    tags.set(standIn, tag);
    return standIn;
  });
  const erased = eraseTypes(typed, ({ pos, end }) => {
    throw new Error(`Only types can be erased, not: ${typed.slice(pos, end).trim()}`);
  });
  const before = typed.split('\n');
  const lines: string[] = [];
  for (const [index, line] of erased.split('\n').entries()) {
    const kept = withoutGaps(before[index] ?? '', line);
    if (kept !== undefined) lines.push(kept);
    // Types go with the comments above them.
    else while (/^ *(\/\/|\/?\*(?!TAG_))/.test(lines.at(-1) ?? '')) lines.pop();
  }
  return lines.join('\n').replace(/\/\*TAG_\d+_\*\/|TAG_\d+_/g, (standIn) => tags.get(standIn) ?? standIn);
}

/** Closes the gaps that types left in a line; undefined when there was nothing else in it. */
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
