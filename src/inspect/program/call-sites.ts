import type * as t from '@babel/types';
import type { SourceFile } from '../syntax/source-file.ts';
import { constructorOf } from './class-members.ts';
import type { CallSite, Evaluate, Value } from './value.ts';

/** Every call of the files, by the function or constructor that it runs. */
export function findCallSites(evaluator: Evaluate, files: SourceFile[]): Map<t.Node, CallSite[]> {
  const calls = new Map<t.Node, CallSite[]>();
  for (const file of files) {
    for (const node of file.index.calls) {
      const callee = evaluator.evaluate(file, node.callee);
      const target =
        callee.kind === 'class' ? constructorOf(callee.node) : callee.kind === 'function' ? callee.node : undefined;
      if (!target) continue;
      const list = calls.get(target);
      if (list) list.push({ file, node });
      else calls.set(target, [{ file, node }]);
    }
  }
  return calls;
}

/** The values that callers pass for a parameter; any other value is returned unchanged. */
export function argumentsPassedTo(evaluator: Evaluate, value: Value, depth: number): Value[] {
  if (value.kind !== 'param' || depth > 6) return [value];
  const found: Value[] = [];
  for (const call of evaluator.callSites(value.fn)) {
    const argument = call.node.arguments[value.index];
    if (!argument || argument.type === 'SpreadElement') continue;
    const passed = evaluator.memberAt(evaluator.evaluate(call.file, argument), value.path, call.file, argument);
    found.push(...argumentsPassedTo(evaluator, passed, depth + 1));
  }
  return found.length > 0 ? found : [value];
}
