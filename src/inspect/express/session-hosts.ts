import type { Evaluator } from '../program/evaluator.ts';
import { type CallValue, rootPackage, type Value } from '../program/value.ts';
import { type Call, isMember, keyName } from '../syntax/ast.ts';
import type { SourceFile } from '../syntax/source-file.ts';

/**
 * The call that creates the app of a framework, if `call` mounts a session middleware on it: `NestFactory.create()` for
 * `app.use(session())`, `new GraphQLServer()` for `server.express.use(session())`.
 */
export function sessionHost(evaluator: Evaluator, file: SourceFile, call: Call): CallValue | undefined {
  const { callee } = call;
  if (!isMember(callee) || keyName(callee) !== 'use') return undefined;
  const mountsSession = call.arguments.some((argument) =>
    evaluator
      .valuesOf(file, argument)
      .some((value) => value.kind === 'call' && /^(express|cookie)-session$/.test(rootPackage(value)?.name ?? '')),
  );
  if (!mountsSession) return undefined;
  const [host] = evaluator.valuesOf(file, callee.object).map(creationOf);
  const creator = host && rootPackage(host)?.name;
  // A router of Express belongs to an app of another file.
  return creator === undefined || creator === 'express' ? undefined : host;
}

/** The call that created what a value is a part of: `new GraphQLServer()` of `server.express`. */
export function creationOf(value: Value): CallValue | undefined {
  if (value.kind === 'member') return creationOf(value.of);
  if (value.kind !== 'call') return undefined;
  return (value.callee.kind === 'member' ? creationOf(value.callee.of) : undefined) ?? value;
}
