import { type ParseError, parse } from '@babel/parser';
import * as t from '@babel/types';

/** A template that cannot be compiled; `at` is the offending source line, so the author finds it at once. */
export class TemplateError extends Error {
  constructor(message: string, at = '') {
    super(at ? `${message}: ${at.trim()}` : message);
    this.name = 'TemplateError';
  }
}

/** What two lines with different conditions may declare twice; every other syntax error stops the build. */
const TWICE = new Set([
  'VarRedeclaration',
  'DuplicateExport',
  'DuplicateDefaultExport',
  'DuplicateConstructor',
  'DuplicateProto',
  'PrivateNameRedeclaration',
]);

const isAllowed = (error: ParseError) => 'reasonCode' in error && TWICE.has(String(error.reasonCode));

/** Parses a module. With `typescript: false`, a leftover annotation is a syntax error. */
export function parseModule(code: string, options = { typescript: true }): t.File {
  const file = parse(code, {
    sourceType: 'module',
    plugins: options.typescript ? ['typescript', 'decorators'] : ['decorators'],
    createParenthesizedExpressions: true,
    errorRecovery: true,
    allowReturnOutsideFunction: !options.typescript,
  });
  const error = file.errors?.find((error) => !isAllowed(error));
  if (error) throw new TemplateError(`${error}`);
  return file;
}

export interface Span {
  start: number;
  end: number;
}

/** Babel types offsets as optional because nodes can be built by hand; parsed nodes always have them. */
export function span(node: { start?: number | null; end?: number | null; type: string }): Span {
  if (typeof node.start !== 'number' || typeof node.end !== 'number')
    throw new TemplateError(`${node.type} without range`);
  return { start: node.start, end: node.end };
}

export const endOf = (node: t.Node) => span(node).end;
export const startOf = (node: t.Node) => span(node).start;

/** Calls `visit` for every node, parents first; `false` skips the children. `path` holds the ancestors, nearest last. */
export function walk(node: t.Node, visit: (node: t.Node, path: readonly t.Node[]) => false | undefined): void {
  const path: t.Node[] = [];
  const enter = (current: t.Node): void => {
    if (visit(current, path) === false) return;
    path.push(current);
    const fields = current as unknown as Record<string, t.Node | (t.Node | null)[] | null | undefined>;
    for (const key of t.VISITOR_KEYS[current.type] ?? []) {
      for (const child of [fields[key]].flat()) if (child) enter(child);
    }
    path.pop();
  };
  enter(node);
}

/** TypeScript nodes that hold a value: their expression is kept. All others are types or declarations of types. */
const VALUES = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
]);

export const isTypeOnly = (node: t.Node) => node.type.startsWith('TS') && !VALUES.has(node.type);

/** Names read as values, and names read as types only. Shadowing is ignored: it can only keep an import too many. */
export function references(root: t.Node): { values: Set<string>; types: Set<string> } {
  const values = new Set<string>();
  const types = new Set<string>();
  walk(root, (node, path) => {
    if (t.isImportDeclaration(node)) return false;
    if (!t.isIdentifier(node)) return undefined;
    const parent = path.at(-1);
    if (path.some(isTypeOnly)) types.add(node.name);
    else if (parent && t.isReferenced(node, parent, path.at(-2))) values.add(node.name);
    return undefined;
  });
  return { values, types };
}
