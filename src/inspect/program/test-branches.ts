import type * as t from '@babel/types';
import { methodName, stringValue, unwrap } from '../syntax/ast.ts';
import { type SourceFile, textOf } from '../syntax/source-file.ts';
import type { Evaluator } from './evaluator.ts';
import { unionMembers, type Value } from './value.ts';

/** Names of environments other than development. */
export const TEST_OR_PRODUCTION = /test|prod/i;

/** Whether code runs during tests: `only` then, `never`, or `also`. */
export type InTests = 'only' | 'never' | 'also';

/** A condition, and the outcome with which a node runs. */
interface Condition {
  test: t.Node;
  outcome: boolean;
}

/** Whether a node runs during tests, by the branches on NODE_ENV around it. */
export function inTests(evaluator: Evaluator, file: SourceFile, node: t.Node): InTests {
  const { parents } = file.index;
  let never = false;
  for (let at = node, parent = parents.get(at); parent; at = parent, parent = parents.get(at)) {
    const condition = conditionOf(parent, at);
    if (condition && implies(evaluator, file, condition, 'tests run')) return 'only';
    if (condition && implies(evaluator, file, condition, 'no tests run')) never = true;
    if (parent.type === 'SwitchCase' && parent.test !== at && isTestCase(evaluator, file, parent)) return 'only';
  }
  return never ? 'never' : 'also';
}

/** The condition under which a child of an `if`, a `?:`, an `&&` or an `||` runs. */
function conditionOf(parent: t.Node, child: t.Node): Condition | undefined {
  if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression')
    return child === parent.test ? undefined : { test: parent.test, outcome: child === parent.consequent };
  if (parent.type === 'LogicalExpression' && parent.operator !== '??' && child === parent.right)
    return { test: parent.left, outcome: parent.operator === '&&' };
  return undefined;
}

/** `case 'test':` of `switch (process.env.NODE_ENV)`, unless the case above falls through to it. */
function isTestCase(evaluator: Evaluator, file: SourceFile, node: t.SwitchCase): boolean {
  const statement = file.index.parents.get(node);
  if (statement?.type !== 'SwitchStatement' || stringValue(node.test) !== 'test') return false;
  const above = statement.cases[statement.cases.indexOf(node) - 1]?.consequent;
  const isSeparate = above === undefined || /^(Break|Return)Statement$/.test(above.at(-1)?.type ?? '');
  return isSeparate && isNodeEnv(evaluator.evaluate(file, statement.discriminant));
}

/** Whether a condition with its outcome implies that tests run, or that none do. */
function implies(
  evaluator: Evaluator,
  file: SourceFile,
  { test, outcome }: Condition,
  conclusion: 'tests run' | 'no tests run',
): boolean {
  const node = unwrap(test);
  const operandImplies = (operand: t.Node, result = outcome): boolean =>
    implies(evaluator, file, { test: operand, outcome: result }, conclusion);
  if (node.type === 'UnaryExpression' && node.operator === '!') return operandImplies(node.argument, !outcome);
  if (node.type === 'LogicalExpression' && node.operator !== '??') {
    // `a && b` is true, or `a || b` is false: both operands have this outcome. Otherwise, either may have it.
    const haveBoth = (node.operator === '&&') === outcome;
    return haveBoth
      ? operandImplies(node.left) || operandImplies(node.right)
      : operandImplies(node.left) && operandImplies(node.right);
  }
  if (node.type === 'BinaryExpression')
    return comparesWithTest(evaluator, file, node, outcome === (conclusion === 'tests run') ? 'equal' : 'unequal');
  const value = evaluator.evaluate(file, node);
  // `const isTest = NODE_ENV === 'test'`: the initializer is the condition.
  const initializer = value.kind === 'unknown' || value.kind === 'union' ? value : undefined;
  if (initializer === undefined || initializer.node === node) return false;
  return implies(evaluator, initializer.file, { test: initializer.node, outcome }, conclusion);
}

/** Whether this is `NODE_ENV === 'test'` (`equal`), or `NODE_ENV !== 'test'` (`unequal`). */
function comparesWithTest(
  evaluator: Evaluator,
  file: SourceFile,
  node: t.BinaryExpression,
  comparison: 'equal' | 'unequal',
): boolean {
  const operators = comparison === 'equal' ? ['==', '==='] : ['!=', '!=='];
  if (!operators.includes(node.operator)) return false;
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
    return one.kind === 'call' && methodName(one.node) === 'get' && stringValue(one.node.arguments[0]) === 'env';
  });
}

/** Whether a node is in a branch that is taken only in tests or in production, by the names in its condition. */
export function runsOnlyInTestOrProduction(file: SourceFile, node: t.Node): boolean {
  const { parents } = file.index;
  for (let at = node, parent = parents.get(at); parent; at = parent, parent = parents.get(at)) {
    const label = parent.type === 'SwitchCase' ? parent.test : undefined;
    const condition = label ? { test: label, outcome: true } : conditionOf(parent, at);
    const text = condition ? textOf(file, condition.test) : '';
    if (TEST_OR_PRODUCTION.test(text) && /!==?|^!/.test(text) !== condition?.outcome) return true;
  }
  return false;
}
