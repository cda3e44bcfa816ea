import * as t from '@babel/types';
import ejs from 'ejs';
import { REMOVED } from '../../src/plan/create/blank-lines.ts';
import type { Line, Tags } from './directives.ts';
import { type SharedLine, type Variant, variantCondition } from './merge.ts';
import { endOf, parseModule, references, startOf, TemplateError } from './syntax.ts';

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

/** A piece of a compiled template: text, the source of a value, or a choice by the source of a condition. */
export type Part = string | { value: string } | Choice;

interface Choice {
  condition: string;
  chosen: Part[];
  otherwise: Part[];
}

/** Compiles EJS to its parts; an expression may read `names`, the fields that the context has. */
export function partsOf(text: string, tags: Tags, names: ReadonlySet<string>): Part[] {
  const template = new ejs.Template(text, {
    openDelimiter: tags.open,
    closeDelimiter: tags.close,
    strict: true,
    compileDebug: false,
  });
  template.compile();
  const { program } = parseModule(template.source, { typescript: false });
  const body = program.body.filter((node) => !isFrame(node));
  const loop = body.find((node) => t.isLoop(node));
  if (loop) throw onlyChoices(template.source, loop);
  const unknown = namesIn(t.blockStatement(body)).filter((name) => !names.has(name) && !OURS.has(name));
  if (unknown.length > 0) throw new TemplateError(`unknown name in an expression: ${unknown.join(', ')}`);
  return body.flatMap((node) => partOf(template.source, node));
}

/** What ejs puts around every template: the output variable, the function that appends to it, the return. */
const isFrame = (node: t.Statement) =>
  t.isReturnStatement(node) ||
  (t.isFunctionDeclaration(node) && node.id?.name === '__append') ||
  (t.isVariableDeclaration(node) && t.isIdentifier(node.declarations[0]?.id, { name: '__output' }));

const OURS = new Set(['__append', 'escapeFn']);

/** The names that an expression reads from outside, sorted. */
export function namesIn(node: t.Node): string[] {
  const { values } = references(node);
  return [...values].filter((name) => !(name in globalThis)).sort();
}

function partOf(source: string, node: t.Statement): Part[] {
  if (t.isEmptyStatement(node)) return [];
  if (t.isBlockStatement(node)) return node.body.flatMap((inner) => partOf(source, inner));
  if (t.isIfStatement(node)) {
    const branch = (statement: t.Statement | null | undefined) => (statement ? partOf(source, statement) : []);
    const condition = sourceOf(source, node.test);
    return [{ condition, chosen: branch(node.consequent), otherwise: branch(node.alternate) }];
  }
  if (!t.isExpressionStatement(node) || !t.isCallExpression(node.expression)) throw onlyChoices(source, node);
  const [value] = node.expression.arguments;
  if (!t.isIdentifier(node.expression.callee, { name: '__append' }) || !value) throw onlyChoices(source, node);
  if (t.isStringLiteral(value)) return [value.value];
  // What ejs would escape for HTML is printed as a literal of JavaScript.
  return [{ value: sourceOf(source, value).replace(/^escapeFn/, 'literal') }];
}

const sourceOf = (source: string, node: t.Node) => source.slice(startOf(node), endOf(node));

const onlyChoices = (source: string, node: t.Statement) =>
  new TemplateError('a template has conditions and values, and nothing else', sourceOf(source, node).split('\n')[0]);
