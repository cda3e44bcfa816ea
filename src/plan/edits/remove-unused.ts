import type { Node } from '@babel/types';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { lineOfNode, type SourceFile } from '../../inspect/syntax/source-file.ts';
import { type Change, emptyChange } from '../change.ts';
import { findUnused } from '../source/unused.ts';

interface Cleanup {
  change: Change;
  /** Imports that lost their purpose, by file: a new import may take their place. */
  replaceable: Map<SourceFile, Node>;
}

/** Removes what only the removed code used, from the sources and from package.json; names what it leaves. */
export function removeUnused(project: ProjectFacts, edited: Change): Cleanup {
  const { edits, packages, leftOver, replaceable } = findUnused(project, edited);
  const change = emptyChange();
  change.edits.push(...edits);
  for (const name of packages.flatMap((one) => [one, `@types/${one}`]))
    if (project.package.dependencies[name]) change.packages.remove.push(name);
  for (const { file, binding } of leftOver)
    change.notes.push({
      code: 'unused',
      severity: 'warning',
      message: `${binding.name} served the old store alone. It is still there: take it out when nothing else relies on it.`,
      file: file.path,
      line: lineOfNode(file, binding.identifier),
    });
  return { change, replaceable };
}
