import type * as t from '@babel/types';
import type { Node } from '@babel/types';
import type { Evaluator } from '../program/evaluator.ts';
import { type Position, positionOf } from '../program/execution-order.ts';
import { isPackage, rootPackage, type Value } from '../program/value.ts';
import { type Call, isMember, keyName, unwrap } from '../syntax/ast.ts';
import type { Binding } from '../syntax/scope.ts';
import { type Place, type SourceFile, textOf } from '../syntax/source-file.ts';
import { type ClientName, clientName, type ParameterName, parametersPassed } from './client-names.ts';
import { type ConnectOptions, connectOptions } from './connect-options.ts';
import { survivedFailure } from './connection-failure.ts';

/** A connection to MongoDB that the app opens. */
export interface DatabaseFact extends Place {
  kind: 'mongoose' | 'mongoose-connection' | 'client';
  node: Call;
  /**
   * `from`: when it is a parameter, the arguments that callers pass for it, the nearest caller first. `parts`: when it is a
   * template literal, its expressions.
   */
  url: { node: t.Node; value: Value; from: Place[]; parts: Value[] } | undefined;
  /** The name of a client in its file. */
  name: ClientName | undefined;
  /** The parameters that it is passed to. */
  passedTo: ParameterName[];
  /** The argument of `client.db(...)` or mongoose's `dbName`: a name, or the source text `process.env.NAME`. */
  dbName: { literal: string } | { code: string } | undefined;
  /** Options of a mongoose connection that may name a database which cannot be determined. */
  dbNameUnresolved?: Place | undefined;
  /** The options that it is opened with. */
  connected: ConnectOptions;
  /** The handler after which the app goes on without it. */
  survived: Place | undefined;
  /** The export of its file with the client or connection, or with a function that returns it; `=` for `module.exports`. */
  exported: { as: string; returned: boolean } | undefined;
  position: Position;
}

/** The connections to MongoDB that the reached code opens. */
export function findDatabases(evaluator: Evaluator): DatabaseFact[] {
  const found: DatabaseFact[] = [];
  for (const file of evaluator.graph.files) {
    for (const node of file.index.calls) {
      const kind = kindOfCall(evaluator, file, node);
      if (kind) found.push(databaseFact(evaluator, file, node, kind));
    }
  }
  const named = found
    .flatMap(({ name, passedTo }) => [...(name ? [name] : []), ...passedTo])
    .map(({ binding }) => binding);
  const database = found.some(({ kind }) => kind === 'client') ? clientDatabase(evaluator, named) : {};
  return found.map((fact) => (fact.kind === 'client' ? { ...fact, ...database } : fact));
}

function kindOfCall(evaluator: Evaluator, file: SourceFile, node: Call): DatabaseFact['kind'] | undefined {
  const callee = evaluator.evaluate(file, node.callee);
  if (isPackage(callee, 'mongoose', 'connect', 'Mongoose.connect')) return 'mongoose';
  if (isPackage(callee, 'mongoose', 'createConnection')) return 'mongoose-connection';
  if (isPackage(callee, 'mongodb', 'MongoClient.connect')) return 'client';
  return node.type === 'NewExpression' && isPackage(callee, 'mongodb', 'MongoClient') ? 'client' : undefined;
}

function databaseFact(evaluator: Evaluator, file: SourceFile, node: Call, kind: DatabaseFact['kind']): DatabaseFact {
  const [first, second] = node.arguments;
  const name = kind === 'client' ? clientName(file, node) : undefined;
  const connected = connectOptions(evaluator, file, second);
  return {
    kind,
    file,
    node,
    url: first && first.type !== 'SpreadElement' ? urlFact(evaluator, file, first) : undefined,
    name,
    passedTo: name ? parametersPassed(evaluator, file, name) : [],
    // A client names its database where it is used.
    ...(kind === 'client' ? { dbName: undefined } : connectedDatabase(connected)),
    connected,
    survived: survivedFailure(evaluator, file, node),
    exported: kind === 'mongoose' ? undefined : exportOf(evaluator, file, node, name),
    position: positionOf(evaluator, file, node),
  };
}

function urlFact(evaluator: Evaluator, file: SourceFile, node: Node): DatabaseFact['url'] {
  const value = evaluator.evaluate(file, node);
  const given = value.kind === 'param' ? (evaluator.argumentsPassedTo(value)[0] ?? value) : value;
  const parts =
    given.kind === 'unknown' && given.node.type === 'TemplateLiteral'
      ? given.node.expressions.map((part) => evaluator.evaluate(given.file, part))
      : [];
  return { node, value: given, from: argumentsFor(evaluator, value), parts };
}

/** The argument passed for a parameter, and the argument passed for that one in turn, while there is exactly one call site. */
function argumentsFor(evaluator: Evaluator, value: Value, seen: Node[] = []): Place[] {
  if (value.kind !== 'param' || value.path.length > 0 || seen.includes(value.fn)) return [];
  const [site, other] = evaluator.callSites(value.fn);
  const argument = site?.node.arguments[value.index];
  if (!site || other || !argument || argument.type === 'SpreadElement') return [];
  const further = argumentsFor(evaluator, evaluator.evaluate(site.file, argument), [...seen, value.fn]);
  return [{ file: site.file, node: argument }, ...further];
}

/** The `dbName` among the options of a connection, or the place of options that may name it. */
function connectedDatabase({ options, unresolved }: ConnectOptions): Pick<DatabaseFact, 'dbName' | 'dbNameUnresolved'> {
  const option = options.find(({ name }) => name === 'dbName');
  return option
    ? { dbName: option.value, dbNameUnresolved: option.value ? undefined : option }
    : { dbName: undefined, dbNameUnresolved: unresolved };
}

/** The argument of `client.db(...)`, when it is the same everywhere; otherwise, the place of one that is unknown. */
function clientDatabase(evaluator: Evaluator, clients: Binding[]): Pick<DatabaseFact, 'dbName' | 'dbNameUnresolved'> {
  const found = new Map<string, NonNullable<DatabaseFact['dbName']>>();
  let unknown: Place | undefined;
  for (const file of evaluator.graph.files) {
    for (const { callee, arguments: list } of file.index.calls) {
      if (!isMember(callee) || keyName(callee) !== 'db') continue;
      const object = unwrap(callee.object);
      const binding = object.type === 'Identifier' ? file.index.resolve(object) : undefined;
      const isClient = binding !== undefined && clients.includes(binding);
      if (!isClient && rootPackage(evaluator.evaluate(file, callee))?.name !== 'mongodb') continue;
      const [argument] = list;
      for (const value of argument ? evaluator.valuesOf(file, argument) : []) {
        const name = nameOf(value);
        if (name) found.set('literal' in name ? name.literal : name.code, name);
        else unknown ??= { file, node: callee };
      }
    }
  }
  const [name, other] = found.values();
  return { dbName: other ? undefined : name, dbNameUnresolved: name ? undefined : unknown };
}

/** A name that is valid in any file: a literal, or a variable of the environment, possibly with a literal for its lack. */
function nameOf(value: Value): DatabaseFact['dbName'] {
  if (value.kind === 'literal') return typeof value.value === 'string' ? { literal: value.value } : undefined;
  const code =
    value.kind === 'env' && value.name !== ''
      ? `process.env.${value.name}`
      : value.kind === 'union'
        ? textOf(value.file, value.node)
        : '';
  return /^process\.env\.\w+( (\|\||\?\?) (['"])[\w-]+\3)?$/.test(code) ? { code } : undefined;
}

/** How a file exports the result of a call. */
function exportOf(
  evaluator: Evaluator,
  file: SourceFile,
  call: Call,
  name: ClientName | undefined,
): DatabaseFact['exported'] {
  const binding = name?.definition.type === 'VariableDeclarator' ? name.binding : undefined;
  const made = (node: Node | undefined): boolean => {
    if (node?.type === 'Identifier' && binding !== undefined && file.index.resolve(node) === binding) return true;
    const value = node && evaluator.evaluate(file, node);
    return value?.kind === 'call' && value.node === call;
  };
  const returns = (node: Node | undefined): boolean => {
    const value = node && name?.promise === false ? evaluator.evaluate(file, node) : undefined;
    if (value?.kind !== 'function' || value.node.async || value.node.params.length > 0) return false;
    const result = evaluator.returned(value);
    return result?.kind === 'call' && result.node === call;
  };
  const exported = evaluator.graph.exports(file).flatMap(({ name: as, node }) => {
    const value = as === '=' && node ? evaluator.evaluate(file, node) : undefined;
    const properties = value?.kind === 'object' ? value.node.properties : [];
    const named = properties.flatMap((one) => {
      const key = one.type === 'ObjectProperty' ? keyName(one) : undefined;
      return key !== undefined && one.type === 'ObjectProperty' ? { as: key, node: one.value } : [];
    });
    return [{ as, node }, ...named];
  });
  const direct = exported.find(({ node }) => made(node));
  const found = direct ?? exported.find(({ node }) => returns(node));
  return found && { as: found.as, returned: found !== direct };
}
