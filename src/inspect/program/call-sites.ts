import type * as t from '@babel/types';
import { constructorOf } from './class-members.ts';
import type { Evaluator } from './evaluator.ts';
import type { CallSite, Value } from './value.ts';

/** Every call of the reached files, by the function or constructor that it runs. */
export function findSites(evaluator: Evaluator): Map<t.Node, CallSite[]> {
  const sites = new Map<t.Node, CallSite[]>();
  for (const file of evaluator.graph.files) {
    for (const node of file.index.calls) {
      const callee = evaluator.evaluate(file, node.callee);
      const target =
        callee.kind === 'class' ? constructorOf(callee.node) : callee.kind === 'function' ? callee.node : undefined;
      if (!target) continue;
      const list = sites.get(target);
      if (list) list.push({ file, node });
      else sites.set(target, [{ file, node }]);
    }
  }
  return sites;
}

/** The values that callers give for a parameter; any other value is itself. */
export function givenValues(evaluator: Evaluator, value: Value, depth: number): Value[] {
  if (value.kind !== 'param' || depth > 6) return [value];
  const found: Value[] = [];
  for (const site of evaluator.callSites(value.fn)) {
    const argument = site.node.arguments[value.index];
    if (!argument || argument.type === 'SpreadElement') continue;
    const given = evaluator.descend(evaluator.evaluate(site.file, argument), value.path, site.file, argument);
    found.push(...givenValues(evaluator, given, depth + 1));
  }
  return found.length > 0 ? found : [value];
}
