import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONTROL } from '../../src/plan/create/filling.ts';
import { compileTemplate } from './compile.ts';
import { type Encoded, encode } from './encode.ts';
import { contextNames } from './names.ts';
import { byLikeness } from './order.ts';
import { namesIn } from './parts.ts';
import { parseModule } from './syntax.ts';

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

/** All templates, as one text. */
function encodedTemplates(): Encoded {
  const names = contextNames(CONTEXT);
  const files = listFiles(TEMPLATES).filter((file) => file.includes('/'));
  return encode(
    files.map((file) => {
      const slash = file.indexOf('/');
      const text = readFileSync(join(TEMPLATES, file), 'utf8');
      return { layer: file.slice(0, slash), template: compileTemplate(file.slice(slash + 1), text, names) };
    }),
  );
}

/** What the numbers in the text stand for, see templates.d.ts. */
export function fillingsSource({ conditions, values }: Encoded): string {
  const lists = `conditions: [${conditions.join(', ')}], values: [${values.join(', ')}]`;
  const used = namesIn(parseModule(`(${`{ ${lists} }`})`, { typescript: false }).program);
  return `({ ${used.filter((name) => name !== 'literal').join(', ')} }) => ({ ${lists} })`;
}

const FILE = 'templates.txt';

const ordered = (text: string): string => byLikeness(text.split(CONTROL.file)).join(CONTROL.file);

/**
 * For rolldown and vitest alike: compiles the templates when `virtual:templates` is imported.
 * @param beside whether their text becomes a file beside the bundle, or stays in the module
 */
export function templates({ beside = false } = {}) {
  return {
    name: 'templates',
    resolveId: (id: string) => (id === ID ? RESOLVED : null),
    load(this: Context, id: string) {
      if (id !== RESOLVED) return null;
      for (const file of listFiles(TEMPLATES)) this.addWatchFile(join(TEMPLATES, file));
      const encoded = encodedTemplates();
      if (beside) this.emitFile({ type: 'asset', fileName: FILE, source: ordered(encoded.text) });
      return [
        `import { literal } from ${JSON.stringify(LITERAL)};`,
        beside ? "import { readFileSync } from 'node:fs';\nimport { join } from 'node:path';" : '',
        `export const fillings = ${fillingsSource(encoded)};`,
        `export const text = () => ${beside ? `readFileSync(join(__dirname, '${FILE}'), 'utf8')` : JSON.stringify(encoded.text)};`,
      ].join('\n');
    },
  };
}

interface Context {
  addWatchFile(file: string): void;
  emitFile(file: { type: 'asset'; fileName: string; source: string }): string;
}
