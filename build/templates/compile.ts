import { asRequires } from '../../src/plan/create/requires.ts';
import { toCommonJs } from './commonjs.ts';
import { CODE_TAGS, commentStyle, FILE_TAGS, openHoles, readLines } from './directives.ts';
import { mergeVariants, type Variant, weave } from './merge.ts';
import { outputPath } from './names.ts';
import { type Part, partsOf, toEjs } from './parts.ts';
import { TemplateError } from './syntax.ts';
import { stripTypes } from './types.ts';

export interface CompiledTemplate {
  /** Where the file lands; `.ts` stands for the language's own extension. */
  path: string;
  /** Whether the file holds types alone, and so exists in TypeScript only. */
  typesOnly: boolean;
  parts: Part[];
}

/** Compiles one template. `path` is relative to its layer, `names` are the fields of the render context. */
export function compileTemplate(path: string, text: string, names: ReadonlySet<string>): CompiledTemplate {
  try {
    if (text.trim() === '') throw new TemplateError('an empty template writes nothing');
    if (text.includes('\r') || text.includes('\0')) throw new TemplateError('templates have LF line ends and no NUL');
    const output = outputPath(path);
    const style = commentStyle(output);
    if (!/\.m?ts$/.test(path)) {
      const isFile = path.endsWith('.tpl');
      const tags = isFile ? FILE_TAGS : CODE_TAGS;
      const body = isFile ? text.replaceAll('<%=', '<%-') : style === 'code' ? openHoles(text) : text;
      const lines = readLines(body, style).map((line) => ({ ...line, variants: [] }));
      return { path: output, typesOnly: false, parts: partsOf(toEjs(lines, [], tags), tags, names) };
    }
    const variants = variantsOf(path, text);
    const lines = weave(mergeVariants(variants.map(([name, code]) => [name, readLines(openHoles(code), style)])));
    const all = variants.map(([name]) => name);
    const parts = partsOf(toEjs(lines, all, CODE_TAGS), CODE_TAGS, names);
    return { path: output, typesOnly: all.length === 1, parts };
  } catch (error) {
    throw new TemplateError(`${path}: ${error instanceof Error ? error.message : error}`);
  }
}

const DIRNAME = /\bimport\.meta\.(dirname|filename)\b/g;

/** A TypeScript file can also be compiled to CommonJS, which is known only when it is rendered. */
const withDirname = (code: string) => code.replace(DIRNAME, "/*- cjs ? '__$1' : 'import.meta.$1' */ $&");

/** The texts of a code template; `.mts` files are ES modules in every project. */
function variantsOf(path: string, code: string): [Variant, string][] {
  const isModule = path.endsWith('.mts');
  const ts: [Variant, string] = ['ts', isModule ? code : withDirname(code)];
  const js = path.endsWith('.d.ts') ? null : stripTypes(code);
  if (js === null) return [ts];
  return [ts, ['js', js], ['cjs', isModule ? js : asImports(toCommonJs(js))]];
}

/** CommonJS with its `require` lines written as imports, as the other variants have them: a run turns them back. */
function asImports(code: string): string {
  const shared = code.replaceAll(
    /^const (\w+|\{[^}]*\}) = require\(('[^']+')\);/gm,
    (_, names: string, from: string) => `import ${names.replaceAll(': ', ' as ')} from ${from};`,
  );
  if (asRequires(shared) !== code) throw new TemplateError('its imports cannot be told from the rest');
  return shared;
}
