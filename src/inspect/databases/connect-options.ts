import type { Node } from '@babel/types';
import type { Evaluator } from '../program/evaluator.ts';
import { isAbsent, type Value } from '../program/value.ts';
import { keyName, unwrap } from '../syntax/ast.ts';
import { type Place, type SourceFile, textOf } from '../syntax/source-file.ts';

/** One option that a connection is opened with. */
interface ConnectOption extends Place {
  name: string;
  /** A literal, or the source text `process.env.NAME`: valid in any file. Undefined for anything else. */
  value: { literal: string } | { code: string } | undefined;
}

export interface ConnectOptions {
  /** Each name once, with the value that takes effect. */
  options: ConnectOption[];
  /** Options that cannot be determined. */
  unresolved: Place | undefined;
}

/** The options of `mongoose.connect(url, options)` or `new MongoClient(url, options)`. */
export function connectOptions(evaluator: Evaluator, file: SourceFile, node: Node | undefined): ConnectOptions {
  const [value] = node ? evaluator.valuesOf(file, node) : [];
  if (!node || !value || value.kind === 'function' || isAbsent(value)) return { options: [], unresolved: undefined };
  if (value.kind !== 'object') return { options: [], unresolved: { file, node } };
  const options = new Map<string, ConnectOption>();
  let unresolved: Place | undefined;
  for (const property of value.node.properties) {
    if (property.type === 'SpreadElement') {
      const spread = connectOptions(evaluator, value.file, property.argument);
      for (const option of spread.options) options.set(option.name, option);
      unresolved ??= spread.unresolved;
      continue;
    }
    const name = keyName(property) ?? '';
    const written = property.type === 'ObjectProperty' ? evaluator.evaluate(value.file, property.value) : undefined;
    const [given] = written ? evaluator.argumentsPassedTo(written) : [];
    options.set(name, { name, value: given && portable(given), file: value.file, node: property });
  }
  return { options: [...options.values()], unresolved };
}

function portable(value: Value): ConnectOption['value'] {
  if (value.kind === 'literal')
    return typeof value.value === 'string' ? { literal: value.value } : { code: String(value.value) };
  const code = value.kind === 'env' ? textOf(value.file, unwrap(value.node)) : '';
  return /^process\.env\.\w+$/.test(code) ? { code } : undefined;
}
