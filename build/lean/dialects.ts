import { type ParserOptions, parse } from '@babel/parser';
import * as t from '@babel/types';
import MagicString from 'magic-string';
import { OPTIONS, PLUGINS } from '../../src/inspect/syntax/parse.ts';

export const PARSER = '@babel/parser/lib/index.js';

/** Drops the plugins that are classes of their own; the smaller ones are all over the parser. */
export function withoutMixins(code: string): string {
  const out = new MagicString(code);
  for (const name of ['estree', 'flow', 'placeholders', 'v8intrinsic']) {
    const mixin = new RegExp(`^var ${name} = superClass => [\\s\\S]*?^};$`, 'm').exec(code);
    const listed = new RegExp(`^  ${name},?\n`, 'm').exec(code);
    if (!mixin || !listed) throw new Error(`A library has changed: @babel/parser has no ${name}`);
    for (const { index, 0: text } of [mixin, listed]) out.remove(index, index + text.length);
  }
  // What it lists under a name has an effect; without one it goes with the class that it is for.
  return out.toString().replaceAll(/ParseErrorEnum`(flow|placeholders)`\(/g, '(');
}

/**
 * Takes out of the parser what it only does for other plugins than `plugins`: `hasPlugin` of such a one is false, and
 * nothing runs after its `expectPlugin`, which throws.
 */
export function withoutDialects(code: string, plugins: ReadonlySet<string> = new Set(PLUGINS)): string {
  const out = new MagicString(code);
  const visit = (node: t.Node): void => {
    const kept = t.isIfStatement(node) || t.isConditionalExpression(node) ? branchOf(node, plugins) : undefined;
    if (kept !== undefined) return keep(out, node, kept, visit);
    if (t.isLogicalExpression(node, { operator: '||' }) && truth(node.right, plugins) === false) {
      out.remove(node.left.end ?? 0, node.end ?? 0);
      return visit(node.left);
    }
    if (t.isBlockStatement(node) || t.isSwitchCase(node)) cutBehind(out, node, plugins);
    const value = truth(node, plugins);
    if (value !== undefined) return void out.update(node.start ?? 0, node.end ?? 0, String(value));
    for (const key of t.VISITOR_KEYS[node.type] ?? []) {
      for (const child of [node[key as keyof typeof node]].flat() as (t.Node | null | undefined)[])
        if (child) visit(child);
    }
  };
  visit(parse(code, { sourceType: 'script' }).program);
  return out.toString();
}

/** What a condition comes to, as far as plugins alone decide it; nothing that they are joined with has an effect. */
function truth(node: t.Node, plugins: ReadonlySet<string>): boolean | undefined {
  if (t.isUnaryExpression(node, { operator: '!' })) {
    const inner = truth(node.argument, plugins);
    return inner === undefined ? undefined : !inner;
  }
  if (t.isLogicalExpression(node, { operator: '&&' })) {
    const sides = [truth(node.left, plugins), truth(node.right, plugins)];
    return sides.includes(false) ? false : undefined;
  }
  if (t.isLogicalExpression(node, { operator: '||' })) {
    const sides = [truth(node.left, plugins), truth(node.right, plugins)];
    return sides.includes(true) ? true : sides.every((side) => side === false) ? false : undefined;
  }
  const option = optionIn(node);
  if (option !== undefined) return option;
  const name = pluginIn(node, 'hasPlugin');
  return name === undefined || plugins.has(name) ? undefined : false;
}

/** Options that the parser keeps as bits of one number. */
const FLAGS: [keyof ParserOptions, number][] = [
  ['allowAwaitOutsideFunction', 1],
  ['allowReturnOutsideFunction', 2],
  ['allowNewTargetOutsideFunction', 4],
  ['allowImportExportEverywhere', 8],
  ['allowSuperOutsideMethod', 16],
  ['allowYieldOutsideFunction', 32],
  ['allowUndeclaredExports', 64],
  ['ranges', 128],
  ['tokens', 256],
  ['createImportExpressions', 512],
  ['createParenthesizedExpressions', 1024],
  ['errorRecovery', 2048],
  ['attachComment', 4096],
  ['annexB', 8192],
];

const isOn = (option: keyof ParserOptions): boolean => Boolean({ annexB: true, ...OPTIONS }[option]);

/** Drops the bits: with our options, all that is asked of them is known. */
export function withoutFlags(code: string): string {
  return FLAGS.reduce((text, [option, bit]) => {
    const setting = `    if (normalizedOptions.${option}) {\n      optionFlags |= ${bit};\n    }\n`;
    if (!text.includes(setting)) throw new Error(`A library has changed: ${option} is not ${bit} of @babel/parser`);
    return text.replace(setting, '');
  }, code);
}

/** What `this.optionFlags & 256` or `this.options.annexB` comes to. */
function optionIn(node: t.Node): boolean | undefined {
  if (t.isMemberExpression(node) && t.isIdentifier(node.property, { name: 'annexB' })) return isOn('annexB');
  if (!t.isBinaryExpression(node, { operator: '&' }) || !t.isMemberExpression(node.left)) return undefined;
  const { left, right } = node;
  if (!t.isIdentifier(left.property, { name: 'optionFlags' }) || !t.isNumericLiteral(right)) return undefined;
  const option = FLAGS.find(([, bit]) => bit === right.value);
  return option && isOn(option[0]);
}

/** The plugin in `this.hasPlugin("x")` or `this.hasPlugin(["x", { ... }])`. */
function pluginIn(node: t.Node, method: 'hasPlugin' | 'expectPlugin'): string | undefined {
  if (!t.isCallExpression(node) || !t.isMemberExpression(node.callee)) return undefined;
  if (!t.isIdentifier(node.callee.property, { name: method })) return undefined;
  const [argument] = node.arguments;
  const first = t.isArrayExpression(argument) ? argument.elements[0] : argument;
  return t.isStringLiteral(first) ? first.value : undefined;
}

type Choice = t.IfStatement | t.ConditionalExpression;

/** The branch that is always taken; null when it is the `else` that is not there. */
function branchOf(node: Choice, plugins: ReadonlySet<string>): t.Node | null | undefined {
  const value = truth(node.test, plugins);
  return value === undefined ? undefined : value ? node.consequent : (node.alternate ?? null);
}

function keep(out: MagicString, { start, end }: t.Node, kept: t.Node | null, visit: (node: t.Node) => void): void {
  if (!kept) return void out.update(start ?? 0, end ?? 0, ';');
  const { start: from = 0, end: to = 0 } = kept;
  if ((start ?? 0) < (from ?? 0)) out.remove(start ?? 0, from ?? 0);
  if ((to ?? 0) < (end ?? 0)) out.remove(to ?? 0, end ?? 0);
  visit(kept);
}

/** Nothing runs behind `this.expectPlugin("x")`, which throws. */
function cutBehind(out: MagicString, node: t.BlockStatement | t.SwitchCase, plugins: ReadonlySet<string>): void {
  const body = t.isSwitchCase(node) ? node.consequent : node.body;
  const thrower = body.findIndex((statement) => {
    const name = t.isExpressionStatement(statement) ? pluginIn(statement.expression, 'expectPlugin') : undefined;
    return name !== undefined && !plugins.has(name);
  });
  const [last, next, end] = [body[thrower], body[thrower + 1], body.at(-1)];
  // A `var` may be read from outside.
  if (!last || !next || body.slice(thrower).some((statement) => t.isVariableDeclaration(statement, { kind: 'var' })))
    return;
  out.remove(next.start ?? 0, end?.end ?? 0);
}
