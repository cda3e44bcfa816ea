import type * as t from '@babel/types';
import { contains, methodName, stringValue } from '../syntax/ast.ts';
import type { Place, SourceFile } from '../syntax/source-file.ts';
import { cookieOf, numberOption, optionOf } from './options.ts';
import type { SessionFact } from './session.ts';

interface Facts {
  sessions: SessionFact[];
  environment: { reads: { name: string; file: SourceFile; node: t.Node }[] };
}

/** The variable that the secret of the sessions is read from in their options, if there is one. */
export function secretVariable({ sessions, environment }: Facts): string | undefined {
  return variablesReadIn(
    { environment },
    sessions.map(({ options }) => optionOf(options, 'secret')),
  )[0];
}

/** The variables that the code of some places reads. */
export function variablesReadIn({ environment }: Pick<Facts, 'environment'>, places: (Place | undefined)[]): string[] {
  const reads = environment.reads.filter(({ file, node }) =>
    places.some((place) => place?.file === file && contains(place.node, node)),
  );
  return reads.map(({ name }) => name);
}

/** Whether the code splits a text at commas, as it has to where a variable holds several secrets. */
export function splitsAtCommas({ files }: { files: SourceFile[] }): boolean {
  return files.some(({ index }) =>
    index.calls.some((node) => {
      const [separator] = node.arguments;
      const text = separator?.type === 'RegExpLiteral' ? separator.pattern : stringValue(separator);
      return methodName(node) === 'split' && text?.includes(',');
    }),
  );
}

/** The longest cookie.maxAge of the sessions in milliseconds; undefined if one of them is not a number in the code. */
export function longestMaxAge(sessions: SessionFact[]): number | undefined {
  const ages = sessions.map(({ options }) => numberOption(cookieOf(options), 'maxAge')?.value);
  return ages.length === 0 || ages.includes(undefined) ? undefined : Math.max(...ages.map(Number));
}
