import { dirname, isAbsolute, join, normalize, resolve, sep } from 'node:path';
import type * as t from '@babel/types';
import { Evaluator } from '../program/evaluator.ts';
import { Graph, type ParsedFiles } from '../program/module-graph.ts';
import { pathText } from '../program/path-values.ts';
import { isPackage } from '../program/value.ts';
import type { Disk } from '../project/disk.ts';
import { sourceFiles } from '../project/source-files.ts';
import { type Call, unwrap } from '../syntax/ast.ts';
import { isRequire, requestedPath } from '../syntax/imports.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { Attempt } from './attempt.ts';

/** The files that imports with computed paths may load. */
interface Loadable {
  /** Prefixes of the absolute paths of these files. */
  starts: string[];
  evaluator: Evaluator;
}

/** What the app may load through computed paths: the files below the literal prefix of each one, and what these load. */
export function loadable(disk: Disk, { pkg, compiler, entry, evaluator }: Attempt, parsed: ParsedFiles): Loadable {
  let reached: Loadable = { starts: startsOf(evaluator), evaluator };
  // An empty prefix may load anything.
  while (!reached.starts.includes('')) {
    const { starts, evaluator } = reached;
    const more = sourceFiles(disk, pkg.dir).filter((path) => starts.some((start) => path.startsWith(start)));
    const wider = new Evaluator(Graph.from(disk, pkg.dir, compiler, [entry.path, ...more], parsed));
    if (wider.graph.files.length === evaluator.graph.files.length) break;
    reached = { starts: startsOf(wider), evaluator: wider };
  }
  return reached;
}

/** Whether a computed path, or a loader that is passed the name of the file or of its folder, may load a file. */
export function mayBeLoaded(disk: Disk, { starts, evaluator }: Loadable, { path }: SourceFile): boolean {
  const absolute = disk.absolute(path);
  if (starts.some((start) => absolute.startsWith(start)) || evaluator.graph.source(absolute)) return true;
  const names = path.replace(/(\/index)?\.\w+$/, '').split('/');
  const named = new RegExp(`['"\`/](${names.map((name) => name.replace(/\W/g, '\\$&')).join('|')})(\\.\\w+)?/?['"\`]`);
  return evaluator.graph.files.some(({ text }) => named.test(text));
}

function startsOf(evaluator: Evaluator): string[] {
  const found = evaluator.graph.files.flatMap((file) =>
    file.index.calls
      .filter((call) => isRequire(call) || call.callee.type === 'Import')
      .filter((call) => requestedPath(call.arguments[0]) === undefined)
      .map((call) => startOfPath(evaluator, file, call)),
  );
  return [...new Set(found)];
}

/** The known prefix of the absolute path that a call loads; empty when it may be any. */
function startOfPath(evaluator: Evaluator, file: SourceFile, call: Call): string {
  const { graph } = evaluator;
  const { text } = call.arguments[0] ? writtenStart(evaluator, file, call.arguments[0], 0) : UNKNOWN;
  if (text === '' || isAbsolute(text)) return text && normalize(text);
  const from = /^\.\.?(\/|$)/.test(text) ? dirname(graph.disk.absolute(file.path)) : graph.packageDir;
  return resolve(from, text) + (/[/\\]$/.test(text) ? sep : '');
}

interface Start {
  text: string;
  /** That is all of it. */
  whole: boolean;
}

const UNKNOWN: Start = { text: '', whole: false };

/** The prefix that a path expression has in every environment. */
function writtenStart(evaluator: Evaluator, file: SourceFile, expression: t.Node, depth: number): Start {
  const node = unwrap(expression);
  if (depth > 10) return UNKNOWN;
  const start = (part: t.Node): Start => writtenStart(evaluator, file, part, depth + 1);
  if (node.type === 'BinaryExpression' && node.operator === '+') return inRow([start(node.left), start(node.right)]);
  if (node.type === 'TemplateLiteral')
    return inRow(
      node.quasis.flatMap(({ value }, index) => {
        const part = node.expressions[index];
        return [{ text: value.raw, whole: true }, ...(part ? [start(part)] : [])];
      }),
    );
  if (node.type === 'CallExpression') {
    const callee = evaluator.evaluate(file, node.callee);
    if (isPackage(callee, 'path', 'join', 'posix.join')) return inFolders(node.arguments.map(start), '');
    if (isPackage(callee, 'path', 'resolve', 'posix.resolve'))
      return inFolders(node.arguments.map(start), evaluator.graph.packageDir);
  }
  const value = evaluator.evaluate(file, node);
  if (value.kind === 'union' || value.kind === 'env' || value.kind === 'param') return UNKNOWN;
  if ('node' in value && value.node !== node) return writtenStart(evaluator, value.file, value.node, depth + 1);
  const text = pathText(evaluator, file, node);
  return text === undefined ? UNKNOWN : { text, whole: true };
}

function inRow(parts: Start[]): Start {
  const end = parts.findIndex(({ whole }) => !whole);
  const known = end === -1 ? parts : parts.slice(0, end + 1);
  return { text: known.map(({ text }) => text).join(''), whole: end === -1 };
}

/** @param from the folder that the first part is in, when it is not absolute */
function inFolders(parts: Start[], from: string): Start {
  const end = parts.findIndex(({ whole }) => !whole);
  const known = (end === -1 ? parts : parts.slice(0, end)).map(({ text }) => text);
  const rest = parts[end]?.text ?? '';
  if (known.length === 0 && rest === '') return UNKNOWN;
  const folder = from === '' ? join(...known) : resolve(from, ...known);
  return end === -1 ? { text: folder, whole: true } : { text: `${folder.replace(/\/$/, '')}/${rest}`, whole: false };
}
