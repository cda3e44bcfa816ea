import type * as t from '@babel/types';
import { unwrap } from './ast.ts';

/** The numbers of a product, or of a single number. */
export function factors(node: t.Node): number[] | undefined {
  const inner = unwrap(node);
  if (inner.type === 'NumericLiteral') return [inner.value];
  if (inner.type !== 'BinaryExpression' || inner.operator !== '*') return undefined;
  const left = factors(inner.left);
  const right = factors(inner.right);
  return left && right ? [...left, ...right] : undefined;
}

export function product(numbers: number[]): number {
  return numbers.reduce((all, one) => all * one, 1);
}
