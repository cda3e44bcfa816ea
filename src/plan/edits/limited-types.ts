import { readsLabelledTuples } from '../../inspect/project/dependencies.ts';
import type { Change } from '../change.ts';
import type { Draft } from '../draft.ts';
import type { CompilerNeed } from './compiler-need.ts';

/**
 * `types` with the packages of @types in package.json. By default, TypeScript loads all that are installed, and before
 * 4.0 it cannot parse those that mongodb depends on.
 */
export function limitedTypes(draft: Draft, { packages }: Change): CompilerNeed | undefined {
  const { compiler, typescript, package: pkg } = draft.project;
  const version = pkg.dependencies.typescript;
  const addsMongodb = packages.add.mongodb !== undefined;
  if (!compiler || compiler.limitsTypes || !typescript || !addsMongodb || readsLabelledTuples(version))
    return undefined;
  const types = [...Object.keys(pkg.dependencies), ...Object.keys(packages.dev)]
    .filter((name) => name.startsWith('@types/') && !packages.remove.includes(name))
    .map((name) => name.slice('@types/'.length));
  return {
    setting: `"types": [${[...new Set([...types, ...compiler.ownTypes])]
      .sort()
      .map((name) => `"${name}"`)
      .join(', ')}]`,
    addable: true,
    done: 'Limited the types to yours and those in package.json',
    reason: `TypeScript ${version?.version ?? version?.range} loads every package in node_modules/@types, and cannot parse some that mongodb depends on.`,
    codes: ['types-limited', 'types-unlimited'],
    why: 'limit the types that TypeScript loads',
  };
}
