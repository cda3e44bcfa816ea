import type * as t from '@babel/types';
import { endOf, propertyOf, startOf, unwrap } from '../../../inspect/ast.ts';
import type { SessionFact } from '../../../inspect/facts.ts';
import { type ObjectPlace, removeProperty, renameProperty } from '../objects.ts';
import { note, type Work } from '../work.ts';

/** A date in the cookie that is worked out once becomes an age. */
export function correctExpires(work: Work, cookie: ObjectPlace, property: t.ObjectProperty, hasMaxAge: boolean): void {
  const age = ageText(cookie.file.text, property.value);
  if (age === undefined) return;
  const why = 'maxAge instead of a date that is fixed at start';
  note(
    work,
    'expires-to-max-age',
    'cookie.expires is worked out once, when the app starts: after that time no login would last. maxAge counts from each request.',
    { file: cookie.file, node: property },
  );
  if (hasMaxAge) {
    removeProperty(work.edits, cookie, property, why);
    return;
  }
  renameProperty(work.edits, cookie.file, property, 'maxAge', why);
  work.edits.replaceNode(cookie.file, property.value, age, why);
}

/** A date in the cookie that is worked out at start, where the age does not overrule it: wrong with any store. */
export function correctFixedDate(work: Work, { options }: SessionFact): void {
  const place = cookieOf(options);
  if (!place) return;
  const expires = propertyOf(place.node, 'expires');
  const maxAge = propertyOf(place.node, 'maxAge');
  if (expires?.type !== 'ObjectProperty' || factors(expires.value)) return;
  if (!maxAge || startOf(maxAge) < startOf(expires)) correctExpires(work, place, expires, maxAge !== undefined);
}

/** The age in `Date.now() + age` and `new Date(Date.now() + age)`, or a number that stands for one. */
function ageText(text: string, value: t.Node): string | undefined {
  const inner = unwrap(value);
  if (
    inner.type === 'NewExpression' &&
    inner.callee.type === 'Identifier' &&
    inner.callee.name === 'Date' &&
    inner.arguments[0]
  )
    return ageText(text, inner.arguments[0]);
  if (inner.type === 'BinaryExpression' && inner.operator === '+') {
    const left = text.slice(startOf(inner.left), endOf(inner.left));
    return /^(Date\.now\(\)|new Date\(\)\.getTime\(\)|\+?new Date\(\))$/.test(left)
      ? text.slice(startOf(inner.right), endOf(inner.right))
      : undefined;
  }
  return factors(inner) ? text.slice(startOf(inner), endOf(inner)) : undefined;
}

/** The options of the cookie, where they are written out. */
export function cookieOf(options: ObjectPlace | undefined): ObjectPlace | undefined {
  const cookie = options && propertyOf(options.node, 'cookie');
  if (!options || cookie?.type !== 'ObjectProperty' || cookie.value.type !== 'ObjectExpression') return undefined;
  return { file: options.file, node: cookie.value };
}

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

/** Seconds, to everybody but Express: `3600`, `86400`, `60 * 60 * 24`; a factor of 1000 shows milliseconds. */
export function isSeconds(list: number[]): boolean {
  const total = product(list);
  if (total < 60 || total > 40_000_000 || list.some((factor) => factor >= 1000 && list.length > 1)) return false;
  return list.length > 1 ? total % 60 === 0 : total % 3600 === 0 && total % 1000 !== 0;
}
