import type * as t from '@babel/types';
import { isMember, keyName, stringValue, unwrap } from '../syntax/ast.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { Evaluator } from './evaluator.ts';
import { unionMembers, type Value } from './value.ts';

/** Whether code runs during tests: `only` then, `never`, or `also`. */
export type InTests = 'only' | 'never' | 'also';

/** By the branches on NODE_ENV around a node. */
export function inTests(evaluator: Evaluator, file: SourceFile, node: t.Node): InTests {
  const { parents } = file.index;
  let never = false;
  for (let at = node, parent = parents.get(at); parent; at = parent, parent = parents.get(at)) {
    const branch = branchOf(parent, at);
    if (branch && means(evaluator, file, branch.test, branch.taken, true)) return 'only';
    if (branch && means(evaluator, file, branch.test, branch.taken, false)) never = true;
    if (parent.type === 'SwitchCase' && parent.test !== at && isTestCase(evaluator, file, parent)) return 'only';
  }
  return never ? 'never' : 'also';
}

/** The condition under which `node` of a branching parent runs, and the outcome that it needs. */
function branchOf(parent: t.Node, node: t.Node): { test: t.Node; taken: boolean } | undefined {
  if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression')
    return node === parent.test ? undefined : { test: parent.test, taken: node === parent.consequent };
  if (parent.type === 'LogicalExpression' && parent.operator !== '??' && node === parent.right)
    return { test: parent.left, taken: parent.operator === '&&' };
  return undefined;
}

/** `case 'test':` of `switch (process.env.NODE_ENV)`, unless another case runs into it. */
function isTestCase(evaluator: Evaluator, file: SourceFile, node: t.SwitchCase): boolean {
  const holder = file.index.parents.get(node);
  if (holder?.type !== 'SwitchStatement' || stringValue(node.test) !== 'test') return false;
  const above = holder.cases[holder.cases.indexOf(node) - 1]?.consequent;
  const apart = above === undefined || /^(Break|Return)Statement$/.test(above.at(-1)?.type ?? '');
  return apart && isNodeEnv(evaluator.evaluate(file, holder.discriminant));
}

/**
 * Whether a condition with this outcome means that tests run (`wanted`), or that none do.
 */
function means(evaluator: Evaluator, file: SourceFile, test: t.Node, outcome: boolean, wanted: boolean): boolean {
  const node = unwrap(test);
  const inner = (one: t.Node, result = outcome): boolean => means(evaluator, file, one, result, wanted);
  if (node.type === 'UnaryExpression' && node.operator === '!') return inner(node.argument, !outcome);
  if (node.type === 'LogicalExpression' && node.operator !== '??') {
    const both = (node.operator === '&&') === outcome;
    return both ? inner(node.left) || inner(node.right) : inner(node.left) && inner(node.right);
  }
  if (node.type === 'BinaryExpression') return comparesWithTest(evaluator, file, node, outcome === wanted);
  const value = evaluator.evaluate(file, node);
  // `const isTest = NODE_ENV === 'test'`: the initializer is the condition.
  const made = value.kind === 'unknown' || value.kind === 'union' ? value : undefined;
  return made !== undefined && made.node !== node && means(evaluator, made.file, made.node, outcome, wanted);
}

/** `NODE_ENV === 'test'` when `same`, else `NODE_ENV !== 'test'`. */
function comparesWithTest(evaluator: Evaluator, file: SourceFile, node: t.BinaryExpression, same: boolean): boolean {
  if (!/^[=!]==?$/.test(node.operator) || node.operator.startsWith('=') !== same) return false;
  const pair: [t.Node, t.Node][] = [
    [node.left, node.right],
    [node.right, node.left],
  ];
  return pair.some(([name, text]) => stringValue(text) === 'test' && isNodeEnv(evaluator.evaluate(file, name)));
}

/** `process.env.NODE_ENV`, with or without a fallback, what settings call the same, and `app.get('env')`. */
function isNodeEnv(value: Value): boolean {
  return unionMembers(value).some((one) => {
    if (one.kind === 'env' || one.kind === 'member') return one.name === 'NODE_ENV';
    const callee = one.kind === 'call' ? one.node.callee : undefined;
    return (
      one.kind === 'call' &&
      callee !== undefined &&
      isMember(callee) &&
      keyName(callee) === 'get' &&
      stringValue(one.node.arguments[0]) === 'env'
    );
  });
}

/** Whether a node is in a branch of an `if` or `switch` that is taken only in tests or in production. */
export function runsOnlyInTestOrProduction(file: SourceFile, node: t.Node): boolean {
  const { parents } = file.index;
  for (let at = node, parent = parents.get(at); parent; at = parent, parent = parents.get(at)) {
    const test = branchTest(parent, at);
    const text = test ? file.text.slice(test.start ?? 0, test.end ?? 0) : '';
    if (!TEST_OR_PRODUCTION.test(text)) continue;
    const negated = /!==?|^!/.test(text);
    if (parent.type === 'SwitchCase' || negated === (at === alternateOf(parent))) return true;
  }
  return false;
}

/** The condition under which `node` of a branching parent runs, or does not. */
function branchTest(parent: t.Node, node: t.Node): t.Node | null | undefined {
  if (parent.type === 'SwitchCase') return parent.test;
  const branches = parent.type === 'IfStatement' || parent.type === 'ConditionalExpression';
  return branches && node !== parent.test ? parent.test : undefined;
}

function alternateOf(parent: t.Node): t.Node | null | undefined {
  return parent.type === 'IfStatement' || parent.type === 'ConditionalExpression' ? parent.alternate : undefined;
}

/** Names of environments other than development. */
export const TEST_OR_PRODUCTION = /test|prod/i;
