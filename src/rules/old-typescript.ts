import { majorOf, readsTypes, typescriptFor } from '../inspect/project/dependencies.ts';
import { isCall } from '../inspect/syntax/ast.ts';
import type { Place } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const oldTypescript = {
  id: 'old-typescript',
  what: 'TypeScript is too old for the types of connect-mongo.',
  severity: 'warning',
  fix: 'Upgrade TypeScript, or importing connect-mongo will not compile.',
  check: (project: Facts<'package' | 'mongoStores'>): Finding[] => {
    const major = majorOf(project.package.dependencies['connect-mongo']) ?? 6;
    return major >= 4 ? untypedStores(project, major) : [];
  },
} satisfies Rule;

/** The first TypeScript file that imports connect-mongo, if the project's TypeScript is too old for its types; a `require()` loads none. */
export function untypedStores(
  { package: { dependencies }, mongoStores }: Facts<'package' | 'mongoStores'>,
  major: number,
): { place: Place; message: string }[] {
  const { typescript } = dependencies;
  const use = mongoStores.find(({ file, loads }) => file.typescript && loads.some((node) => !isCall(node)));
  if (!use || readsTypes(typescript, major)) return [];
  const message = `The types of connect-mongo ${major} need TypeScript ${typescriptFor(major)} or later, but the project has ${typescript?.version ?? typescript?.range}.`;
  return [{ place: { file: use.file, node: use.file.program }, message }];
}
