import { dirname, isAbsolute, join, normalize, resolve, sep } from 'node:path';
import type * as t from '@babel/types';
import { Evaluator } from '../program/evaluator.ts';
import { Graph, type ParsedFiles } from '../program/module-graph.ts';
import { pathText } from '../program/path-values.ts';
import { isPackage } from '../program/value.ts';
import type { Disk } from '../project/disk.ts';
import { literally } from '../project/literally.ts';
import { sourceFiles } from '../project/source-files.ts';
import { type Call, unwrap } from '../syntax/ast.ts';
import { isRequire, requestedPath } from '../syntax/imports.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { Analysis } from './analysis.ts';

/** What an app may load through computed paths, such as `require('./routes/' + name)`. */
interface DynamicImports {
  /** Prefixes of the absolute paths that computed paths may name; an empty one may name any file. */
  prefixes: string[];
  /** Of the app together with the files that these paths may name. */
  evaluator: Evaluator;
}

/** The files that an app may load through computed paths, which may compute further ones in turn. */
export function dynamicImports(
  disk: Disk,
  { pkg, compiler, entry, evaluator }: Analysis,
  parsed: ParsedFiles,
): DynamicImports {
  let found: DynamicImports = { prefixes: prefixesIn(evaluator), evaluator };
  while (!found.prefixes.includes('')) {
    const { prefixes, evaluator } = found;
    const more = sourceFiles(disk, pkg.dir).filter((path) => prefixes.some((prefix) => path.startsWith(prefix)));
    const wider = new Evaluator(new Graph(disk, pkg.dir, compiler, [entry.path, ...more], parsed));
    if (wider.graph.files.length === evaluator.graph.files.length) break;
    found = { prefixes: prefixesIn(wider), evaluator: wider };
  }
  return found;
}

/**
 * Whether an app may load a file: through a computed path, or through a loader that is passed the name of the file or of
 * a folder on its path.
 */
export function mayBeLoaded(disk: Disk, { prefixes, evaluator }: DynamicImports, { path }: SourceFile): boolean {
  const absolute = disk.absolute(path);
  if (prefixes.some((prefix) => absolute.startsWith(prefix)) || evaluator.graph.source(absolute)) return true;
  const names = path.replace(/(\/index)?\.\w+$/, '').split('/');
  const named = new RegExp(`['"\`/](${names.map(literally).join('|')})(\\.\\w+)?/?['"\`]`);
  return evaluator.graph.files.some(({ text }) => named.test(text));
}

/** The prefixes of all computed paths in the files of an evaluator. */
function prefixesIn(evaluator: Evaluator): string[] {
  const found = evaluator.graph.files.flatMap((file) =>
    file.index.calls
      .filter((call) => isRequire(call) || call.callee.type === 'Import')
      .filter((call) => requestedPath(call.arguments[0]) === undefined)
      .map((call) => prefixOf(evaluator, file, call)),
  );
  return [...new Set(found)];
}

/** The known prefix of the absolute path that a call loads; empty when it may be any. */
function prefixOf(evaluator: Evaluator, file: SourceFile, call: Call): string {
  const { graph } = evaluator;
  const { text } = call.arguments[0] ? knownStart(evaluator, file, call.arguments[0], 0) : UNKNOWN;
  if (text === '' || isAbsolute(text)) return text && normalize(text);
  const from = /^\.\.?(\/|$)/.test(text) ? dirname(graph.disk.absolute(file.path)) : graph.packageDir;
  return resolve(from, text) + (/[/\\]$/.test(text) ? sep : '');
}

/** The part of a path, from its start, that is the same in every environment. */
interface KnownStart {
  text: string;
  /** Whether this is the whole path. */
  isComplete: boolean;
}

const UNKNOWN: KnownStart = { text: '', isComplete: false };

function knownStart(evaluator: Evaluator, file: SourceFile, expression: t.Node, depth: number): KnownStart {
  const node = unwrap(expression);
  if (depth > 10) return UNKNOWN;
  const start = (part: t.Node): KnownStart => knownStart(evaluator, file, part, depth + 1);
  if (node.type === 'BinaryExpression' && node.operator === '+')
    return concatenate([start(node.left), start(node.right)]);
  if (node.type === 'TemplateLiteral')
    return concatenate(
      node.quasis.flatMap(({ value }, index) => {
        const part = node.expressions[index];
        return [{ text: value.raw, isComplete: true }, ...(part ? [start(part)] : [])];
      }),
    );
  if (node.type === 'CallExpression') {
    const callee = evaluator.evaluate(file, node.callee);
    if (isPackage(callee, 'path', 'join', 'posix.join')) return joinPath(node.arguments.map(start), '');
    if (isPackage(callee, 'path', 'resolve', 'posix.resolve'))
      return joinPath(node.arguments.map(start), evaluator.graph.packageDir);
  }
  const value = evaluator.evaluate(file, node);
  if (value.kind === 'union' || value.kind === 'env' || value.kind === 'param') return UNKNOWN;
  if ('node' in value && value.node !== node) return knownStart(evaluator, value.file, value.node, depth + 1);
  const text = pathText(evaluator, file, node);
  return text === undefined ? UNKNOWN : { text, isComplete: true };
}

/** The start of a string that is concatenated from parts. */
function concatenate(parts: KnownStart[]): KnownStart {
  const end = parts.findIndex(({ isComplete }) => !isComplete);
  const known = end === -1 ? parts : parts.slice(0, end + 1);
  return { text: known.map(({ text }) => text).join(''), isComplete: end === -1 };
}

/**
 * The start of a path that `path.join` or `path.resolve` makes from parts.
 * @param base the folder that `path.resolve` starts from; empty for `path.join`
 */
function joinPath(parts: KnownStart[], base: string): KnownStart {
  const end = parts.findIndex(({ isComplete }) => !isComplete);
  const known = (end === -1 ? parts : parts.slice(0, end)).map(({ text }) => text);
  const rest = parts[end]?.text ?? '';
  if (known.length === 0 && rest === '') return UNKNOWN;
  const folder = base === '' ? join(...known) : resolve(base, ...known);
  return end === -1
    ? { text: folder, isComplete: true }
    : { text: `${folder.replace(/\/$/, '')}/${rest}`, isComplete: false };
}
