import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REMOVED } from '../../src/plan/create/blank-lines.ts';
import { compileTemplate } from './compile.ts';
import { contextNames } from './names.ts';

const ROOT = new URL('../../', import.meta.url);
const TEMPLATES = fileURLToPath(new URL('templates', ROOT));
const LITERAL = fileURLToPath(new URL('src/plan/create/literal.ts', ROOT));
const CONTEXT = new URL('src/plan/create/context.ts', ROOT);

const ID = 'virtual:templates';
const RESOLVED = `\0${ID}`;

/** Paths of all files below a folder, relative to it, with forward slashes, sorted. */
function listFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return files.map((file) => relative(folder, file).replaceAll(sep, '/')).sort();
}

/** The module that holds every compiled template: `layersFor` gives those of each layer, see templates.d.ts. */
function templateModule(): string {
  const names = contextNames(CONTEXT);
  const layers = new Map<string, string[]>();
  const used = new Set<string>();
  for (const file of listFiles(TEMPLATES)) {
    const slash = file.indexOf('/');
    if (slash < 0) continue;
    const { path, typesOnly, source } = compileTemplate(
      file.slice(slash + 1),
      readFileSync(join(TEMPLATES, file), 'utf8'),
      names,
    );
    // One destructuring for all instead of one for each: that is a tenth of the module.
    const render = source.replace(/^\((?:\{ (.*?) \})?\) =>/, (_, fields: string | undefined) => {
      for (const field of fields?.split(', ') ?? []) used.add(field);
      return '() =>';
    });
    const short = render.replaceAll(`"${REMOVED}\\n"`, 'removed');
    const entry = `[${JSON.stringify(path)}, ${typesOnly ? 1 : 0}, ${short}]`;
    const layer = file.slice(0, slash);
    layers.set(layer, [...(layers.get(layer) ?? []), entry]);
  }
  const body = [...layers]
    .map(([layer, entries]) => `${JSON.stringify(layer)}: [\n${entries.join(',\n')}\n]`)
    .join(',\n');
  return `import { literal } from ${JSON.stringify(LITERAL)};\nexport const layersFor = ({ ${[...used].join(', ')} }, removed = ${JSON.stringify(`${REMOVED}\n`)}) => ({\n${body}\n});\n`;
}

/** For rolldown and vitest alike: compiles the templates when `virtual:templates` is imported. */
export function templates() {
  return {
    name: 'templates',
    resolveId: (id: string) => (id === ID ? RESOLVED : null),
    load(this: { addWatchFile(file: string): void }, id: string) {
      if (id !== RESOLVED) return null;
      for (const file of listFiles(TEMPLATES)) this.addWatchFile(join(TEMPLATES, file));
      return templateModule();
    },
  };
}
