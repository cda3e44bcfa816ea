import type * as t from '@babel/types';
import { isMember, keyName } from '../syntax/ast.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import { type Evaluate, isAbsent, type Value } from './value.ts';

/** The value of `this` at a node: an instance of the class around it. */
export function instanceAt(file: SourceFile, node: t.Node): Value {
  for (let at: t.Node | undefined = node; at; at = file.index.parents.get(at)) {
    if (at.type === 'FunctionDeclaration' || at.type === 'FunctionExpression' || at.type === 'ObjectMethod') break;
    if (at.type === 'ClassDeclaration' || at.type === 'ClassExpression')
      return { kind: 'instance', of: { kind: 'class', file, node: at } };
  }
  return { kind: 'unknown', file, node };
}

/** A member of a class by name: a method, a property, or what is assigned to `this.name`; otherwise that of its parent. */
export function classMember(evaluator: Evaluate, of: Value & { kind: 'class' }, name: string): Value | undefined {
  const { file, node } = of;
  for (const member of node.body.body) {
    if ((member.type === 'ClassMethod' || member.type === 'ClassPrivateMethod') && keyName(member) === name) {
      if (member.kind !== 'get') return { kind: 'function', file, node: member };
      const result = evaluator.returned({ kind: 'function', file, node: member });
      if (result) return result;
    }
    const isProperty = member.type === 'ClassProperty' || member.type === 'ClassPrivateProperty';
    if (isProperty && keyName(member) === name && member.value) return evaluator.evaluate(file, member.value);
  }
  const assigned = file.index.assignments.flatMap(({ left, right }) => {
    if (!isMember(left) || left.object.type !== 'ThisExpression' || keyName(left) !== name) return [];
    const owner = evaluator.evaluate(file, left.object);
    return owner.kind === 'instance' && owner.of.node === node ? evaluator.evaluate(file, right) : [];
  });
  const options = assigned.filter((value) => value.kind !== 'unknown' && !isAbsent(value));
  if (options.length > 1) return { kind: 'union', options, file, node };
  if (assigned.length > 0) return options[0] ?? assigned[0];
  const parent = node.superClass ? evaluator.evaluate(file, node.superClass) : undefined;
  return parent?.kind === 'class' && parent.node !== node ? classMember(evaluator, parent, name) : undefined;
}

/** What `new` runs: the constructor, or the class itself when it has none. */
export function constructorOf(node: t.Class): t.Node {
  return node.body.body.find((member) => member.type === 'ClassMethod' && member.kind === 'constructor') ?? node;
}

/** What `object.name = value` assigns to an object literal or the result of a call, in the file of either. */
export function assignedMember(
  evaluator: Evaluate,
  { kind, file, node }: Value & { kind: 'object' | 'call' },
  name: string,
): Value | undefined {
  for (const { left, right } of file.index.assignments) {
    const target = isMember(left) && keyName(left) === name ? evaluator.evaluate(file, left.object) : undefined;
    if (target?.kind === kind && target.node === node) return evaluator.evaluate(file, right);
  }
  return undefined;
}
