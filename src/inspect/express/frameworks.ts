import type { Node } from '@babel/types';
import type { Evaluator } from '../program/evaluator.ts';
import { isPackage, rootPackage, type Value } from '../program/value.ts';
import { type AnyFunction, type Call, isMember, keyName, optionValue } from '../syntax/ast.ts';
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

/** The app that a package adds its routes to: `useExpressServer(app)`, `server.applyMiddleware({ app })`, `.into(app)`. */
export function routedApp(
  evaluator: Evaluator,
  file: SourceFile,
  { callee, arguments: given }: Call,
): Node | undefined {
  const [first] = given;
  if (!isMember(callee))
    return isPackage(evaluator.evaluate(file, callee), 'routing-controllers', 'useExpressServer') ? first : undefined;
  const method = keyName(callee) ?? '';
  if (!first || !ROUTERS.has(method)) return undefined;
  const name = rootPackage(evaluator.evaluate(file, callee.object))?.name ?? '';
  if (!ROUTERS.get(method)?.test(name)) return undefined;
  return first.type === 'ObjectExpression' ? optionValue(first, 'app') : first;
}

/** The packages that add routes to an app, by the method that does. */
const ROUTERS = new Map([
  ['into', /^(consign|express-load)$/],
  ['applyMiddleware', /^apollo-server/],
]);

export function isExpressApp(value: Value): value is Value & { kind: 'call' } {
  return value.kind === 'call' && isPackage(value.callee, 'express');
}
