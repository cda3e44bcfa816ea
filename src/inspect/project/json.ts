import { parseExpression } from '@babel/parser';
import type * as t from '@babel/types';

/** Parses a JSON object. Comments and trailing commas are allowed, as in tsconfig.json. The line of a problem is 1-based. */
export function parseObject(text: string): { object: JsonObject } | { problem: string; line: number } {
  const source = text.replace(/^\uFEFF/, '');
  const at = (offset: number): number => source.slice(0, offset).split('\n').length;
  if (source.trim() === '') return { problem: 'is empty', line: 1 };
  try {
    const value = parseValue(source);
    return isObject(value) ? { object: value } : { problem: 'is not a JSON object', line: 1 };
  } catch (error) {
    const conflict = source.search(/^<{7} /m);
    return conflict === -1
      ? { problem: 'is not valid JSON', line: at((error as { pos?: number }).pos ?? 0) }
      : { problem: 'has a merge conflict', line: at(conflict) };
  }
}

/** @throws SyntaxError with the offset as `pos` */
function parseValue(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    const expression = parseExpression(source);
    const [error] = expression.errors ?? [];
    if (error) throw error;
    return valueOfNode(expression, source);
  }
}

function valueOfNode(node: t.Node, source: string): unknown {
  switch (node.type) {
    case 'ObjectExpression':
      return Object.fromEntries(
        node.properties.map((property) => {
          if (property.type !== 'ObjectProperty' || property.key.type !== 'StringLiteral') throw notJson(property);
          return [valueOfNode(property.key, source), valueOfNode(property.value, source)];
        }),
      );
    case 'ArrayExpression':
      return node.elements.map((element) => {
        if (!element) throw notJson(node);
        return valueOfNode(element, source);
      });
    default:
      try {
        return JSON.parse(source.slice(node.start ?? 0, node.end ?? 0));
      } catch {
        throw notJson(node);
      }
  }
}

function notJson(node: t.Node): SyntaxError {
  return Object.assign(new SyntaxError('not JSON'), { pos: node.start ?? 0 });
}

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The entries of an object whose values are strings: dependency lists, scripts. */
export function stringRecord(value: unknown): Record<string, string> {
  const entries = Object.entries(asObject(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(entries);
}
