import { elementsOf } from '../program/array-elements.ts';
import type { Evaluator } from '../program/evaluator.ts';
import { rootPackage, type Value } from '../program/value.ts';
import { contains } from '../syntax/ast.ts';
import { functionKind } from './handlers.ts';
import { packageKind } from './known-middleware.ts';
import type { MiddlewareKind } from './middleware.ts';

/** Of several handlers in one `use`, the kind that constrains the session middleware most decides. */
const STRONGEST_FIRST: MiddlewareKind[] = [
  'session',
  'consumer',
  'route',
  'body',
  'static',
  'setup',
  'plain',
  'error',
  'other',
];

export function strongestKind(kinds: MiddlewareKind[]): MiddlewareKind | undefined {
  return STRONGEST_FIRST.find((kind) => kinds.includes(kind));
}

/** @param mounted the middleware is mounted on a path */
export function middlewareKind(evaluator: Evaluator, value: Value, mounted: boolean): MiddlewareKind {
  const [source = value] = evaluator.argumentsPassedTo(value);
  const root = rootPackage(source);
  if (root) return isLoadedByVite(source) ? 'route' : packageKind(root, mounted);
  const elements = elementsOf(evaluator, source);
  if (elements && elements.length > 0)
    return strongestKind(elements.map((element) => middlewareKind(evaluator, element, mounted))) ?? 'route';
  switch (source.kind) {
    case 'function': {
      const kind = functionKind(source.node, mounted);
      return kind === 'other' ? (delegatedKind(evaluator, source) ?? kind) : kind;
    }
    case 'union': {
      const condition = source.node.type === 'LogicalExpression' && source.node.operator === '&&';
      const options = condition ? source.options.slice(1) : source.options;
      const kinds = options.map((option) => middlewareKind(evaluator, option, mounted));
      return kinds.find((kind) => kind !== 'other') ?? 'other';
    }
    case 'call': {
      // `app.use(unless(path, session(...)))`, `app.use(wrap(fn))`: what is inside counts.
      const inner = source.node.arguments.map((argument) =>
        middlewareKind(evaluator, evaluator.evaluate(source.file, argument), mounted),
      );
      const made = source.callee.kind === 'function' ? evaluator.returned(source.callee) : undefined;
      const needing = inner.find((kind) => kind === 'session') ?? inner.find((kind) => kind === 'consumer');
      if (needing) return needing;
      return made && made.kind !== 'call' ? middlewareKind(evaluator, made, mounted) : mounted ? 'route' : 'other';
    }
    case 'literal':
      return 'other';
    default:
      return 'route';
  }
}

/** An export of `vite.ssrLoadModule('./app.ts')`: the app that the server is for. */
function isLoadedByVite(value: Value): boolean {
  if (value.kind !== 'member' || value.of.kind !== 'call') return false;
  const { callee } = value.of;
  return callee.kind === 'member' && callee.name === 'ssrLoadModule';
}

/**
 * The kind of the middleware that a function passes its request to: `(req, res, next) => app(req, res, next)`, or
 * `engine.handle(req)` of a package that renders pages; undefined when it passes it to none.
 */
function delegatedKind(evaluator: Evaluator, { file, node }: Value & { kind: 'function' }): MiddlewareKind | undefined {
  const [request] = node.params;
  if (request?.type !== 'Identifier') return undefined;
  const kinds = file.index.calls.flatMap(({ callee, arguments: [first, ...rest], ...call }): MiddlewareKind[] => {
    if (first?.type !== 'Identifier' || first.name !== request.name || !contains(node, first)) return [];
    const value = evaluator.evaluate(file, callee);
    if (value.kind === 'param' || call.type === 'NewExpression') return [];
    const kind = middlewareKind(evaluator, value, false);
    return rest.length === 2 || (kind === 'route' && rootPackage(value)) ? [kind] : [];
  });
  return strongestKind(kinds);
}
