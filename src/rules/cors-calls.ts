import type * as t from '@babel/types';
import { nameOfPackage } from '../inspect/program/value.ts';
import { type Call, optionValue } from '../inspect/syntax/ast.ts';
import type { Place } from '../inspect/syntax/source-file.ts';
import type { Facts } from './rule.ts';

/** `cors({ ... })`, or with a variable that holds the options. */
export interface CorsCall extends Place {
  node: Call;
  options: t.ObjectExpression;
}

export type CorsFacts = Facts<'files' | 'names'>;

/** The calls of the cors package that allow credentials. */
export function corsWithCredentials({ files, names }: CorsFacts): CorsCall[] {
  return files.flatMap((file) => {
    const cors = nameOfPackage(names, file, 'cors');
    return file.index.calls.flatMap((node) => {
      if (node.callee.type !== 'Identifier' || node.callee.name !== cors) return [];
      const [given] = node.arguments;
      const options = given && file.index.initializerOf(given);
      if (options?.type !== 'ObjectExpression') return [];
      const credentials = optionValue(options, 'credentials');
      return credentials?.type === 'BooleanLiteral' && credentials.value ? [{ file, node, options }] : [];
    });
  });
}
