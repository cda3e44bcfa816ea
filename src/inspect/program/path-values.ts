import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as t from '@babel/types';
import { unwrap } from '../syntax/ast.ts';
import { type SourceFile, textOf } from '../syntax/source-file.ts';
import type { Evaluator } from './evaluator.ts';
import { TEST_OR_PRODUCTION } from './test-branches.ts';
import { isPackage, type Value } from './value.ts';

const MAX_DEPTH = 20;

/** Expressions for the name of the environment, which is `development` here. */
const MODE = /\benv\b|NODE_ENV/i;

/**
 * The text of a path expression. Where the environment decides, the path for development. Undefined when a part of it
 * cannot be determined.
 */
export function pathText(evaluator: Evaluator, file: SourceFile, expression: t.Node, depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const node = unwrap(expression);
  const text = (part: t.Node): string | undefined => pathText(evaluator, file, part, depth + 1);
  switch (node.type) {
    case 'ConditionalExpression':
      return [node.consequent, node.alternate]
        .map(text)
        .find((path) => path !== undefined && !TEST_OR_PRODUCTION.test(path));
    case 'LogicalExpression':
      return text(node.right);
    case 'BinaryExpression':
      return joined([text(node.left), text(node.right)]);
    case 'TemplateLiteral':
      return joined(
        node.quasis.flatMap(({ value }, index) => {
          const part = node.expressions[index];
          return part
            ? [value.raw, text(part) ?? (MODE.test(textOf(file, part)) ? 'development' : undefined)]
            : value.raw;
        }),
      );
    default:
      return placeOfFile(evaluator, file, node) ?? valueText(evaluator, evaluator.evaluate(file, node), node, depth);
  }
}

function joined(parts: (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('');
}

function placeOfFile({ graph }: Evaluator, file: SourceFile, node: t.Node): string | undefined {
  const path = graph.disk.absolute(file.path);
  switch (textOf(file, node)) {
    case '__dirname':
    case 'import.meta.dirname':
      return dirname(path);
    case '__filename':
    case 'import.meta.filename':
      return path;
    case 'import.meta.url':
      return pathToFileURL(path).href;
    case 'process.cwd()':
      return graph.packageDir;
    default:
      return undefined;
  }
}

function valueText(evaluator: Evaluator, value: Value, node: t.Node, depth: number): string | undefined {
  if (value.kind === 'literal') return typeof value.value === 'string' ? value.value : undefined;
  if (value.kind === 'env') return value.name === 'NODE_ENV' ? 'development' : undefined;
  if (value.kind === 'call') {
    const parts = value.node.arguments.map((part) => pathText(evaluator, value.file, part, depth + 1));
    return parts.includes(undefined) ? undefined : callText(evaluator, value, parts as string[]);
  }
  const [given] = value.kind === 'param' ? evaluator.argumentsPassedTo(value) : [value];
  return given && 'node' in given && given.node !== node && given.kind !== 'param'
    ? pathText(evaluator, given.file, given.node, depth + 1)
    : undefined;
}

function callText(
  { graph }: Evaluator,
  { callee, node, file }: Value & { kind: 'call' },
  parts: string[],
): string | undefined {
  const [first = '', second] = parts;
  if (isPackage(callee, 'path', 'join', 'posix.join')) return join(...parts);
  if (isPackage(callee, 'path', 'resolve', 'posix.resolve')) return resolve(graph.packageDir, ...parts);
  if (isPackage(callee, 'path', 'dirname')) return dirname(first);
  if (isPackage(callee, 'path', 'normalize')) return join(first);
  const url = first.startsWith('file:') ? first : undefined;
  if (isPackage(callee, 'url', 'fileURLToPath')) return url && fileURLToPath(url);
  if (node.type === 'NewExpression' && textOf(file, node.callee) === 'URL' && second?.startsWith('file:'))
    return new URL(first, second).href;
  return undefined;
}
