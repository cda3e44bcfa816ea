import type * as t from '@babel/types';
import { deferringFunctions } from '../program/deferred-code.ts';
import type { Evaluator } from '../program/evaluator.ts';
import { positionOf, runsBefore } from '../program/execution-order.ts';
import { isPackage, rootPackage, type Value } from '../program/value.ts';
import { type Call, isCall, isMember, keyName, methodName, stringValue, unwrap } from '../syntax/ast.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import { configFunction, isCreatedWithRoutes, isExpressApp, routedApp } from './frameworks.ts';
import { isErrorName, routeKind } from './handlers.ts';
import { packageKind } from './known-middleware.ts';
import type { AppFact, MiddlewareFact, MiddlewareKind } from './middleware.ts';
import { middlewareKind, strongestKind } from './middleware-kind.ts';
import { creationOf, sessionHost } from './session-hosts.ts';

const METHODS =
  /^(use|get|post|put|patch|delete|all|route|set|enable|disable|engine|param|configure|head|options|listen|ws)$/;
/** Those that do not return the app. */
const ENDS = /^(route|listen)$/;
const ROUTES = /^(get|post|put|patch|delete|all|route|head|options|ws)$/;

/** Every Express app of the reached files, with its middleware and routes. */
export function findApps(evaluator: Evaluator): AppFact[] {
  const apps = new Map<t.Node, AppFact>();
  for (const file of evaluator.graph.files) {
    for (const node of file.index.calls) {
      const value = evaluator.evaluate(file, node);
      const createdWithRoutes = isCreatedWithRoutes(value);
      const key =
        (isExpressApp(value) || createdWithRoutes) && value.node === node
          ? node
          : configFunction(evaluator, file, node);
      if (key) apps.set(key, newApp(file, node, createdWithRoutes));
    }
  }
  if (apps.size === 0) {
    for (const file of evaluator.graph.files)
      for (const node of file.index.calls) {
        const host = sessionHost(evaluator, file, node);
        if (host && !apps.has(host.node)) apps.set(host.node, { ...newApp(host.file, host.node), ofFramework: true });
      }
  }
  if (apps.size === 0) return [];
  for (const file of evaluator.graph.files) {
    for (const node of file.index.calls) record(evaluator, apps, file, node);
  }
  // Code that is not deferred runs first, wherever it is written.
  const first = (a: MiddlewareFact, b: MiddlewareFact): boolean =>
    a.deferredBy.length === b.deferredBy.length
      ? runsBefore(a.position, b.position)
      : a.deferredBy.length < b.deferredBy.length;
  for (const app of apps.values()) app.middleware.sort((a, b) => (first(a, b) ? -1 : 1));
  return [...apps.values()];
}

function newApp(file: SourceFile, node: Call, createdWithRoutes = false): AppFact {
  return {
    file,
    node,
    createdWithRoutes,
    ofFramework: false,
    middleware: [],
    trustProxy: false,
    mountedInto: undefined,
  };
}

function record(evaluator: Evaluator, apps: Map<t.Node, AppFact>, file: SourceFile, node: Call): void {
  const { callee } = node;
  // `app[method](path, handler)` adds a route.
  const method = isMember(callee) ? (keyName(callee) ?? 'all') : 'use';
  const routed = isMember(callee) && METHODS.test(method) ? undefined : routedApp(evaluator, file, node);
  const receiver = isMember(callee) && METHODS.test(method) ? receiverOf(callee.object) : routed;
  if (!receiver) return;
  for (const app of appsOf(evaluator, apps, file, receiver)) {
    const add = (kind: MiddlewareKind): void => {
      const position = positionOf(evaluator, file, node);
      const deferredBy = deferringFunctions(evaluator, file, node);
      app.middleware.push({ file, node, method, routedApp: routed, kind, position, deferredBy });
    };
    if (routed) add('route');
    if (/^(set|enable)$/.test(method) && stringValue(node.arguments[0]) === 'trust proxy') app.trustProxy = true;
    if (ROUTES.test(method) && (method === 'route' || node.arguments.length > 1)) {
      add(handlersKind(evaluator, file, node) ?? routeKind(evaluator, file, node, method));
    } else if (method === 'use' && isMember(callee)) add(useKind(evaluator, apps, app, file, node));
  }
}

/** The kind of `app.get('*.*', express.static(...))` and `app.options('*', cors())`, which answer without a session. */
function handlersKind(evaluator: Evaluator, file: SourceFile, node: Call): MiddlewareKind | undefined {
  const kinds = node.arguments.slice(1).map((argument): MiddlewareKind => {
    const root = rootPackage(evaluator.evaluate(file, argument));
    return root ? packageKind(root, false) : 'route';
  });
  const [first] = kinds;
  return (first === 'static' || first === 'setup') && kinds.every((kind) => kind === first) ? first : undefined;
}

/** `app` of `app.use(a).use(b)`. */
function receiverOf(object: t.Node): t.Node {
  const inner = unwrap(object);
  const isLink = isCall(inner) && METHODS.test(methodName(inner)) && !ENDS.test(methodName(inner));
  return isLink && isMember(inner.callee) ? receiverOf(inner.callee.object) : inner;
}

function appsOf(evaluator: Evaluator, apps: Map<t.Node, AppFact>, file: SourceFile, node: t.Node): AppFact[] {
  const found = new Set<AppFact>();
  const calls = new Set<t.Node>();
  const visit = (value: Value): void => {
    // A property may be assigned a call with itself, as in `this.app = expressWs(this.app).app`.
    const call = value.kind === 'member' ? value.of : value;
    if (call.kind === 'call') {
      if (calls.has(call.node)) return;
      calls.add(call.node);
    }
    const receiver = chained(value);
    if (receiver) evaluator.argumentsPassedTo(receiver).forEach(visit);
    else if (value.kind === 'union') value.options.forEach(visit);
    else if (
      value.kind === 'member' &&
      value.name === 'app' &&
      value.of.kind === 'call' &&
      isPackage(value.of.callee, 'express-ws')
    ) {
      const [given] = value.of.node.arguments;
      if (given) visit(evaluator.evaluate(value.of.file, given));
    } else {
      const given = value.kind === 'param' && value.index === 0 && value.path.length === 0 ? value.fn : undefined;
      const app = apps.get(value.kind === 'call' ? value.node : (given ?? node));
      const host = apps.get(creationOf(value)?.node ?? node);
      if (app) found.add(app);
      else if (host?.ofFramework) found.add(host);
    }
  };
  for (const value of evaluator.valuesOf(file, node)) visit(value);
  return [...found];
}

/** The receiver of a chained call: `express()` of `express().use(a)`. */
function chained(value: Value): Value | undefined {
  if (value.kind !== 'call') return undefined;
  const { callee, node } = value;
  const name = callee.kind === 'member' ? callee.name : callee.kind === 'param' ? callee.path.at(-1) : undefined;
  // `app.get('view engine')` returns a setting.
  if (name === undefined || !METHODS.test(name) || ENDS.test(name) || (name === 'get' && node.arguments.length < 2))
    return undefined;
  if (callee.kind === 'param') return { ...callee, path: callee.path.slice(0, -1) };
  return callee.kind === 'member' ? callee.of : undefined;
}

function useKind(
  evaluator: Evaluator,
  apps: Map<t.Node, AppFact>,
  app: AppFact,
  file: SourceFile,
  node: Call,
): MiddlewareKind {
  const [first, ...rest] = node.arguments;
  const mounted = first !== undefined && rest.length > 0 && isPath(evaluator.evaluate(file, first), first);
  const kinds: MiddlewareKind[] = [];
  for (const argument of mounted ? rest : node.arguments) {
    const handler = argument.type === 'SpreadElement' ? argument.argument : argument;
    const value = evaluator.evaluate(file, handler);
    for (const inner of appsOf(evaluator, apps, file, handler)) if (inner !== app) inner.mountedInto = app;
    const kind = middlewareKind(evaluator, value, mounted);
    kinds.push(kind === 'route' && isErrorName(argument) ? 'error' : kind);
  }
  return strongestKind(kinds) ?? 'other';
}

function isPath(value: Value, node: t.Node): boolean {
  const { type } = unwrap(node);
  return (
    /^(RegExpLiteral|TemplateLiteral|ArrayExpression|BinaryExpression)$/.test(type) ||
    value.kind === 'literal' ||
    value.kind === 'env' ||
    (value.kind === 'union' && value.options.some((option) => option.kind === 'literal')) ||
    (value.kind === 'member' && !/middleware|router|routes|handler/i.test(value.name) && type === 'MemberExpression')
  );
}
