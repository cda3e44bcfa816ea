import { parse } from '@babel/parser';
import * as t from '@babel/types';
import { describe, expect, it } from 'vitest';
import { answersOf, rows } from '../e2e/pairs.ts';
import { contextOf, filesOf } from './sample.ts';

const VARIANTS = await Promise.all(
  [{}, ...rows.map(answersOf)].map(async (flags) => {
    const context = await contextOf(flags);
    const name = Object.values(flags).join(' ') || 'the defaults';
    return [name, await filesOf(context), context.store] as const;
  }),
);

/** "a" before a vowel that is spoken as one, "an" before a consonant, either before a word that is filled in later. */
const WRONG_ARTICLE =
  /\ba [`'"“]?(?!u(?:s[ae]|ni|rl)|one\b|eu)[aeiou]\w+|\ban [`'"“]?(?!npm\b)[b-df-gj-np-tv-z]\w+|\ban? (?:\$\{|<%)/gi;

const PLACES = { mongo: 'MongoDB', redis: 'Redis', memory: 'the server’s memory' };

describe.each(VARIANTS)('the app with %s', (_, files, store) => {
  it('computes nothing from constants, and imports no module twice', () => {
    const found = files.flatMap(({ path, content }) =>
      /\.m?[jt]s$/.test(path) ? filledIn(content).map((code) => `${path}: ${code}`) : [],
    );
    expect(found).toEqual([]);
  });

  it('has the right article before every word', () => {
    const found = files.flatMap(({ path, content }) =>
      [...content.matchAll(WRONG_ARTICLE)].map(([words]) => `${path}: ${words}`),
    );
    expect(found).toEqual([]);
  });

  it('says on its pages where sessions are stored', () => {
    const page = (name: string) => files.find(({ path }) => path === `views/${name}.ejs`)?.content ?? '';
    const stored = `Your browser holds only a signed session ID; everything else is stored in ${PLACES[store]}.`;
    expect(page('home')).toContain(stored);
    expect(/The database/.test(page('error'))).toBe(store !== 'memory');
  });
});

/** The expressions that show that a template filled in a value, and the imports that belong into one. */
function filledIn(code: string): string[] {
  const { program } = parse(code, { sourceType: 'module', plugins: ['typescript'] });
  const nodes: t.Node[] = [];
  t.traverseFast(program, (node) => {
    if (isConstant(node)) nodes.push(node);
  });
  const imports = program.body.filter((node) => t.isImportDeclaration(node));
  const sources = imports.map(({ source, importKind }) => `${importKind} ${source.value}`);
  nodes.push(...imports.filter((_, index) => sources.indexOf(sources[index] ?? '') < index));
  return nodes.map(({ start, end }) => code.slice(start ?? 0, end ?? 0));
}

function isConstant(node: t.Node): boolean {
  if (t.isTemplateLiteral(node)) return node.expressions.some((expression) => t.isLiteral(expression));
  if (t.isBinaryExpression(node)) return t.isStringLiteral(node.left) && t.isStringLiteral(node.right);
  if (t.isIfStatement(node) || t.isConditionalExpression(node)) return t.isLiteral(node.test);
  return t.isLogicalExpression(node) && t.isLiteral(node.left);
}
