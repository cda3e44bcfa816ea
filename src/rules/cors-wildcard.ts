import type * as t from '@babel/types';
import { isPackage, type NamedValue } from '../inspect/program/value.ts';
import { optionValue, propertyOf, stringValue } from '../inspect/syntax/ast.ts';
import type { SourceFile } from '../inspect/syntax/source-file.ts';
import type { Finding, Rule } from './rule.ts';

interface Facts {
  files: SourceFile[];
  names: Map<SourceFile, NamedValue[]>;
}

export const corsWildcard = {
  id: 'cors-wildcard',
  what: "CORS allows credentials from the origin '*'.",
  since: '0.2.0',
  severity: 'warning',
  why: "Browsers reject credentials with the origin '*'.",
  fix: 'Name the origin of the front end.',
  check: ({ files, names }: Facts): Finding[] =>
    files.flatMap((file) => {
      const cors = names.get(file)?.find(({ value }) => isPackage(value, 'cors'))?.name;
      return file.index.calls
        .filter(
          ({ callee, arguments: [options] }) =>
            callee.type === 'Identifier' && callee.name === cors && allowsAll(file, options),
        )
        .map((node) => ({ place: { file, node }, message: 'CORS allows credentials from every origin.' }));
    }),
} satisfies Rule;

/** `cors({ credentials: true })`, whose origin is `*` by default. */
function allowsAll({ index }: SourceFile, given: t.Node | undefined): boolean {
  const options = given?.type === 'Identifier' ? index.resolve(given)?.init : given;
  if (options?.type !== 'ObjectExpression') return false;
  const credentials = optionValue(options, 'credentials');
  const isComplete = options.properties.every(({ type }) => type !== 'SpreadElement');
  const isAll = propertyOf(options, 'origin') ? stringValue(optionValue(options, 'origin')) === '*' : isComplete;
  return credentials?.type === 'BooleanLiteral' && credentials.value && isAll;
}
