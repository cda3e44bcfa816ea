import type * as t from '@babel/types';
import { type Call, endOf, isMember, keyName, startOf, stringValue } from './ast.ts';
import type { Evaluator } from './evaluator.ts';
import type { DatabaseFact } from './facts.ts';
import { rootPackage } from './middleware.ts';
import type { Order } from './order.ts';
import { flatten } from './sessions.ts';
import type { SourceFile } from './source.ts';
import { isPackage, type Value } from './values.ts';

/** The connections that the reached code opens, in the order in which it opens them. */
export function findDatabases(evaluator: Evaluator, order: Order): DatabaseFact[] {
  const found: DatabaseFact[] = [];
  for (const file of evaluator.graph.files) {
    for (const node of file.index.calls) {
      const kind = kindOfCall(evaluator, file, node);
      if (kind) found.push(databaseFact(evaluator, order, file, node, kind));
    }
  }
  return found;
}

function kindOfCall(evaluator: Evaluator, file: SourceFile, node: Call): DatabaseFact['kind'] | undefined {
  const callee = evaluator.evaluate(file, node.callee);
  if (isPackage(callee, 'mongoose', 'connect', 'Mongoose.connect')) return 'mongoose';
  if (isPackage(callee, 'mongoose', 'createConnection')) return 'mongoose-connection';
  if (isPackage(callee, 'mongodb', 'MongoClient.connect')) return 'client';
  return node.type === 'NewExpression' && isPackage(callee, 'mongodb', 'MongoClient') ? 'client' : undefined;
}

function databaseFact(
  evaluator: Evaluator,
  order: Order,
  file: SourceFile,
  node: Call,
  kind: DatabaseFact['kind'],
): DatabaseFact {
  const [first, second] = node.arguments;
  const url =
    first && first.type !== 'SpreadElement' ? { node: first, value: evaluator.evaluate(file, first) } : undefined;
  const options = second ? evaluator.evaluate(file, second) : undefined;
  return {
    kind,
    file,
    node,
    url:
      url && url.value.kind === 'param' ? { node: url.node, value: evaluator.sources(url.value)[0] ?? url.value } : url,
    options: options?.kind === 'object' ? options.node : undefined,
    dbName: kind === 'client' ? clientDatabase(evaluator) : undefined,
    moment: order.moment(file, node),
  };
}

/** The name in `client.db('name')`, or `process.env.NAME` as it stands there, when the reached code uses one and only one. */
function clientDatabase(evaluator: Evaluator): string | undefined {
  const names = new Set<string>();
  for (const file of evaluator.graph.files) {
    for (const { callee, arguments: list } of file.index.calls) {
      if (!isMember(callee) || keyName(callee) !== 'db') continue;
      const [first] = list;
      const text = first ? file.text.slice(startOf(first), endOf(first)) : '';
      const name = /^process\.env\.\w+$/.test(text) ? text : stringValue(first);
      if (name !== undefined && rootPackage(evaluator.evaluate(file, callee))?.name === 'mongodb') names.add(name);
    }
  }
  return names.size === 1 ? [...names][0] : undefined;
}

/** The environment variable behind a value, when there is one and only one. */
export function envName(value: Value | undefined): string | undefined {
  if (!value) return undefined;
  const names = new Set(
    flatten(value).flatMap((option) => (option.kind === 'env' && option.name !== '' ? [option.name] : [])),
  );
  return names.size === 1 ? [...names][0] : undefined;
}

/** A value's text when it is one literal, or a variable with a literal to fall back on. */
export function literalText(value: Value | undefined): { text: string; node: t.Node } | undefined {
  if (!value) return undefined;
  for (const option of flatten(value))
    if (option.kind === 'literal' && typeof option.value === 'string') return { text: option.value, node: option.node };
  return undefined;
}
