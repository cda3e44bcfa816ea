import type * as t from '@babel/types';
import { type AnyFunction, type Call, isMember, isUndefined, keyName, unwrap } from '../syntax/ast.ts';
import type { Place, SourceFile } from '../syntax/source-file.ts';

/** The value of an expression, as far as it can be determined without running the program. */
export type Value =
  /** A package or a member of it: `require('express').Router` has the path `['Router']`; a leading `default` is dropped. */
  | { kind: 'package'; name: string; path: string[] }
  | ({ kind: 'call'; callee: Value } & Place & { node: Call })
  | ({ kind: 'function' } & Place & { node: AnyFunction })
  | ({ kind: 'class' } & Place & { node: t.Class })
  | { kind: 'instance'; of: Value & { kind: 'class' } }
  | ({ kind: 'object' } & Place & { node: t.ObjectExpression })
  | ({ kind: 'literal'; value: string | number | boolean | null } & Place)
  /** `process.env.NAME`; the name is empty for `process.env` itself. */
  | ({ kind: 'env'; name: string } & Place)
  /** `a || b`, `a ?? b`, `c ? a : b`. */
  | ({ kind: 'union'; options: Value[] } & Place)
  | ({ kind: 'param'; fn: AnyFunction; index: number; path: string[] } & Place)
  | { kind: 'module'; file: SourceFile }
  | ({ kind: 'member'; of: Value; name: string } & Place)
  | ({ kind: 'unknown' } & Place);

export type CallValue = Value & { kind: 'call' };

export interface CallSite {
  file: SourceFile;
  node: Call;
}

/** The operations of the evaluator that its helpers depend on. */
export interface Evaluate {
  evaluate(file: SourceFile, expression: t.Node): Value;
  /** The value that a function returns: its expression body, or the argument of its last `return`. */
  returned(fn: Value & { kind: 'function' }): Value | undefined;
  /** Every call of a function in the reached files; every `new` for a constructor. */
  callSites(fn: t.Node): CallSite[];
  /** The value at a path of keys below a value. */
  memberAt(value: Value, path: string[], file: SourceFile, node: t.Node): Value;
}

/** A top-level name of a file, with its value. */
export interface NamedValue {
  name: string;
  value: Value;
}

/** The value of a top-level name of a file. */
export function valueNamed(names: Map<SourceFile, NamedValue[]>, file: SourceFile, name: string): Value | undefined {
  return names.get(file)?.find((one) => one.name === name)?.value;
}

/** The first top-level name of a file for a package itself. */
export function nameOfPackage(
  names: Map<SourceFile, NamedValue[]>,
  file: SourceFile,
  name: string,
): string | undefined {
  return names.get(file)?.find(({ value }) => isPackage(value, name))?.name;
}

export function isProcessEnv(node: t.Node): boolean {
  const inner = unwrap(node);
  if (!isMember(inner) || keyName(inner) !== 'env') return false;
  const { object } = inner;
  return (
    (object.type === 'Identifier' && object.name === 'process') ||
    (object.type === 'MetaProperty' && object.meta.name === 'import')
  );
}

export function memberOfPackage(value: Value & { kind: 'package' }, name: string): Value {
  return name === 'default' && value.path.length === 0 ? value : { ...value, path: [...value.path, name] };
}

/** `node:fs/promises` stays whole, so does a subpath: `dotenv/config` is not `dotenv`. A path to a package is its name. */
export function packageNameOf(specifier: string): string {
  return specifier
    .replace(/^node:/, '')
    .replace(/^\.{0,2}\/(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+?)(?:\/(?:index(?:\.js)?)?)?$/, '$1');
}

export function isPackage(value: Value, name: string, ...paths: string[]): boolean {
  if (value.kind !== 'package' || value.name !== name) return false;
  // `import { mongoose } from 'mongoose'` is the module itself.
  const path = value.path[0] === name ? value.path.slice(1) : value.path;
  return paths.length === 0 ? path.length === 0 : paths.includes(path.join('.'));
}

/** Whether a value is the global `process`, or the module with that name. */
export function isProcess(value: Value): boolean {
  const node = value.kind === 'unknown' ? value.node : undefined;
  return isPackage(value, 'process') || (node?.type === 'Identifier' && node.name === 'process');
}

/** `undefined`, `null` or `false`: an option that is left out. */
export function isAbsent(value: Value): boolean {
  if (value.kind === 'literal') return value.value === null || value.value === false;
  return value.kind === 'unknown' && isUndefined(value.node);
}

/** The possible values of a union; any other value alone. */
export function unionMembers(value: Value): Value[] {
  return value.kind === 'union' ? value.options.flatMap(unionMembers) : [value];
}

/** The package that a value comes from, followed through calls and members: `x` for `require('x')(y).z()`. */
export function rootPackage(value: Value): (Value & { kind: 'package' }) | undefined {
  switch (value.kind) {
    case 'package':
      return value;
    case 'call':
      return rootPackage(value.callee);
    case 'member':
      return rootPackage(value.of);
    case 'union':
      return value.options.map(rootPackage).find((found) => found !== undefined);
    default:
      return undefined;
  }
}

/** NAME of `process.env.NAME`, with or without a fallback, directly or through variables of the file. */
export function envNameIn(file: SourceFile, value: t.Node): string | undefined {
  const node = file.index.initializerOf(value);
  if (node.type === 'LogicalExpression' && node.operator !== '&&') return envNameIn(file, node.left);
  return isMember(node) && isProcessEnv(node.object) ? keyName(node) : undefined;
}

/** The environment variable that a value is read from, when there is exactly one. */
export function envName(value: Value | undefined): string | undefined {
  if (!value) return undefined;
  const names = new Set(
    unionMembers(value).flatMap((option) => (option.kind === 'env' && option.name !== '' ? [option.name] : [])),
  );
  return names.size === 1 ? [...names][0] : undefined;
}

/** A string literal, or a variable of the environment; undefined for any other value. */
export function textOrVariable(
  value: Value,
): { kind: 'literal'; text: string } | { kind: 'env'; name: string } | undefined {
  if (value.kind === 'literal' && typeof value.value === 'string') return { kind: 'literal', text: value.value };
  return value.kind === 'env' && value.name !== '' ? { kind: 'env', name: value.name } : undefined;
}

/** A value's text when it is one literal, or a variable with a literal to fall back on. */
export function literalText(value: Value | undefined): { text: string; node: t.Node } | undefined {
  if (!value) return undefined;
  for (const option of unionMembers(value))
    if (option.kind === 'literal' && typeof option.value === 'string') return { text: option.value, node: option.node };
  return undefined;
}
