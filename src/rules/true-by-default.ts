import { enabledOption } from '../inspect/sessions/options.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import { propertyOf } from '../inspect/syntax/ast.ts';
import type { Finding } from './rule.ts';

/** A finding for an option that is true, or left out although its default is true. */
export function trueByDefault(session: SessionFact, name: string): Finding[] {
  const { file, node, library, options, shape } = session;
  const place = enabledOption(options, name);
  if (place) return [{ place, message: `${name} is true.` }];
  // Options in a variable may be completed elsewhere.
  const isComplete = shape === 'none' ? node.arguments.length === 0 : options && node.arguments[0] === options.node;
  const isMissing = shape !== 'computed' && isComplete && !(options && propertyOf(options.node, name));
  if (!isMissing || library !== 'express-session') return [];
  return [{ place: options ?? { file, node }, message: `${name} is not set, and its default is true.` }];
}
