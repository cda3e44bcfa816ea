import type * as t from '@babel/types';
import { isMember, isTruthyLiteral, keyName, propertyOf, unwrap } from '../syntax/ast.ts';
import { factors, product } from '../syntax/number-value.ts';
import type { ObjectPlace, Place, SourceFile } from '../syntax/source-file.ts';

/** The options of the session cookie, which express-session reads in `cookie`: https://github.com/expressjs/session#cookie */
export const COOKIE_OPTIONS = /^(maxAge|expires|path|domain|sameSite|secure|httpOnly|partitioned|priority)$/;

export interface OptionFact extends Place {
  node: t.ObjectProperty;
}

/** An option of an object literal that is written as `name: value`. */
export function optionOf(options: ObjectPlace | undefined, name: string): OptionFact | undefined {
  const property = options && propertyOf(options.node, name);
  return options && property?.type === 'ObjectProperty' ? { file: options.file, node: property } : undefined;
}

/** An option that is a truthy literal. */
export function enabledOption(options: ObjectPlace | undefined, name: string): OptionFact | undefined {
  const option = optionOf(options, name);
  return option && isTruthyLiteral(option.node.value) ? option : undefined;
}

/** An option that is a number or a product of numbers, or a variable with such a value. */
export function numberOption(
  options: ObjectPlace | undefined,
  name: string,
): { value: number; place: Place } | undefined {
  const place = optionOf(options, name);
  const list = place && factors(place.file.index.initializerOf(place.node.value));
  return place && list && { value: product(list), place };
}

/** The options of the cookie, where they are an object literal or a variable with one. */
export function cookieOf(options: ObjectPlace | undefined): ObjectPlace | undefined {
  const cookie = optionOf(options, 'cookie');
  const value = cookie?.file.index.initializerOf(cookie.node.value);
  return cookie && value?.type === 'ObjectExpression' ? { file: cookie.file, node: value } : undefined;
}

/** Whether a node is `options.cookie`, with options in a variable. */
export function isCookieOf({ file, node }: ObjectPlace, member: t.Node): boolean {
  const inner = unwrap(member);
  return isMember(inner) && keyName(inner) === 'cookie' && file.index.initializerOf(inner.object) === node;
}

/** Whether an option of a literal is false or missing, and nothing assigns it later. */
export function isLeftOff(files: SourceFile[], options: ObjectPlace, name: string): boolean {
  const property = propertyOf(options.node, name);
  const isOff = property
    ? property.type === 'ObjectProperty' && isFalse(property.value)
    : options.node.properties.every(({ type }) => type !== 'SpreadElement');
  const isAssigned = (left: t.Node): boolean =>
    isMember(left) && (keyName(left) === name || keyName(left) === 'cookie');
  return isOff && !files.some(({ index }) => index.assignments.some(({ left }) => isAssigned(left)));
}

function isFalse(value: t.Node): boolean {
  const inner = unwrap(value);
  return inner.type === 'BooleanLiteral' && !inner.value;
}
