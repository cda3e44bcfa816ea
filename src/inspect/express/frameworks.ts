import type { Node } from '@babel/types';
import type { Evaluator } from '../program/evaluator.ts';
import { isPackage, type Value } from '../program/value.ts';
import { type AnyFunction, type Call, isMember, keyName } from '../syntax/ast.ts';
import type { SourceFile } from '../syntax/source-file.ts';

/** `createExpressServer(...)` of routing-controllers creates an app together with its routes. */
export function isCreatedWithRoutes(value: Value): value is Value & { kind: 'call' } {
  return value.kind === 'call' && isPackage(value.callee, 'routing-controllers', 'createExpressServer');
}

/** The function that inversify-express-utils calls with the app that it creates: `server.setConfig((app) => ...)`. */
export function configFunction(
  evaluator: Evaluator,
  file: SourceFile,
  { callee, ...call }: Call,
): AnyFunction | undefined {
  const [given] = call.arguments;
  if (!isMember(callee) || keyName(callee) !== 'setConfig' || !given) return undefined;
  const server = evaluator.evaluate(file, callee.object);
  const made = server.kind === 'call' && isPackage(server.callee, 'inversify-express-utils', 'InversifyExpressServer');
  const config = made ? evaluator.evaluate(file, given) : undefined;
  return config?.kind === 'function' ? config.node : undefined;
}

/** The app that `useExpressServer(app, ...)` of routing-controllers adds its routes to. */
export function routedApp(
  evaluator: Evaluator,
  file: SourceFile,
  { callee, arguments: given }: Call,
): Node | undefined {
  if (isMember(callee)) return undefined;
  return isPackage(evaluator.evaluate(file, callee), 'routing-controllers', 'useExpressServer') ? given[0] : undefined;
}

export function isExpressApp(value: Value): value is Value & { kind: 'call' } {
  return value.kind === 'call' && isPackage(value.callee, 'express');
}
