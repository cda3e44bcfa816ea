import type { Node } from '@babel/types';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Change } from '../change.ts';
import type { Draft } from '../draft.ts';
import { findUnused } from '../source/unused.ts';

/**
 * Removes code and packages that only the removed code used; warns about code that may still be needed. Returns the
 * import of a replaced package by file: a new import may replace it.
 */
export function removeUnused(draft: Draft, edited: Change): Map<SourceFile, Node> {
  const { edits, packages, unloaded, possiblyUnused, replaceable } = findUnused(draft.project, edited);
  draft.change.edits.push(...edits);
  for (const name of packages.flatMap((one) => [one, `@types/${one}`]))
    if (draft.project.package.dependencies[name]) draft.change.packages.remove.push(name);
  for (const { file, binding } of possiblyUnused) {
    const message = `Only the old store used ${binding.name}. Remove it if nothing else depends on it.`;
    draft.warn('unused', message, { file, node: binding.identifier });
  }
  const message = 'No file of the app loads this one any more. Delete it, or import it where it is needed.';
  for (const { path } of unloaded) draft.warn('file-unused', message, { file: path });
  return replaceable;
}
