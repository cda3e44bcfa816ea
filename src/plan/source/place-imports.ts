import type * as t from '@babel/types';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { endOf, isCall, isMember, startOf, stringValue, unwrap } from '../../inspect/syntax/ast.ts';
import { isRequire } from '../../inspect/syntax/imports.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Change, ImportRequest, SourceEdit } from '../change.ts';
import { editedFile } from './apply-edits.ts';
import { defaultForm, isUntyped } from './imports.ts';
import { afterLine, indentAt, lineStart } from './lines.ts';
import { removalOf } from './removals.ts';
import type { TextEdits } from './text-edits.ts';

/**
 * Prints all new imports of a change, in one pass. The first one of a file takes the place of an import that is removed,
 * else it stands next to the import of express; further ones follow it.
 * @param replaceable imports that lost their purpose, by file: removed here, unless a new one takes their place
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
    let vacant = replaceable.get(file);
    let previous: t.Statement | undefined;
    for (const request of unique(imports.filter((one) => one.file === file))) {
      const braces = openBraces.find((one) => one.file === file && one.specifier === request.specifier);
      if (braces && request.name !== 'default') {
        placed.push({
          file,
          why: request.why,
          kind: 'insert',
          at: braces.at,
          text: `, ${namedImport(request, file)}`,
          order: 'first',
        });
        continue;
      }
      const takes = vacant && takesPlaceOf(project, request, vacant);
      if (vacant && takes) {
        placed.push(replacement(project, request, vacant));
        previous = statementOf(file, vacant);
      } else {
        // An import statement cannot make way for a `require`.
        if (vacant) own.push(...removalOf(file, vacant, request.why));
        placed.push(insertion(project, request, editedFile(file, own), previous));
      }
      vacant = undefined;
    }
    if (vacant) own.push(...removalOf(file, vacant, 'no longer used'));
    placed.push(...own.filter((edit) => !edits.includes(edit)));
  }
  return placed;
}

/** Two edits may ask for the same import. */
function unique(requests: ImportRequest[]): ImportRequest[] {
  return requests.filter(
    (one, index) =>
      requests.findIndex(
        ({ specifier, name, local }) => specifier === one.specifier && name === one.name && local === one.local,
      ) === index,
  );
}

function takesPlaceOf(project: ProjectFacts, request: ImportRequest, vacant: t.Node): boolean {
  return vacant.type !== 'ImportDeclaration' || importText(project, request, 'const').startsWith('import ');
}

function statementOf(file: SourceFile, vacant: t.Node): t.Statement {
  const chain = vacant.type === 'VariableDeclarator' ? file.index.parents.get(vacant) : undefined;
  return (chain ?? vacant) as t.Statement;
}

function replacement(project: ProjectFacts, request: ImportRequest, vacant: t.Node): SourceEdit {
  const { file, why } = request;
  const text = importText(project, request, keywordOf(statementOf(file, vacant)));
  const inChain = vacant.type === 'VariableDeclarator';
  return {
    file,
    why,
    kind: 'replace',
    start: startOf(vacant),
    end: endOf(vacant),
    text: inChain ? text.replace(/^\w+ /, '').replace(/;$/, '') : text,
  };
}

/** Where a reader looks for an import; a `require` among the imports of a module comes after the last of them. */
function insertion(
  project: ProjectFacts,
  request: ImportRequest,
  edited: TextEdits,
  previous: t.Statement | undefined,
): SourceEdit {
  const { file, why } = request;
  const { eol } = file.style;
  const point: Point = previous
    ? { at: 'after', node: previous, keyword: keywordOf(previous) }
    : importPoint(project, file, edited);
  const text = importText(project, request, point.keyword);
  const imports = text.startsWith('import ') ? undefined : lastImport(file, edited);
  const insert = (at: number, inserted: string): SourceEdit => ({
    file,
    why,
    kind: 'insert',
    at,
    text: inserted,
    order: 'next',
  });
  if (imports) return insert(afterLine(file.text, endOf(imports)), `${eol}${text}`);
  if (point.at === 'before') return insert(point.offset, `${text}${eol}`);
  const indent = indentAt(file.text, startOf(point.node));
  return insert(afterLine(file.text, endOf(point.node)), `${eol}${indent}${text}`);
}

/** The end of the imports that a file starts with: a `require` among them would stand between two of them. */
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
  const { quote, semicolons } = file.style;
  const from = `${quote}${specifier}${quote}`;
  const end = semicolons ? ';' : '';
  if (file.module === 'cjs' || isUntyped(project, file, specifier)) {
    const target = name === 'default' ? local : name === local ? `{ ${name} }` : `{ ${name}: ${local} }`;
    return `${keyword} ${target} = require(${from})${end}`;
  }
  if (name !== 'default') return `import { ${namedImport(request, file)} } from ${from}${end}`;
  const form = defaultForm(project, file);
  // connect-mongo 4 and 5 export a class in the way of CommonJS, which no namespace can stand for.
  if (form === 'equals' || (form === 'namespace' && specifier === 'connect-mongo'))
    return `import ${local} = require(${from})${end}`;
  return form === 'namespace' ? `import * as ${local} from ${from}${end}` : `import ${local} from ${from}${end}`;
}

type Point = { at: 'after'; node: t.Statement; keyword: string } | { at: 'before'; offset: number; keyword: string };

/** Next to the import of Express; else after the last import before the first other statement; else at the top. */
function importPoint(project: ProjectFacts, file: SourceFile, edited: TextEdits): Point {
  const { body, directives } = file.program;
  const loads = body.filter((statement) => loaded(file, statement).length > 0 && !edited.isRemoved(statement));
  const express = loads.find((statement) => loaded(file, statement).includes('express') && atEnd(file, statement));
  const limit =
    project.insertionPoint?.file === file ? startOf(project.insertionPoint.statement) : Number.POSITIVE_INFINITY;
  const last = loads.findLast((statement) => endOf(statement) <= limit && atEnd(file, statement));
  const types = body.findLast((statement) => statement.type === 'ImportDeclaration' && !edited.isRemoved(statement));
  const node = express && endOf(express) <= limit ? express : (last ?? (loads.length === 0 ? types : undefined));
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

/** Nothing else starts on the statement's last line, so a line can follow it. */
function atEnd(file: SourceFile, statement: t.Statement): boolean {
  return (
    afterLine(file.text, endOf(statement)) !== endOf(statement) || /^\r?(\n|$)/.test(file.text.slice(endOf(statement)))
  );
}

function keywordOf(statement: t.Statement | undefined): string {
  return statement?.type === 'VariableDeclaration' ? statement.kind : 'const';
}

/** The modules that a top-level statement loads. */
function loaded(file: SourceFile, statement: t.Statement): string[] {
  if (statement.type === 'ImportDeclaration') return statement.importKind === 'type' ? [] : [statement.source.value];
  if (statement.type === 'TSImportEqualsDeclaration') {
    return statement.moduleReference.type === 'TSExternalModuleReference'
      ? [statement.moduleReference.expression.value]
      : [];
  }
  if (statement.type !== 'VariableDeclaration' || file.module === 'esm') return [];
  return statement.declarations.flatMap(({ init }) => {
    const request = init ? requireIn(init) : undefined;
    return request === undefined ? [] : [request];
  });
}

/** The module in `require('x')`, `require('x').y`, `require('x')(y)`. */
function requireIn(node: t.Node): string | undefined {
  const inner = unwrap(node);
  if (isRequire(inner)) return stringValue(inner.arguments[0]);
  if (isMember(inner)) return requireIn(inner.object);
  if (isCall(inner)) return requireIn(inner.callee);
  return inner.type === 'AssignmentExpression' ? requireIn(inner.right) : undefined;
}
