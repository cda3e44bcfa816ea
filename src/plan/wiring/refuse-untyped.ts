import { RefusedError } from '../../errors.ts';
import { lineInManifest } from '../../inspect/project/manifest.ts';
import type { Work } from '../add/work.ts';
import { planSnippet } from '../snippet/plan-snippet.ts';
import { storeWish, untyped } from '../source/imports.ts';
import type { WiringPlace } from './connection.ts';

/** @throws RefusedError where a class of our own would extend one whose types the project's TypeScript cannot read */
export function refuseUntyped(work: Work, { file }: Pick<WiringPlace, 'file'>, flag: string): void {
  if (!untyped(work, file, storeWish(work))) return;
  const { package: pkg } = work.facts;
  const { version, range } = pkg.dependencies.typescript ?? {};
  throw new RefusedError(`${flag} needs TypeScript 4.7 or later.`, [
    {
      code: 'old-typescript',
      severity: 'error',
      message: `TypeScript ${version ?? range} cannot read the types of connect-mongo, which the new file extends. Upgrade it, or leave ${flag} out.`,
      file: pkg.file,
      ...lineInManifest(pkg, 'typescript'),
      snippet: planSnippet(work),
    },
  ]);
}
