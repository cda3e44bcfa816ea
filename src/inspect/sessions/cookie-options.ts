import type * as t from '@babel/types';
import { propertyOf } from '../syntax/ast.ts';
import type { SourceFile } from '../syntax/source-file.ts';

interface ObjectLiteral {
  file: SourceFile;
  node: t.ObjectExpression;
}

/** The options of the cookie, where they are written out. */
export function cookieOf(options: ObjectLiteral | undefined): ObjectLiteral | undefined {
  const cookie = options && propertyOf(options.node, 'cookie');
  if (!options || cookie?.type !== 'ObjectProperty' || cookie.value.type !== 'ObjectExpression') return undefined;
  return { file: options.file, node: cookie.value };
}
