import type * as t from '@babel/types';
import { optionValue, propertyOf, stringValue } from '../inspect/syntax/ast.ts';
import { type Place, type SourceFile, textOf } from '../inspect/syntax/source-file.ts';
import { type CorsCall, type CorsFacts, corsWithCredentials } from './cors-calls.ts';
import type { Finding, Rule } from './rule.ts';

export const corsWildcard = {
  id: 'cors-wildcard',
  what: "CORS allows credentials from the origin '*'.",
  severity: 'warning',
  why: "Browsers reject credentials with the origin '*'.",
  fix: 'Name the origin of the front end.',
  check: (facts: CorsFacts): Finding[] => [
    ...[...corsWithCredentials(facts).filter(allowsAll), ...facts.files.flatMap(headersForAll)].map((place) => ({
      place,
      message: 'CORS allows credentials from every origin.',
    })),
    ...corsWithCredentials(facts)
      .filter(({ options }) => listsWildcard(optionValue(options, 'origin')))
      .map((place) => ({ place, message: "cors compares origins with each text in a list, so '*' allows none." })),
  ],
} satisfies Rule;

/** `cors({ credentials: true })`, whose origin is `*` by default. */
function allowsAll({ options }: CorsCall): boolean {
  const isComplete = options.properties.every(({ type }) => type !== 'SpreadElement');
  return propertyOf(options, 'origin') ? stringValue(optionValue(options, 'origin')) === '*' : isComplete;
}

/** `origin: ['*']`, which is not a wildcard: https://github.com/expressjs/cors#configuration-options */
function listsWildcard(origin: t.Node | undefined): boolean {
  return origin?.type === 'ArrayExpression' && origin.elements.some((one) => stringValue(one) === '*');
}

/** `res.setHeader('Access-Control-Allow-Origin', '*')` beside the header that allows credentials. */
function headersForAll(file: SourceFile): Place[] {
  const header = (name: string, value: RegExp): t.Node | undefined =>
    file.index.calls.find(({ arguments: [first, second] }) => {
      const isNamed = stringValue(first)?.toLowerCase() === `access-control-allow-${name}`;
      return isNamed && second !== undefined && value.test(textOf(file, second));
    });
  const node = header('credentials', /true/) && header('origin', /^['"`]\*['"`]$/);
  return node ? [{ file, node }] : [];
}
