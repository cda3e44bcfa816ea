import type { Node } from '@babel/types';
import type { Evaluator } from '../program/evaluator.ts';
import { isAbsent, type Value } from '../program/value.ts';
import { keyName, unwrap } from '../syntax/ast.ts';
import { type Place, type SourceFile, textOf } from '../syntax/source-file.ts';

/** One option that a connection is opened with. */
export interface ConnectOption extends Place {
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
  const [value] = node ? evaluator.argumentsPassedTo(evaluator.evaluate(file, node)) : [];
  if (!node || !value || value.kind === 'function' || isAbsent(value)) return { options: [], unresolved: undefined };
  if (value.kind !== 'object') return { options: [], unresolved: { file, node } };
  const found: ConnectOptions = { options: [], unresolved: undefined };
  const add = (option: ConnectOption): void => {
    if (found.options.every(({ name }) => name !== option.name)) found.options.push(option);
  };
  for (const property of value.node.properties.toReversed()) {
    if (property.type === 'SpreadElement') {
      const spread = connectOptions(evaluator, value.file, property.argument);
      spread.options.forEach(add);
      found.unresolved ??= spread.unresolved;
      continue;
    }
    const name = keyName(property);
    const [given] =
      property.type === 'ObjectProperty'
        ? evaluator.argumentsPassedTo(evaluator.evaluate(value.file, property.value))
        : [];
    if (name !== undefined) add({ name, value: given && portable(given), file: value.file, node: property });
  }
  return { options: found.options.toReversed(), unresolved: found.unresolved };
}

function portable(value: Value): ConnectOption['value'] {
  if (value.kind === 'literal')
    return typeof value.value === 'string' ? { literal: value.value } : { code: String(value.value) };
  const code = value.kind === 'env' ? textOf(value.file, unwrap(value.node)) : '';
  return /^process\.env\.\w+$/.test(code) ? { code } : undefined;
}
