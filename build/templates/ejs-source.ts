import * as t from '@babel/types';
import ejs from 'ejs';
import MagicString from 'magic-string';
import { REMOVED } from '../../src/plan/create/blank-lines.ts';
import type { Line, Tags } from './directives.ts';
import { type SharedLine, type Variant, variantCondition } from './merge.ts';
import { endOf, parseModule, references, startOf, TemplateError, walk } from './syntax.ts';

/** Groups neighbours with the same key, in order. */
function runs<T>(items: T[], keyOf: (item: T) => string): T[][] {
  const groups: T[][] = [];
  for (const item of items) {
    const group = groups.at(-1);
    const [first] = group ?? [];
    if (group && first && keyOf(first) === keyOf(item)) group.push(item);
    else groups.push([item]);
  }
  return groups;
}

function conditionalText(lines: Line[], { open, close }: Tags): string {
  return runs(lines, (line) => line.condition)
    .map((block) => {
      const text = block.map((line) => `${line.text}\n`).join('');
      const condition = block[0]?.condition;
      if (!condition) return text;
      return `${open}% if (${condition}) { %${close}${text}${open}% } else { %${close}${REMOVED}\n${open}% } %${close}`;
    })
    .join('');
}

/** The EJS text of a template with all its variants. */
export function toEjs(lines: SharedLine[], all: Variant[], tags: Tags): string {
  const { open, close } = tags;
  return runs(lines, (line) => line.variants.join(' '))
    .map((block) => {
      const text = conditionalText(block, tags);
      const condition = variantCondition(block[0]?.variants ?? [], all);
      return condition ? `${open}% if (${condition}) { %${close}${text}${open}% } %${close}` : text;
    })
    .join('');
}

/** Compiles EJS to the source of `(context) => string`; `names` are the fields that the context has. */
export function toFunction(text: string, tags: Tags, names: ReadonlySet<string>): string {
  const template = new ejs.Template(text, {
    openDelimiter: tags.open,
    closeDelimiter: tags.close,
    strict: true,
    compileDebug: false,
  });
  template.compile();
  const { program } = parseModule(template.source, { typescript: false });
  const body = program.body.filter((node) => !isFrame(node));
  const used = freeNames(body);
  const unknown = used.filter((name) => !names.has(name));
  if (unknown.length > 0) throw new TemplateError(`unknown name in an expression: ${unknown.join(', ')}`);
  const result = sumOf(template.source, body) ?? `{ let out = ''; ${statements(template.source, body)} return out; }`;
  return `(${used.length > 0 ? `{ ${used.join(', ')} }` : ''}) => ${result}`;
}

/** What ejs puts around every template: the output variable, the function that appends to it, the return. */
const isFrame = (node: t.Statement) =>
  t.isReturnStatement(node) ||
  (t.isFunctionDeclaration(node) && node.id?.name === '__append') ||
  (t.isVariableDeclaration(node) && t.isIdentifier(node.declarations[0]?.id, { name: '__output' }));

const OURS = new Set(['__append', 'escapeFn']);

/** The names that a template reads from outside. */
function freeNames(body: t.Statement[]): string[] {
  const block = t.blockStatement(body);
  const declared = new Set<string>();
  walk(block, (node) => {
    const patterns = t.isFunction(node) ? node.params : t.isVariableDeclarator(node) ? [node.id] : [];
    for (const pattern of patterns)
      for (const name of Object.keys(t.getBindingIdentifiers(pattern))) declared.add(name);
    return undefined;
  });
  const { values } = references(block);
  return [...values].filter((name) => !declared.has(name) && !OURS.has(name) && !(name in globalThis)).sort();
}

/** The argument of `__append(...)`, as source; literals are printed by `literal`. */
function appended(source: string, node: t.Statement): string | undefined {
  if (!t.isExpressionStatement(node) || !t.isCallExpression(node.expression)) return undefined;
  const { callee, arguments: args } = node.expression;
  const [value] = args;
  if (!t.isIdentifier(callee, { name: '__append' }) || !value) return undefined;
  if (t.isCallExpression(value) && t.isIdentifier(value.callee, { name: 'escapeFn' })) {
    return source.slice(startOf(value), endOf(value)).replace(/^escapeFn/, 'literal');
  }
  const text = source.slice(startOf(value), endOf(value));
  return t.isStringLiteral(value) ? text : `(${text})`;
}

/** Statements that only append, or choose what to append, as one expression. */
function sumOf(source: string, body: t.Statement[]): string | undefined {
  const terms: string[] = [];
  for (const node of body) {
    if (t.isEmptyStatement(node)) continue;
    const term = t.isIfStatement(node) ? choiceOf(source, node) : appended(source, node);
    if (term === undefined) return undefined;
    terms.push(term);
  }
  return terms.length > 0 ? terms.join(' + ') : "''";
}

function choiceOf(source: string, node: t.IfStatement): string | undefined {
  const blockOf = (branch: t.Statement) => sumOf(source, t.isBlockStatement(branch) ? branch.body : [branch]);
  const consequent = blockOf(node.consequent);
  const alternate = node.alternate ? blockOf(node.alternate) : "''";
  if (consequent === undefined || alternate === undefined) return undefined;
  return `((${source.slice(startOf(node.test), endOf(node.test))}) ? ${consequent} : ${alternate})`;
}

/** Templates with loops or declarations of their own keep their statements. */
function statements(source: string, body: t.Statement[]): string {
  const out = new MagicString(source);
  const frame = { start: 0, end: source.length };
  for (const node of body) {
    t.traverseFast(node, (inner) => {
      const value = t.isExpressionStatement(inner) ? appended(source, inner) : undefined;
      if (value !== undefined) out.overwrite(startOf(inner), endOf(inner), `out += ${value};`);
    });
  }
  const [first] = body;
  const last = body.at(-1);
  if (first && last) Object.assign(frame, { start: startOf(first), end: endOf(last) });
  return out.slice(frame.start, frame.end);
}
