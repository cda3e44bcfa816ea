import type * as t from '@babel/types';
import { startOf } from './ast.ts';
import { type FileIndex, indexProgram } from './file-index.ts';
import { parseSource, type Unparsed } from './parse.ts';
import { type Style, styleOf } from './style.ts';

/** One parsed file. Offsets of its nodes count in `text`, which has no byte order mark. */
export interface SourceFile {
  /** Relative to the project's root, with forward slashes. */
  path: string;
  text: string;
  bom: boolean;
  program: t.Program;
  comments: t.Comment[];
  index: FileIndex;
  typescript: boolean;
  /** Its imports run before its first line; TypeScript compiled to CommonJS runs them where they are written. */
  hoists: boolean;
  /** The syntax of its imports, which a new import follows. */
  module: 'esm' | 'cjs';
  style: Style;
}

/** A file that is not analysed or edited, with the reason. */
export interface UnreadFile {
  path: string;
  unparsed: Unparsed;
}

/** A node of a file. */
export interface Place {
  file: SourceFile;
  node: t.Node;
}

export interface ObjectPlace extends Place {
  node: t.ObjectExpression;
}

/** @param formatter the settings of the project's formatter, read when the style is needed */
export function readSource(
  path: string,
  content: string,
  packageType: 'module' | 'commonjs',
  formatter: () => Partial<Style> = () => ({}),
): SourceFile | UnreadFile {
  const parsed = parseSource(path, content);
  if ('unparsed' in parsed) return { path, unparsed: parsed.unparsed };
  const text = parsed.bom ? content.slice(1) : content;
  const index = indexProgram(parsed.program);
  const typescript = /\.[cm]?tsx?$/.test(path);
  let style: Style | undefined;
  return {
    path,
    text,
    bom: parsed.bom,
    program: parsed.program,
    comments: parsed.comments,
    index,
    typescript,
    hoists: !typescript || path.endsWith('.mts') || (packageType === 'module' && !path.endsWith('.cts')),
    module: moduleOf(path, parsed.program, index, packageType),
    get style() {
      style ??= styleOf(text, formatter());
      return style;
    },
  };
}

function lineOf(file: { text: string }, offset: number): number {
  let line = 1;
  for (let at = file.text.indexOf('\n'); at !== -1 && at < offset; at = file.text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** Line and column of an offset, both 1-based; columns count UTF-16 code units, as SARIF and editors do. */
export function positionAt(file: { text: string }, offset: number): { line: number; column: number } {
  return { line: lineOf(file, offset), column: offset - file.text.slice(0, offset).lastIndexOf('\n') };
}

export function lineOfNode(file: { text: string }, node: t.Node): number {
  return lineOf(file, startOf(node));
}

/** The path and the line of a node, for a note. */
export function placeOf({ file, node }: Place): { file: string; line: number } {
  return { file: file.path, line: lineOfNode(file, node) };
}

export function textOf(file: { text: string }, node: t.Node): string {
  return file.text.slice(startOf(node), node.end ?? undefined);
}

// The syntax of the file decides before package.json: Babel and TypeScript compile ESM syntax to CommonJS.
function moduleOf(
  path: string,
  program: t.Program,
  index: FileIndex,
  packageType: 'module' | 'commonjs',
): 'esm' | 'cjs' {
  const esm = program.body.some(({ type }) =>
    /^(Import|TSImportEquals|Export(Default|Named|All))Declaration$/.test(type),
  );
  if (esm || /\.m[jt]s$/.test(path)) return 'esm';
  if (/\.c[jt]s$/.test(path)) return 'cjs';
  const requires = index.calls.some((call) => call.callee.type === 'Identifier' && call.callee.name === 'require');
  if (requires) return 'cjs';
  return packageType === 'module' || /\.tsx?$/.test(path) ? 'esm' : 'cjs';
}

/** Each node once: a function may be on several routes. */
export function uniquePlaces<T extends Place>(places: T[]): T[] {
  return uniqueBy(places, ({ node }) => node);
}

/** The first item for each key. */
export function uniqueBy<T>(items: T[], keyOf: (item: T) => unknown): T[] {
  return items.filter((item, index) => items.findIndex((one) => keyOf(one) === keyOf(item)) === index);
}
