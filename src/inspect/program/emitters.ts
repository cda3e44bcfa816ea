import type { Evaluator } from './evaluator.ts';
import { unionMembers, type Value } from './value.ts';

/** Methods of an EventEmitter that return the emitter. */
const LISTENING =
  /^(on|once|off|addListener|prependListener|prependOnceListener|removeListener|removeAllListeners|setMaxListeners)$/;

/** The emitter at the start of a chain such as `store.on(...).once(...)`; any other value is returned unchanged. */
export function emittersOf(evaluator: Evaluator, value: Value): Value[] {
  if (value.kind !== 'call') return [value];
  const { callee } = value;
  if (callee.kind === 'member' && LISTENING.test(callee.name))
    return unionMembers(callee.of).flatMap((emitter) => emittersOf(evaluator, emitter));
  if (callee.kind !== 'param' || !LISTENING.test(callee.path.at(-1) ?? '')) return [value];
  return evaluator
    .argumentsPassedTo({ ...callee, path: callee.path.slice(0, -1) })
    .flatMap(unionMembers)
    .flatMap((emitter) => emittersOf(evaluator, emitter));
}
