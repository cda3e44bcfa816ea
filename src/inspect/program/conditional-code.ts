import type * as t from '@babel/types';
import { isConditional } from '../syntax/alternatives.ts';
import { isFunction } from '../syntax/ast.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { Evaluator } from './evaluator.ts';

/** Whether a branch decides if a node runs: around it, around every call of its function, or around the import of its file. */
export function runsConditionally(
  evaluator: Evaluator,
  file: SourceFile,
  node: t.Node,
  seen = new Set<t.Node>(),
): boolean {
  if (isConditional({ file, node })) return true;
  for (let fn = file.index.parents.get(node); fn; fn = file.index.parents.get(fn)) {
    if (!isFunction(fn) || seen.has(fn)) continue;
    seen.add(fn);
    const sites = evaluator.callSites(fn);
    if (sites.length > 0 && sites.every((site) => runsConditionally(evaluator, site.file, site.node, seen)))
      return true;
  }
  const links = evaluator.graph.links.filter(({ to }) => to === file);
  if (links.length === 0 || links.some(({ node: link }) => seen.has(link))) return false;
  for (const link of links) seen.add(link.node);
  return links.every((link) => runsConditionally(evaluator, link.from, link.node, seen));
}
