import * as t from '@babel/types';
import MagicString from 'magic-string';
import { closeGaps } from '../../src/plan/create/blank-lines.ts';
import { lineAt, markerAt, removeStatement } from './lines.ts';
import { endOf, parseModule, span, startOf, TemplateError, walk } from './syntax.ts';

interface Member {
  text: string;
  /** The line condition under which the member exists, with its comment marks, or ''. */
  marker: string;
}

/** Turns a JavaScript module into CommonJS: `require` for imports, one `module.exports` at the end. */
export function toCommonJs(code: string): string {
  const { program } = parseModule(code);
  const out = new MagicString(code);
  const members: Member[] = [];
  let hasDefault = false;
  for (const statement of program.body) {
    if (t.isImportDeclaration(statement)) convertImport(out, code, statement);
    else if (t.isExportNamedDeclaration(statement)) members.push(...convertExport(out, code, statement));
    else if (t.isExportAllDeclaration(statement)) {
      members.push({
        text: `...require(${sourceOf(code, statement.source)})`,
        marker: markerAt(code, startOf(statement)),
      });
      removeStatement(out, code, span(statement));
    } else if (t.isExportDefaultDeclaration(statement)) {
      out.overwrite(startOf(statement), startOf(statement.declaration), 'module.exports = ');
      hasDefault = true;
    }
  }
  if (hasDefault && members.length > 0) throw new TemplateError('a default export cannot stand beside named exports');
  convertMeta(out, code, program);
  const body = closeGaps(out.toString()).trimEnd();
  const [shebang = ''] = /^#!.*\n/.exec(body) ?? [];
  const parts = ["'use strict';", body.slice(shebang.length).trim(), exportsOf(members)].filter((part) => part !== '');
  return `${shebang}${parts.join('\n\n')}\n`;
}

const sourceOf = (code: string, source: t.StringLiteral) => code.slice(startOf(source), endOf(source));

/** `a as b` and `default as b` as they read in `const { a: b } = ...`; conditions and comments stay where they are. */
function renameSpecifiers(out: MagicString, code: string, specifiers: t.ImportDeclaration['specifiers']): void {
  for (const item of specifiers) {
    if (!t.isImportSpecifier(item) || startOf(item.imported) === startOf(item.local)) continue;
    if (t.isStringLiteral(item.imported)) throw new TemplateError('quoted import name', lineAt(code, startOf(item)));
    out.overwrite(endOf(item.imported), startOf(item.local), ': ');
  }
}

function convertImport(out: MagicString, code: string, node: t.ImportDeclaration): void {
  const { start, end } = span(node);
  const source = `require(${sourceOf(code, node.source)})`;
  const [first] = node.specifiers;
  const last = node.specifiers.at(-1);
  if (!first || !last) {
    out.overwrite(start, end, `${source};`);
    return;
  }
  const named = node.specifiers.filter((item) => t.isImportSpecifier(item));
  renameSpecifiers(out, code, named);
  const isDefaultAlone = t.isImportSpecifier(first) && t.isIdentifier(first.imported, { name: 'default' });
  if (t.isImportSpecifier(first) && !isDefaultAlone) {
    out.overwrite(start, code.indexOf('{', start), 'const ');
    out.overwrite(code.indexOf('}', endOf(last)) + 1, end, ` = ${source};`);
    return;
  }
  const isMultiLine = code.slice(start, end).includes('\n');
  if (isMultiLine || (isDefaultAlone && named.length > 1)) {
    throw new TemplateError('import the default and the names in two statements', lineAt(code, start));
  }
  let text = `const ${first.local.name} = ${source};`;
  const rest = isDefaultAlone ? [] : named;
  if (rest.length > 0) {
    const names = rest.map(({ imported, local }) => {
      const name = t.isIdentifier(imported) ? imported.name : imported.value;
      return name === local.name ? name : `${name}: ${local.name}`;
    });
    text += `${markerAt(code, start)}\nconst { ${names.join(', ')} } = ${source};`;
  }
  out.overwrite(start, end, text);
}

function convertExport(out: MagicString, code: string, node: t.ExportNamedDeclaration): Member[] {
  const { start } = span(node);
  const { declaration } = node;
  if (declaration) {
    if (t.isVariableDeclaration(declaration) && declaration.kind !== 'const') {
      throw new TemplateError('CommonJS exports a copy: export a const or a function', lineAt(code, start));
    }
    out.remove(start, startOf(declaration));
    const marker = markerAt(code, start);
    return Object.keys(t.getBindingIdentifiers(declaration, false, true)).map((text) => ({ text, marker }));
  }
  const members = node.specifiers.map((item) => convertSpecifier(code, item, node.source));
  removeStatement(out, code, span(node));
  return members;
}

function convertSpecifier(
  code: string,
  item: t.ExportNamedDeclaration['specifiers'][number],
  source: t.StringLiteral | null | undefined,
): Member {
  const exported = code.slice(startOf(item.exported), endOf(item.exported));
  const marker = markerAt(code, startOf(item));
  if (exported === 'default' || t.isExportDefaultSpecifier(item)) {
    throw new TemplateError('use `export default`', lineAt(code, startOf(item)));
  }
  if (source) {
    const module = `require(${sourceOf(code, source)})`;
    const from = t.isExportSpecifier(item) && item.local.name !== 'default' ? `.${item.local.name}` : '';
    return { text: `${exported}: ${module}${from}`, marker };
  }
  const local = t.isExportSpecifier(item) ? item.local.name : exported;
  return { text: local === exported ? local : `${exported}: ${local}`, marker };
}

/** The closing `module.exports`, or '' for a module that exports nothing. */
function exportsOf(members: Member[]): string {
  const unique = [...new Map(members.map((member) => [member.text + member.marker, member])).values()];
  if (unique.length === 0) return '';
  const oneLine = `module.exports = { ${unique.map(({ text }) => text).join(', ')} };`;
  if (oneLine.length <= 100 && unique.every(({ marker }) => marker === '')) return oneLine;
  const lines = unique.map(({ text, marker }) => `  ${text},${marker}\n`).join('');
  return `module.exports = {\n${lines}};`;
}

/** `import.meta.dirname` becomes `__dirname`; what CommonJS has no word for is an error. */
function convertMeta(out: MagicString, code: string, program: t.Program): void {
  walk(program, (node, path) => {
    const at = span(node);
    const awaits = t.isAwaitExpression(node) || (t.isForOfStatement(node) && node.await);
    if (awaits && !path.some((ancestor) => t.isFunction(ancestor))) {
      throw new TemplateError('CommonJS has no top-level await', lineAt(code, at.start));
    }
    if (!t.isMemberExpression(node) || !t.isMetaProperty(node.object)) {
      if (t.isMetaProperty(node) && node.meta.name === 'import' && !t.isMemberExpression(path.at(-1))) {
        throw new TemplateError('CommonJS has no import.meta', lineAt(code, at.start));
      }
      return undefined;
    }
    const name = t.isIdentifier(node.property) ? node.property.name : '';
    if (name !== 'dirname' && name !== 'filename') {
      throw new TemplateError('only import.meta.dirname and .filename exist in CommonJS', lineAt(code, at.start));
    }
    out.overwrite(at.start, at.end, `__${name}`);
    return false;
  });
}
