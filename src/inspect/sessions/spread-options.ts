import type * as t from '@babel/types';
import type { Evaluator } from '../program/evaluator.ts';
import { isAbsent, rootPackage, unionMembers, type Value } from '../program/value.ts';
import { unwrap } from '../syntax/ast.ts';
import type { ObjectPlace, Place, SourceFile } from '../syntax/source-file.ts';

/** An object literal of the project that options are spread from. */
export interface SpreadFact extends ObjectPlace {
  /** It is used elsewhere, not only in the options of connect-mongo. */
  shared: boolean;
}

export interface SpreadFacts {
  spreads: SpreadFact[];
  /** Spread arguments whose properties cannot be determined. */
  unresolved: Place[];
}

/** The object literals that are spread into an options object, in source order. */
export function spreadsOf(evaluator: Evaluator, file: SourceFile, node: t.ObjectExpression, depth = 0): SpreadFacts {
  const found: SpreadFacts = { spreads: [], unresolved: [] };
  for (const property of node.properties) {
    if (property.type !== 'SpreadElement') continue;
    for (const { value, own } of literalsIn(evaluator, file, property.argument)) {
      if (value.kind !== 'object' || depth > 4) {
        if (!isAbsent(value)) found.unresolved.push({ file, node: property });
        continue;
      }
      const inner = spreadsOf(evaluator, value.file, value.node, depth + 1);
      found.spreads.push({ file: value.file, node: value.node, shared: !own }, ...inner.spreads);
      found.unresolved.push(...inner.unresolved);
    }
  }
  return found;
}

/** The values that a spread may have; `a && b` spreads `b` or nothing. */
function literalsIn(evaluator: Evaluator, file: SourceFile, node: t.Node): { value: Value; own: boolean }[] {
  const inner = unwrap(node);
  if (inner.type === 'ConditionalExpression')
    return [inner.consequent, inner.alternate].flatMap((branch) => literalsIn(evaluator, file, branch));
  if (inner.type === 'LogicalExpression')
    return (inner.operator === '&&' ? [inner.right] : [inner.left, inner.right]).flatMap((side) =>
      literalsIn(evaluator, file, side),
    );
  const values = evaluator.valuesOf(file, inner);
  return values.flatMap(unionMembers).map((value) => ({
    value,
    own: 'node' in value && (value.node === inner || isOwn(evaluator, file, inner, value.node)),
  }));
}

/** Whether every reference to the variable of a literal is a spread into options of connect-mongo. */
function isOwn(evaluator: Evaluator, file: SourceFile, name: t.Node, literal: t.Node): boolean {
  const binding = name.type === 'Identifier' ? file.index.resolve(name) : undefined;
  if (!binding?.init || unwrap(binding.init) !== literal || binding.path.length > 0) return false;
  const statement = file.index.parents.get(binding.declaration);
  if (statement && file.index.parents.get(statement)?.type === 'ExportNamedDeclaration') return false;
  return binding.references.every((reference) => {
    const spread = file.index.parents.get(reference);
    const object = spread?.type === 'SpreadElement' ? file.index.parents.get(spread) : undefined;
    const call = object?.type === 'ObjectExpression' ? file.index.parents.get(object) : undefined;
    return call !== undefined && rootPackage(evaluator.evaluate(file, call))?.name === 'connect-mongo';
  });
}
