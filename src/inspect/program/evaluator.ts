import type * as t from '@babel/types';
import { type Call, isCall, isFunction, isMember, keyName, propertyOf, unwrap } from '../syntax/ast.ts';
import { isRequire, requestedPath } from '../syntax/imports.ts';
import type { Binding } from '../syntax/scope.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import { argumentsPassedTo, findCallSites } from './call-sites.ts';
import { classMember, instance } from './class-members.ts';
import type { Graph } from './module-graph.ts';
import { bare, below, type CallSite, type Evaluate, isProcessEnv, type Value } from './value.ts';

const MAX_DEPTH = 40;

/** Follows names to their values through one graph of files. */
export class Evaluator implements Evaluate {
  private readonly known = new Map<t.Node, Value>();
  private sites: Map<t.Node, CallSite[]> | undefined;
  private depth = 0;
  readonly graph: Graph;

  constructor(graph: Graph) {
    this.graph = graph;
  }

  evaluate(file: SourceFile, expression: t.Node): Value {
    const node = unwrap(expression);
    const known = this.known.get(node);
    if (known) return known;
    if (this.depth > MAX_DEPTH) return { kind: 'unknown', file, node };
    this.known.set(node, { kind: 'unknown', file, node });
    this.depth += 1;
    const value = this.compute(file, node);
    this.depth -= 1;
    this.known.set(node, value);
    return value;
  }

  private compute(file: SourceFile, node: t.Node): Value {
    switch (node.type) {
      case 'Identifier':
        return this.identifier(file, node);
      case 'StringLiteral':
      case 'NumericLiteral':
      case 'BooleanLiteral':
        return { kind: 'literal', value: node.value, file, node };
      case 'NullLiteral':
        return { kind: 'literal', value: null, file, node };
      case 'TemplateLiteral':
        return node.expressions.length === 0
          ? { kind: 'literal', value: node.quasis[0]?.value.cooked ?? '', file, node }
          : { kind: 'unknown', file, node };
      case 'ObjectExpression':
        return { kind: 'object', file, node };
      case 'ClassDeclaration':
      case 'ClassExpression':
        return { kind: 'class', file, node };
      case 'AssignmentExpression':
        return this.evaluate(file, node.right);
      case 'SequenceExpression':
        return this.evaluate(file, node.expressions.at(-1) ?? node);
      case 'LogicalExpression':
        return {
          kind: 'either',
          options: [this.evaluate(file, node.left), this.evaluate(file, node.right)],
          file,
          node,
        };
      case 'ConditionalExpression':
        return {
          kind: 'either',
          options: [this.evaluate(file, node.consequent), this.evaluate(file, node.alternate)],
          file,
          node,
        };
      case 'ThisExpression':
        return instance(file, node);
      default:
        if (isFunction(node)) return { kind: 'function', file, node };
        if (isMember(node)) return this.memberExpression(file, node);
        if (isCall(node)) return this.call(file, node);
        return { kind: 'unknown', file, node };
    }
  }

  private identifier(file: SourceFile, node: t.Identifier): Value {
    const binding = file.index.resolve(node);
    if (!binding) return { kind: 'unknown', file, node };
    if (binding.kind === 'import') return this.imported(file, binding, node);
    if (binding.kind === 'param') {
      const fn = binding.declaration;
      return isFunction(fn)
        ? { kind: 'param', fn, index: binding.index ?? 0, path: binding.path, file, node }
        : { kind: 'unknown', file, node };
    }
    const given = [
      binding.init,
      ...(binding.path.length === 0 ? binding.assigned.map(({ right }) => right) : []),
    ].filter((value) => value !== undefined);
    const values = given.map((value) => this.memberAt(this.evaluate(file, value), binding.path, file, node));
    const telling = values.filter(
      (value) => value.kind !== 'unknown' && !(value.kind === 'literal' && value.value === null),
    );
    if (telling.length > 1) return { kind: 'either', options: telling, file, node };
    return telling[0] ?? values[0] ?? { kind: 'unknown', file, node };
  }

  private imported(file: SourceFile, binding: Binding, node: t.Node): Value {
    const { declaration, init } = binding;
    if (declaration.type === 'TSImportEqualsDeclaration') {
      const reference = declaration.moduleReference;
      return reference.type === 'TSExternalModuleReference'
        ? this.required(file, reference.expression.value, 'file', node)
        : { kind: 'unknown', file, node };
    }
    if (init?.type !== 'ImportDeclaration') return { kind: 'unknown', file, node };
    const specifier = init.source.value;
    if (declaration.type === 'ImportNamespaceSpecifier') return this.required(file, specifier, 'file', node);
    const name =
      declaration.type === 'ImportSpecifier'
        ? declaration.imported.type === 'Identifier'
          ? declaration.imported.name
          : declaration.imported.value
        : 'default';
    const path = this.graph.resolve(file, specifier);
    if (!path) return below({ kind: 'package', name: bare(specifier), path: [] }, name);
    const target = this.graph.source(path);
    return target ? this.exported(target, name, node) : { kind: 'unknown', file, node };
  }

  private required(file: SourceFile, specifier: string, base: 'file' | 'package', node: t.Node): Value {
    const path = this.graph.resolve(file, specifier, base);
    if (!path) return { kind: 'package', name: bare(specifier), path: [] };
    const target = this.graph.source(path);
    if (!target) return { kind: 'unknown', file, node };
    const whole = this.graph.exports(target).findLast(({ name }) => name === '=');
    return whole?.node ? this.evaluate(target, whole.node) : { kind: 'module', file: target };
  }

  /** What `file` exports under a name; `default` is also what a CommonJS module gives to an import. */
  exported(file: SourceFile, name: string, at: t.Node): Value {
    const list = this.graph.exports(file);
    const exact = list.findLast((item) => item.name === name);
    if (exact?.node) return this.evaluate(file, exact.node);
    if (exact?.from) return this.reexported(file, exact.from.specifier, exact.from.name, at);
    const whole = list.findLast((item) => item.name === '=');
    if (whole?.node) {
      const value = this.evaluate(file, whole.node);
      return name === 'default' ? value : this.member(value, name, file, at);
    }
    for (const item of list) {
      if (item.name !== '*' || !item.from) continue;
      const value = this.reexported(file, item.from.specifier, name, at);
      if (value.kind !== 'unknown') return value;
    }
    return name === 'default' && list.length > 0 ? { kind: 'module', file } : { kind: 'unknown', file, node: at };
  }

  private reexported(file: SourceFile, specifier: string, name: string, at: t.Node): Value {
    const path = this.graph.resolve(file, specifier);
    if (!path) return below({ kind: 'package', name: bare(specifier), path: [] }, name);
    const target = this.graph.source(path);
    return target && target !== file ? this.exported(target, name, at) : { kind: 'unknown', file, node: at };
  }

  private memberExpression(file: SourceFile, node: t.MemberExpression | t.OptionalMemberExpression): Value {
    const name = keyName(node);
    if (name === undefined) return { kind: 'unknown', file, node };
    if (isProcessEnv(node)) return { kind: 'env', name: '', file, node };
    if (isProcessEnv(node.object)) return { kind: 'env', name, file, node };
    return this.member(this.evaluate(file, node.object), name, file, node);
  }

  /** The value of `of.name`. */
  member(of: Value, name: string, file: SourceFile, node: t.Node): Value {
    switch (of.kind) {
      case 'package':
        return below(of, name);
      case 'module':
        return this.exported(of.file, name, node);
      case 'object': {
        const property = propertyOf(of.node, name);
        if (property?.type === 'ObjectProperty') return this.evaluate(of.file, property.value);
        if (property?.type === 'ObjectMethod') return { kind: 'function', file: of.file, node: property };
        return { kind: 'member', of, name, file, node };
      }
      case 'env':
        return of.name === '' ? { kind: 'env', name, file, node } : { kind: 'member', of, name, file, node };
      case 'instance':
        return classMember(this, of.of, name) ?? { kind: 'member', of, name, file, node };
      case 'class':
        return classMember(this, of, name) ?? { kind: 'member', of, name, file, node };
      case 'param':
        return { ...of, path: [...of.path, name], file, node };
      case 'call':
        if (of.node.type === 'NewExpression' && of.callee.kind === 'class') {
          return classMember(this, of.callee, name) ?? { kind: 'member', of, name, file, node };
        }
        return { kind: 'member', of, name, file, node };
      default:
        return { kind: 'member', of, name, file, node };
    }
  }

  memberAt(value: Value, path: string[], file: SourceFile, node: t.Node): Value {
    return path.reduce<Value>(
      (at, name) => (name === '?' ? { kind: 'unknown', file, node } : this.member(at, name, file, node)),
      value,
    );
  }

  private call(file: SourceFile, node: Call): Value {
    if (isRequire(node) || node.callee.type === 'Import') {
      const requested = requestedPath(node.arguments[0]);
      if (requested) return this.required(file, requested.text, requested.base, node);
    }
    const callee = this.evaluate(file, node.callee);
    if (callee.kind === 'function' && node.type !== 'NewExpression') {
      const result = this.returned(callee);
      if (result?.kind === 'param' && result.fn === callee.node) {
        const argument = node.arguments[result.index];
        if (argument) return this.memberAt(this.evaluate(file, argument), result.path, file, node);
      }
      if (result && result.kind !== 'unknown' && result.kind !== 'member') return result;
    }
    return { kind: 'call', callee, file, node };
  }

  /** What a function gives back: its expression body, or the value of its last `return`. */
  returned(fn: Value & { kind: 'function' }): Value | undefined {
    const { node, file } = fn;
    if (node.body.type !== 'BlockStatement') return this.evaluate(file, node.body);
    const last = node.body.body.findLast(
      (statement): statement is t.ReturnStatement => statement.type === 'ReturnStatement',
    );
    return last?.argument ? this.evaluate(file, last.argument) : undefined;
  }

  /** Every call in the reached files whose callee is this function; for a constructor, every `new`. */
  callSites(fn: t.Node): CallSite[] {
    this.sites ??= findCallSites(this, this.graph.files);
    return this.sites.get(fn) ?? [];
  }

  /** The values that callers give for a parameter; any other value is itself. */
  argumentsPassedTo(value: Value): Value[] {
    return argumentsPassedTo(this, value, 0);
  }
}
