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

/** Seconds, to everybody but Express: `3600`, `86400`, `60 * 60 * 24`, `3600 * 24`; a factor of 1000 shows milliseconds. */
export function isSeconds(list: number[]): boolean {
  const total = product(list);
  if (total < 60 || total > 40_000_000) return false;
  if (list.length === 1) return isHours(total);
  return list.every((factor) => factor < 1000 || isHours(factor)) && total % 60 === 0;
}

function isHours(seconds: number): boolean {
  return seconds % 3600 === 0 && seconds % 1000 !== 0;
}
