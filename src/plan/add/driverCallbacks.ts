import type { Node } from '@babel/types';
import { isFunction, isMember } from '../../inspect/ast.ts';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { lineOfNode } from '../../inspect/source.ts';
import type { Note } from '../../types.ts';

/** More of them tell nothing new. */
const SHOWN = 5;

/** Where the code hands callbacks to the driver, which takes none since version 5. */
export function driverCallbacks({ files }: ProjectFacts): Note[] {
  const places = files
    .filter(({ text }) => /['"]mongodb['"]/.test(text))
    .flatMap((file) =>
      file.index.calls
        .filter(({ callee, arguments: list }) => isMember(callee) && takesError(list.at(-1)))
        .map((node) => ({ file: file.path, line: lineOfNode(file, node) })),
    );
  return places.slice(0, SHOWN).map((place) => ({
    code: 'driver-callback',
    severity: 'error',
    message: 'A callback, as mongodb takes none since version 5: use the promise that the call gives back.',
    ...place,
  }));
}

/** `(err, result) => ...` */
function takesError(node: Node | undefined): boolean {
  const first = node && isFunction(node) ? node.params[0] : undefined;
  return first?.type === 'Identifier' && /^_?e(rr(or)?)?$/i.test(first.name);
}
