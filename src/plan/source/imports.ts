import type * as t from '@babel/types';
import { readsTodaysTypes } from '../../inspect/project/dependencies.ts';
import { endOf, holds, isCall, isMember, startOf, stringValue, unwrap } from '../../inspect/syntax/ast.ts';
import { isRequire } from '../../inspect/syntax/modules.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import { note, type Work } from '../add/work.ts';
import { removeHolder } from '../edits/remove-package.ts';
import { afterLine, indentAt, lineStart } from './text-edits.ts';

export interface ImportWish {
  package: string;
  /** `default` for the module itself. */
  name: string;
  /** Local names to try, the natural one first. */
  locals: [string, ...string[]];
}

export const SESSION: ImportWish = {
  package: 'express-session',
  name: 'default',
  locals: ['session', 'expressSession', 'createSession'],
};
export const MONGOOSE: ImportWish = { package: 'mongoose', name: 'default', locals: ['mongoose', 'mongooseModule'] };
export const MONGO_CLIENT: ImportWish = {
  package: 'mongodb',
  name: 'MongoClient',
  locals: ['MongoClient', 'SessionClient'],
};

/** connect-mongo 6 has a named export that is the same in all module systems; 5 has only the default one. */
export function storeWish(work: Work): ImportWish {
  return {
    package: 'connect-mongo',
    name: work.storeMajor === 6 ? 'MongoStore' : 'default',
    locals: ['MongoStore', 'MongoSessionStore', 'ConnectMongo'],
  };
}

/** The local name of an export: the one that the file has, or a new import of it. */
export function importName(work: Work, file: SourceFile, wish: ImportWish, why: string): string {
  const existing = boundName(work, file, wish);
  if (existing !== undefined) {
    work.reused.set(file, (work.reused.get(file) ?? new Set()).add(existing));
    return existing;
  }
  const key = importKey(wish);
  const planned = work.imports.get(file) ?? new Map<string, string>();
  work.imports.set(file, planned);
  const known = planned.get(key);
  if (known !== undefined) return known;
  const [natural] = wish.locals;
  const local = wish.locals.find((name) => !isTaken(work, file, name)) ?? `${natural}_`;
  planned.set(key, local);
  work.loads.push({ file, textFor: (keyword) => importText(work, file, wish, local, keyword), why });
  return local;
}

/** A new import of one name from a module that is not in the list of wishes. */
export function importStatement(
  work: Work,
  file: SourceFile,
  specifier: string,
  name: string,
  local: string,
  why: string,
): void {
  const wish: ImportWish = { package: specifier, name, locals: [local] };
  work.loads.push({ file, textFor: (keyword) => importText(work, file, wish, local, keyword), why });
}

/** Puts the new imports into their files, in the places of old ones that are of no use any more where there are such. */
export function placeImports(work: Work): void {
  for (const { file, textFor, why } of work.loads.splice(0)) place(work, file, textFor, why);
  for (const [file, vacant] of work.vacant) removeHolder(work, file, vacant, 'no longer used');
  work.vacant.clear();
}

/** Puts an import where a reader looks for it; a `require` among the imports of a module comes behind the last. */
function place(work: Work, file: SourceFile, textFor: (keyword: string) => string, why: string): void {
  const vacant = work.vacant.get(file);
  work.vacant.delete(file);
  if (vacant?.type === 'ImportDeclaration' && !textFor('const').startsWith('import ')) {
    removeHolder(work, file, vacant, why);
  } else if (vacant) {
    const chain = vacant.type === 'VariableDeclarator' ? file.index.parents.get(vacant) : undefined;
    const statement = (chain ?? vacant) as t.Statement;
    const text = textFor(keywordOf(statement));
    work.edits.replaceNode(file, vacant, chain ? text.replace(/^\w+ /, '').replace(/;$/, '') : text, why);
    work.filled.set(file, statement);
    return;
  }
  const point = importPoint(work, file);
  const text = textFor(point.keyword);
  const imports = text.startsWith('import ') ? undefined : lastImport(work, file);
  if (imports) {
    work.edits.insert(file, afterLine(file.text, endOf(imports)), `${file.style.eol}${text}`, why);
    return;
  }
  const { eol } = file.style;
  const indent = point.at === 'after' ? indentAt(file.text, startOf(point.node)) : '';
  if (point.at === 'after')
    work.edits.insert(file, afterLine(file.text, endOf(point.node)), `${eol}${indent}${text}`, why);
  else work.edits.insert(file, point.offset, `${text}${eol}`, why);
}

/** The end of the imports that a file starts with: a `require` among them would stand between two of them. */
function lastImport(work: Work, file: SourceFile): t.Statement | undefined {
  const { body } = file.program;
  const first = body.findIndex(({ type }) => type !== 'ImportDeclaration');
  return body
    .slice(0, first === -1 ? body.length : first)
    .findLast((statement) => !work.edits.isRemoved(file, statement));
}

export function importKey(wish: ImportWish): string {
  return `${wish.package}#${wish.name}`;
}

function boundName(work: Work, file: SourceFile, wish: ImportWish): string | undefined {
  const path = wish.name === 'default' ? '' : wish.name;
  return work.facts.names
    .get(file)
    ?.find(({ value }) => value.kind === 'package' && value.name === wish.package && value.path.join('.') === path)
    ?.name;
}

/** Whether a name means something in a file, other than what is on its way out. */
export function isTaken(work: Work, file: SourceFile, name: string): boolean {
  return file.index.identifiers.some((identifier) => {
    const binding = identifier.name === name ? file.index.resolve(identifier) : undefined;
    return binding !== undefined && !isGoing(work, file, binding.declaration);
  });
}

/** On its way out, or about to be another import. */
export function isGoing(work: Work, file: SourceFile, declaration: t.Node): boolean {
  const vacant = work.vacant.get(file);
  if (work.edits.isRemoved(file, declaration)) return true;
  return vacant !== undefined && holds(vacant, declaration);
}

function importText(work: Work, file: SourceFile, wish: ImportWish, local: string, keyword: string): string {
  const { quote, semicolons } = file.style;
  const from = `${quote}${wish.package}${quote}`;
  const end = semicolons ? ';' : '';
  const named = wish.name === 'default' ? undefined : wish.name === local ? wish.name : undefined;
  if (file.module === 'cjs' || untyped(work, file, wish)) {
    const target = wish.name === 'default' ? local : named ? `{ ${named} }` : `{ ${wish.name}: ${local} }`;
    return `${keyword} ${target} = require(${from})${end}`;
  }
  if (wish.name !== 'default') return `import { ${named ?? `${wish.name} as ${local}`} } from ${from}${end}`;
  const form = defaultForm(work, file);
  // connect-mongo 4 and 5 export a class in the way of CommonJS, which no namespace can stand for.
  if (form === 'equals' || (form === 'namespace' && wish.package === 'connect-mongo'))
    return `import ${local} = require(${from})${end}`;
  return form === 'namespace' ? `import * as ${local} from ${from}${end}` : `import ${local} from ${from}${end}`;
}

/** An old TypeScript cannot read the types of these: `require` loads them without. */
export function untyped(work: Work, file: SourceFile, wish: ImportWish): boolean {
  const unreadable = wish.package === 'connect-mongo' || wish.package === 'mongodb';
  const requires = file.typescript && work.facts.package.type !== 'module' && !file.path.endsWith('.mts');
  if (!unreadable || !requires || readsTodaysTypes(work.facts.package.dependencies.typescript)) return false;
  if (!work.notes.some(({ code }) => code === 'old-typescript')) {
    const { version, range } = work.facts.package.dependencies.typescript ?? {};
    const message = `TypeScript ${version ?? range ?? '(of no version that package.json names)'} cannot read the types of connect-mongo and mongodb, so they are loaded without. From 4.7 on, import does.`;
    note(work, 'old-typescript', message, { file, node: file.program });
  }
  return true;
}

/** Without esModuleInterop a default import of a CommonJS package is undefined at run time: do as the file does. */
export function defaultForm(work: Work, file: SourceFile): 'default' | 'namespace' | 'equals' {
  if (!file.typescript || work.facts.esModuleInterop) return 'default';
  const express = work.facts.names
    .get(file)
    ?.find(({ value }) => value.kind === 'package' && value.name === 'express' && value.path.length === 0);
  const declaration = express && file.index.scopeOf(file.program).bindings.get(express.name)?.declaration;
  if (declaration?.type === 'TSImportEqualsDeclaration') return 'equals';
  return declaration?.type === 'ImportDefaultSpecifier' ? 'default' : 'namespace';
}

type Point = { at: 'after'; node: t.Statement; keyword: string } | { at: 'before'; offset: number; keyword: string };

/** Next to the import of Express; else behind the last import before the first other statement; else at the top. */
function importPoint(work: Work, file: SourceFile): Point {
  const { body, directives } = file.program;
  const filled = work.filled.get(file);
  if (filled) return { at: 'after', node: filled, keyword: keywordOf(filled) };
  const loads = body.filter(
    (statement) => loaded(file, statement).length > 0 && !work.edits.isRemoved(file, statement),
  );
  const express = loads.find((statement) => loaded(file, statement).includes('express') && atEnd(file, statement));
  const limit = work.facts.site?.file === file ? startOf(work.facts.site.statement) : Number.POSITIVE_INFINITY;
  const last = loads.findLast((statement) => endOf(statement) <= limit && atEnd(file, statement));
  const types = body.findLast(
    (statement) => statement.type === 'ImportDeclaration' && !work.edits.isRemoved(file, statement),
  );
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
