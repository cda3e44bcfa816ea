import path from 'node:path';
import type * as t from '@babel/types';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { contains, endOf, startOf, stringValue, unwrap } from '../../inspect/syntax/ast.ts';
import { isRequire, moduleRequests } from '../../inspect/syntax/imports.ts';
import { type SourceFile, uniqueBy } from '../../inspect/syntax/source-file.ts';
import type { Change, ImportRequest, SourceEdit } from '../change.ts';
import { editedFile } from './apply-edits.ts';
import { defaultForm, needsImportEquals } from './imports.ts';
import { afterLine, endsLine, indentAt, lineStart } from './lines.ts';
import { removalOf } from './removals.ts';
import { statementOf } from './statement-chains.ts';
import type { TextEdits } from './text-edits.ts';

/**
 * The edits for all new imports of a change. The first one in a file replaces an import that is no longer used, or else
 * follows the import of express-session or express; further ones follow the first. Imports in order stay in order.
 * @param replaceable an unused import by file: replaced with a new one, or removed
 */
export function placeImports(
  project: ProjectFacts,
  { imports, edits, openBraces }: Pick<Change, 'imports' | 'edits' | 'openBraces'>,
  replaceable: Map<SourceFile, t.Node>,
): SourceEdit[] {
  const placed: SourceEdit[] = [];
  const files = new Set([...imports.map(({ file }) => file), ...replaceable.keys()]);
  for (const file of files) {
    const own = edits.filter((edit) => edit.file === file);
    let unused = replaceable.get(file);
    let previous: t.Node | undefined;
    const requests = uniqueBy(
      imports.filter((one) => one.file === file),
      ({ specifier, name, local }) => `${specifier} ${name} ${local}`,
    );
    if (sortedImports(file).length > 0)
      requests.sort((one, other) => (precedes(one.specifier, other.specifier) ? -1 : 1));
    for (const request of requests) {
      const braces =
        openBraces.find((one) => one.file === file && one.specifier === request.specifier) ??
        (request.untyped ? undefined : lastName(request, editedFile(file, own)));
      if (braces && request.name !== 'default') {
        placed.push(insertedAt(braces.at, `, ${namedImport(request, file)}`, request, 'first'));
        continue;
      }
      const named = request.name === 'default' ? beforeNames(project, request, editedFile(file, own)) : undefined;
      if (named !== undefined) {
        placed.push(insertedAt(named, `${request.local}, `, request, 'first'));
        continue;
      }
      const replaces = unused && canReplace(project, request, unused);
      if (unused && replaces) {
        placed.push(replacement(project, request, unused));
        previous = statementOf(file, unused);
      } else {
        // A `require` cannot replace an import statement.
        if (unused) own.push(...removalOf(file, unused, 'remove unused imports'));
        placed.push(insertion(project, request, editedFile(file, own), previous));
      }
      unused = undefined;
    }
    if (unused) own.push(...removalOf(file, unused, 'remove unused imports'));
    const last = placed.findLast((edit) => edit.file === file && edit.kind === 'insert' && edit.order === 'next');
    const [first] = file.program.body;
    const isFirst = last?.kind === 'insert' && first && last.at === lineStart(file.text, startOf(first));
    // Between the first imports of a file and its code.
    if (isFirst && !/\brequire\(|^import\b/m.test(file.text)) placed.push({ ...last, text: file.style.eol });
    placed.push(...own.filter((edit) => !edits.includes(edit)));
  }
  return placed;
}

/** The end of the names in an existing `import { a } from` or `const { a } = require()` of the same package. */
function lastName({ file, specifier }: ImportRequest, edited: TextEdits): { at: number } | undefined {
  for (const statement of file.program.body) {
    const [declarator] = statement.type === 'VariableDeclaration' ? statement.declarations : [];
    const isLoad = loaded(file, statement).includes(specifier) && !edited.isRemoved(statement);
    const names =
      statement.type === 'ImportDeclaration'
        ? statement.specifiers
        : declarator?.id.type === 'ObjectPattern' && declarator.init && isRequire(unwrap(declarator.init))
          ? declarator.id.properties
          : [];
    const last = isLoad ? names.at(-1) : undefined;
    if (last?.type === 'ImportSpecifier' || last?.type === 'ObjectProperty') return { at: endOf(last) };
  }
  return undefined;
}

/** The `{` of an existing `import { a } from` of the same package, before which a default import goes. */
function beforeNames(project: ProjectFacts, request: ImportRequest, edited: TextEdits): number | undefined {
  const { file, specifier, local } = request;
  if (!importText(project, request, 'const').startsWith(`import ${local} from `)) return undefined;
  for (const statement of file.program.body) {
    if (statement.type !== 'ImportDeclaration' || statement.source.value !== specifier) continue;
    const [first] = statement.specifiers;
    const isOpen = first?.type === 'ImportSpecifier' && statement.importKind !== 'type' && !edited.isRemoved(statement);
    if (isOpen) return file.text.lastIndexOf('{', startOf(first));
  }
  return undefined;
}

function canReplace(project: ProjectFacts, request: ImportRequest, unused: t.Node): boolean {
  return unused.type !== 'ImportDeclaration' || importText(project, request, 'const').startsWith('import ');
}

function replacement(project: ProjectFacts, request: ImportRequest, unused: t.Node): SourceEdit {
  const { file, why } = request;
  const text = importText(project, request, keywordOf(statementOf(file, unused)));
  const inChain = unused.type === 'VariableDeclarator';
  const inserted = inChain ? text.replace(/^\w+ /, '').replace(/;$/, '') : text;
  return { file, why, kind: 'replace', start: startOf(unused), end: endOf(unused), text: inserted };
}

/** Inserts an import after the others; in an ES module, a `require` follows all imports. */
function insertion(
  project: ProjectFacts,
  request: ImportRequest,
  edited: TextEdits,
  previous: t.Node | undefined,
): SourceEdit {
  const { file } = request;
  const { eol } = file.style;
  const point: ImportPoint = previous
    ? { at: 'after', node: previous, keyword: keywordOf(previous) }
    : importPoint(project, file, edited);
  const { dependencies } = project.package;
  const allowed = Object.entries(ALLOW_REQUIRE).find(([linter]) => request.untyped && dependencies[linter]);
  const text = (allowed ? allowed[1] + eol : '') + importText(project, request, point.keyword);
  const imports = text.startsWith('import ') ? undefined : lastImport(file, edited);
  if (imports) return insertedAt(afterLine(file.text, endOf(imports)), `${eol}${text}`, request);
  const sorted = text.startsWith('import ') ? sortedImports(file).filter((one) => !edited.isRemoved(one)) : [];
  const before = sorted.findLast(({ source }) => precedes(source.value, request.specifier));
  if (before) return insertedAt(afterLine(file.text, endOf(before)), `${eol}${text}`, request);
  if (sorted[0]) return insertedAt(startOf(sorted[0]), `${text}${eol}`, request);
  if (point.at === 'before') return insertedAt(point.offset, `${text}${eol}`, request);
  const indent = indentAt(file.text, startOf(point.node));
  const rest = endsLine(file, point.node) ? '' : eol;
  return insertedAt(afterLine(file.text, endOf(point.node)), `${eol}${indent}${text}${rest}`, request);
}

function insertedAt(
  at: number,
  text: string,
  { file, why }: ImportRequest,
  order: 'first' | 'next' = 'next',
): SourceEdit {
  return { file, why, kind: 'insert', at, text, order };
}

const ESLINT = '// eslint-disable-next-line @typescript-eslint/no-var-requires';

/** What keeps a linter from rejecting `require()`. */
const ALLOW_REQUIRE: Record<string, string> = {
  '@typescript-eslint/eslint-plugin': ESLINT,
  'typescript-eslint': ESLINT,
  tslint: '// tslint:disable-next-line:no-var-requires',
};

/** The imports of packages, if there are enough to see that they are in alphabetical order; else none. */
function sortedImports({ program: { body } }: SourceFile): t.ImportDeclaration[] {
  const imports = body.flatMap((one) =>
    one.type === 'ImportDeclaration' && one.specifiers.length > 0 && /^(?!node:)@?\w/.test(one.source.value) ? one : [],
  );
  const names = imports.map(({ source }) => source.value);
  return names.length > 3 && names.every((name, index) => index === 0 || precedes(names[index - 1], name))
    ? imports
    : [];
}

function precedes(one = '', other: string): boolean {
  return one.toLowerCase() < other.toLowerCase();
}

/** The last of the import statements at the top of a file. */
function lastImport({ program }: SourceFile, edited: TextEdits): t.Statement | undefined {
  const { body } = program;
  const first = body.findIndex(({ type }) => type !== 'ImportDeclaration');
  return body.slice(0, first === -1 ? body.length : first).findLast((statement) => !edited.isRemoved(statement));
}

function namedImport({ name, local }: ImportRequest, file: SourceFile): string {
  return name === local ? name : `${name}${file.module === 'cjs' ? ': ' : ' as '}${local}`;
}

function importText(project: ProjectFacts, request: ImportRequest, keyword: string): string {
  const { file, specifier, name, local } = request;
  const { importQuote, semicolons } = file.style;
  const from = importQuote + specifier + importQuote;
  const end = semicolons ? ';' : '';
  if (file.module === 'cjs' || request.untyped) {
    const target = name === 'default' ? local : name === local ? `{ ${name} }` : `{ ${name}: ${local} }`;
    return `${keyword} ${target} = require(${from})${end}`;
  }
  if (name !== 'default' && needsImportEquals(project, file)) {
    const words = path.posix.parse(specifier).name.split(/\W+/);
    const plain = words
      .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
      .join('');
    const module = file.index.identifiers.some((identifier) => identifier.name === plain) ? `${plain}Module` : plain;
    return `import ${module} = require(${from})${end}${file.style.eol}import ${local} = ${module}.${name}${end}`;
  }
  if (name !== 'default') return `import { ${namedImport(request, file)} } from ${from}${end}`;
  const form = defaultForm(project, file);
  // The class that connect-mongo 4 and 5 assign to module.exports cannot be used as a namespace import.
  if (form === 'equals' || (form === 'namespace' && specifier === 'connect-mongo'))
    return `import ${local} = require(${from})${end}`;
  return form === 'namespace' ? `import * as ${local} from ${from}${end}` : `import ${local} from ${from}${end}`;
}

type ImportPoint = { at: 'after'; node: t.Node; keyword: string } | { at: 'before'; offset: number; keyword: string };

/** Where to insert an import: after that of express-session, else of express, else after the last one, else at the top of the file. */
function importPoint(project: ProjectFacts, file: SourceFile, edited: TextEdits): ImportPoint {
  const { body, directives } = file.program;
  const loads = body.filter((statement) => loaded(file, statement).length > 0 && !edited.isRemoved(statement));
  const { insertionPoint: point } = project;
  // `require('express-session')({ ... })` may create the store.
  const called = file.index.calls.find(
    ({ callee }) => isRequire(callee) && stringValue(callee.arguments[0]) === 'express-session',
  );
  const uses = [called, point?.file === file ? point.statement : undefined];
  const limit = Math.min(Number.POSITIVE_INFINITY, ...uses.flatMap((one) => (one ? startOf(one) : [])));
  const last = loads.findLast((statement) => endOf(statement) <= limit && endsLine(file, statement));
  const types = body.findLast((statement) => statement.type === 'ImportDeclaration' && !edited.isRemoved(statement));
  const [neighbour] = ['express-session', 'express'].flatMap((name) =>
    loads.filter((one) => loaded(file, one).includes(name) && endOf(one) <= limit && endsLine(file, one)),
  );
  const node = neighbour ?? last ?? (loads.length === 0 ? types : undefined);
  const keyword = keywordOf(node ?? loads[0]);
  if (node) return { at: 'after', node, keyword };
  const directive = directives.at(-1);
  if (directive)
    return {
      at: 'before',
      offset: Math.min(file.text.length, file.text.indexOf('\n', endOf(directive)) + 1 || endOf(directive)),
      keyword,
    };
  const [first] = body;
  return { at: 'before', offset: first ? lineStart(file.text, startOf(first)) : 0, keyword };
}

function keywordOf(statement: t.Node | undefined): 'var' | 'const' {
  return statement?.type === 'VariableDeclaration' && statement.kind === 'var' ? 'var' : 'const';
}

/** The modules that a top-level statement loads. */
function loaded(file: SourceFile, statement: t.Statement): string[] {
  if (file.module === 'esm' && statement.type === 'VariableDeclaration') return [];
  if (!/^(Import|TSImportEquals|Variable)Declaration$/.test(statement.type)) return [];
  return moduleRequests(file)
    .filter(({ node, typeOnly }) => contains(statement, node) && !typeOnly)
    .map(({ specifier }) => specifier);
}
