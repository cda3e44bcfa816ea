import type { ProjectFacts } from '../inspect/facts.ts';
import { readsTypes } from '../inspect/project/dependencies.ts';
import type { SourceFile } from '../inspect/syntax/source-file.ts';
import type { StoreMajor } from './decisions.ts';

/** Whether TypeScript is too old to read the types of a package, which `require` then loads without types. */
export function isUntyped(
  { package: pkg }: ProjectFacts,
  storeMajor: StoreMajor,
  file: SourceFile,
  specifier = 'connect-mongo',
): boolean {
  const unreadable = specifier === 'connect-mongo' || specifier === 'mongodb';
  const requires = file.typescript && pkg.type !== 'module' && !file.path.endsWith('.mts');
  return unreadable && requires && !readsTypes(pkg.dependencies.typescript, storeMajor);
}
