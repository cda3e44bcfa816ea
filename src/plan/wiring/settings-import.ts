import type { Node } from '@babel/types';
import { loadsFile } from '../../inspect/program/module-graph.ts';
import type { Value } from '../../inspect/program/value.ts';
import { contains, endOf, isCall, startOf, stringValue, unwrap } from '../../inspect/syntax/ast.ts';
import { exportsOf } from '../../inspect/syntax/exports.ts';
import { importedName } from '../../inspect/syntax/imports.ts';
import type { Binding } from '../../inspect/syntax/scope.ts';
import { type Place, type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import type { Draft } from '../draft.ts';
import { localName } from '../source/local-imports.ts';
import { specifierOf } from '../source/specifiers.ts';

const WHY = 'import the database URL of the app';

/** The expression of the URL that the app connects to, with its value. */
export interface UrlPlace extends Place {
  value: Value;
  /** What follows the node in the expression, such as `.url`. */
  rest: string;
}

/** An export of a file, as the file that connects imports it. */
interface Exported {
  target: SourceFile;
  /** `=` for `module.exports`. */
  name: string;
  /** Its local name in the file that connects. */
  local: string;
  /** The module specifier in the file that connects. */
  written: string;
  /** The member expression after the name, such as `.mongo.url`. */
  rest: string;
}

/**
 * The expression of the app for its URL, such as `settings.url`, with `settings` imported into `file`; undefined when
 * that is not safe.
 */
export function importedUrl(
  draft: Draft,
  { file: home, node, value, rest }: UrlPlace,
  file: SourceFile,
  at: Node,
): string | undefined {
  // Reading the environment variable directly is simpler than an import.
  if (home === file || value.kind === 'env') return undefined;
  const root = exportedRoot(draft, home, node, rest);
  if (!root || root.target === file || loadsFile(draft.project.links, root.target, file)) return undefined;
  // Importing the file that connects may open its connection.
  if (root.target === home && !loadsFile(draft.project.links, file, home)) return undefined;
  if (!isReady(draft, file, root.target)) return undefined;
  const specifier = specifierLike(draft, root.written, file, root.target);
  const local = localName(draft, file, root.target, root.name, WHY, { preferred: root.local, specifier, at });
  return local === undefined ? undefined : local + root.rest;
}

function exportedRoot({ project }: Draft, home: SourceFile, node: Node, key: string): Exported | undefined {
  const inner = unwrap(node);
  const text = textOf(home, inner) + key;
  const assertion = home.text.slice(endOf(inner), endOf(node)).trim();
  const match = /^([A-Za-z_$][\w$]*)((?:\.[A-Za-z_$][\w$]*)*(?:\.get\((['"])[\w:.-]+\3\))?)$/.exec(text);
  const first = match && home.index.identifiers.find((identifier) => startOf(identifier) === startOf(inner));
  const binding = first ? home.index.resolve(first) : undefined;
  if (!match || !binding || !/^(!|as string)?$/.test(assertion)) return undefined;
  const [, local = '', path = ''] = match;
  const rest = path + (assertion === '!' ? '!' : assertion && ` ${assertion}`);
  const link = project.links.find(({ from, node }) => from === home && isFrom(binding, node));
  if (link) {
    const name = exportOf(binding);
    return name === undefined ? undefined : { target: link.to, name, local, rest, written: specifierIn(link.node) };
  }
  const own = exportsOf(home).find(({ node }) => node?.type === 'Identifier' && home.index.resolve(node) === binding);
  return own && { target: home, name: own.name, local, rest, written: './' };
}

function specifierIn(load: Node): string {
  const source = load.type === 'ImportDeclaration' ? load.source : isCall(load) ? load.arguments[0] : undefined;
  return stringValue(source) ?? './';
}

/** The module specifier for `file`: a path alias is kept, and a folder still stands for its index file. */
function specifierLike({ project }: Draft, written: string, file: SourceFile, target: SourceFile): string {
  if (!written.startsWith('.')) return written;
  const specifier = specifierOf(project, file, target);
  const folder = target.path.match(/([^/]+)\/index\.\w+$/)?.[1];
  return folder !== undefined && written.endsWith(`/${folder}`) ? specifier.replace(/\/index(\.\w+)?$/, '') : specifier;
}

/** Whether a binding comes from the import statement or `require` call. */
function isFrom({ declaration, init }: Binding, load: Node): boolean {
  return init === load || (declaration.type !== 'VariableDeclarator' && contains(load, declaration));
}

function exportOf({ declaration, path }: Binding): string | undefined {
  if (declaration.type === 'ImportDefaultSpecifier' || declaration.type === 'ImportSpecifier')
    return importedName(declaration);
  if (declaration.type !== 'VariableDeclarator' || path.length > 1) return undefined;
  return path[0] ?? '=';
}

/** Whether `file` may import settings that read the environment: only after the env file is loaded. */
function isReady({ project }: Draft, file: SourceFile, settings: SourceFile): boolean {
  const at = project.environment.loader?.at;
  const readers = [settings, ...project.files.filter((other) => loadsFile(project.links, settings, other))];
  if (!at || readers.includes(at.file) || !readers.some(({ text }) => text.includes('process.env'))) return true;
  const outer = project.links.find(
    ({ from, to }) => from === at.file && (to === file || loadsFile(project.links, to, file)),
  );
  if (outer && file !== at.file) return startOf(at.node) < startOf(outer.node);
  const before = file.program.body.find(
    (statement) =>
      contains(statement, at.node) ||
      project.links.some(
        ({ from, node, to }) =>
          from === file && contains(statement, node) && (to === at.file || loadsFile(project.links, to, at.file)),
      ),
  );
  const express = file.program.body.find((statement) => /['"]express['"]/.test(textOf(file, statement)));
  return before !== undefined && express !== undefined && startOf(before) < startOf(express);
}
