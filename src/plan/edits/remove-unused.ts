import type { Node } from '@babel/types';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { lineOfNode, type SourceFile } from '../../inspect/syntax/source-file.ts';
import { type Change, emptyChange } from '../change.ts';
import { findUnused } from '../source/unused.ts';

interface Cleanup {
  change: Change;
  /** The import of a replaced package, by file: a new import may replace it. */
  replaceable: Map<SourceFile, Node>;
}

/** Removes code and packages that only the removed code used; warns about code that may still be needed. */
export function removeUnused(project: ProjectFacts, edited: Change): Cleanup {
  const { edits, packages, possiblyUnused, replaceable } = findUnused(project, edited);
  const change = emptyChange();
  change.edits.push(...edits);
  for (const name of packages.flatMap((one) => [one, `@types/${one}`]))
    if (project.package.dependencies[name]) change.packages.remove.push(name);
  for (const { file, binding } of possiblyUnused)
    change.notes.push({
      code: 'unused',
      severity: 'warning',
      message: `Only the old store used ${binding.name}. Remove it if nothing else depends on it.`,
      file: file.path,
      line: lineOfNode(file, binding.identifier),
    });
  return { change, replaceable };
}
