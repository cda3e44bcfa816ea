import { lineInManifest } from '../../inspect/project/manifest.ts';
import type { Draft } from '../draft.ts';
import { RefusedEdit } from '../refusal.ts';
import { isUntyped } from '../untyped.ts';
import type { WiringPlace } from './own-connection.ts';

/**
 * @throws RefusedEdit where the project's TypeScript is too old for the types of connect-mongo, which a new class would
 * extend
 */
export function refuseUntyped({ project, storeMajor }: Draft, { file }: Pick<WiringPlace, 'file'>, flag: string): void {
  if (!isUntyped(project, storeMajor, file)) return;
  const { package: pkg } = project;
  const { version, range } = pkg.dependencies.typescript ?? {};
  throw new RefusedEdit({
    title: `${flag} needs TypeScript 4.7 or later.`,
    notes: [
      {
        code: 'old-typescript',
        message: `TypeScript ${version ?? range} cannot read the types of connect-mongo, whose class the new file extends. Upgrade TypeScript, or omit ${flag}.`,
        file: pkg.file,
        ...lineInManifest(pkg, 'typescript'),
        paste: 'planned',
      },
    ],
  });
}
