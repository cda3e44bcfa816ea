import { lineInManifest } from '../../inspect/project/manifest.ts';
import type { Draft } from '../draft.ts';
import { RefusedEdit } from '../refusal.ts';
import { isUntyped } from '../source/imports.ts';
import type { WiringPlace } from './connection.ts';

/** @throws RefusedEdit where a new class would extend one whose types the project's TypeScript cannot read */
export function refuseUntyped({ project }: Draft, { file }: Pick<WiringPlace, 'file'>, flag: string): void {
  if (!isUntyped(project, file, 'connect-mongo')) return;
  const { package: pkg } = project;
  const { version, range } = pkg.dependencies.typescript ?? {};
  throw new RefusedEdit({
    title: `${flag} needs TypeScript 4.7 or later.`,
    notes: [
      {
        code: 'old-typescript',
        message: `TypeScript ${version ?? range} cannot read the types of connect-mongo, which the new file extends. Upgrade it, or leave ${flag} out.`,
        file: pkg.file,
        ...lineInManifest(pkg, 'typescript'),
        paste: 'planned',
      },
    ],
  });
}
