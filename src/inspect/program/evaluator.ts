import type * as t from '@babel/types';
import { type Call, forEachChild, isCall, isFunction, isMember, keyName, propertyOf, unwrap } from '../syntax/ast.ts';
import { importedName, isRequire, requestedPath } from '../syntax/imports.ts';
import type { Binding } from '../syntax/scope.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import { argumentsPassedTo, findCallSites } from './call-sites.ts';
import { assignedMember, classMember, instanceAt } from './class-members.ts';
import type { Graph } from './module-graph.ts';
import {
  type CallSite,
  type Evaluate,
  isProcess,
  isProcessEnv,
  memberOfPackage,
  packageNameOf,
  type Value,
} from './value.ts';

const MAX_DEPTH = 40;

/**
 * A symbolic evaluator: what can be said about the value of an expression without running the program. Names are
 * followed across all files of one module graph. A cycle gives `unknown`.
 */
export class Evaluator implements Evaluate {
  private readonly cache = new Map<t.Node, Value>();
  private callsByFunction: Map<t.Node, CallSite[]> | undefined;
  private depth = 0;
  readonly graph: Graph;

  constructor(graph: Graph) {
    this.graph = graph;
  }

  evaluate(file: SourceFile, expression: t.Node): Value {
    const node = unwrap(expression);
    const known = this.cache.get(node);
    if (known) return known;
    if (this.depth > MAX_DEPTH) return { kind: 'unknown', file, node };
    this.cache.set(node, { kind: 'unknown', file, node });
    this.depth += 1;
    const value = this.evaluateUncached(file, node);
    this.depth -= 1;
    this.cache.set(node, value);
    return value;
  }

  private evaluateUncached(file: SourceFile, node: t.Node): Value {
    switch (node.type) {
      case 'Identifier':
        return this.evaluateIdentifier(file, node);
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
        return this.unionOf(file, node, node.left, node.right);
      case 'ConditionalExpression':
        return this.unionOf(file, node, node.consequent, node.alternate);
      case 'ThisExpression':
        return instanceAt(file, node);
      default:
        if (isFunction(node)) return { kind: 'function', file, node };
        if (isMember(node)) return this.evaluateMember(file, node);
        if (isCall(node)) return this.evaluateCall(file, node);
        return { kind: 'unknown', file, node };
    }
  }

  private unionOf(file: SourceFile, node: t.Node, ...operands: t.Node[]): Value {
    return { kind: 'union', options: operands.map((one) => this.evaluate(file, one)), file, node };
  }

  private evaluateIdentifier(file: SourceFile, node: t.Identifier): Value {
    const binding = file.index.resolve(node);
    if (!binding) return { kind: 'unknown', file, node };
    if (binding.kind === 'import') return this.evaluateImport(file, binding, node);
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
    if (telling.length > 1) return { kind: 'union', options: telling, file, node };
    return telling[0] ?? values[0] ?? { kind: 'unknown', file, node };
  }

  private evaluateImport(file: SourceFile, binding: Binding, node: t.Node): Value {
    const { declaration, init } = binding;
    if (declaration.type === 'TSImportEqualsDeclaration') {
      const reference = declaration.moduleReference;
      if (reference.type === 'TSExternalModuleReference')
        return this.evaluateRequire(file, reference.expression.value, 'file', node);
      // `import MongoStore = connectMongo.MongoStore`
      return reference.type === 'TSQualifiedName' && reference.left.type === 'Identifier'
        ? this.memberOf(this.evaluate(file, reference.left), reference.right.name, file, node)
        : { kind: 'unknown', file, node };
    }
    if (init?.type !== 'ImportDeclaration') return { kind: 'unknown', file, node };
    const specifier = init.source.value;
    if (declaration.type === 'ImportNamespaceSpecifier') return this.evaluateRequire(file, specifier, 'file', node);
    const name = declaration.type === 'ImportSpecifier' ? importedName(declaration) : 'default';
    const path = this.graph.resolve(file, specifier);
    if (!path) return this.memberOf({ kind: 'package', name: packageNameOf(specifier), path: [] }, name, file, node);
    const target = this.graph.source(path);
    return target ? this.exportOf(target, name, node) : { kind: 'unknown', file, node };
  }

  private evaluateRequire(file: SourceFile, specifier: string, base: 'file' | 'package', node: t.Node): Value {
    const path = this.graph.resolve(file, specifier, base);
    if (!path) return { kind: 'package', name: packageNameOf(specifier), path: [] };
    const target = this.graph.source(path);
    if (!target) return { kind: 'unknown', file, node };
    const whole = this.graph.exports(target).findLast(({ name }) => name === '=');
    return whole?.node ? this.evaluate(target, whole.node) : { kind: 'module', file: target };
  }

  /** The value that `file` exports under a name; `default` also means `module.exports` of a CommonJS module. */
  exportOf(file: SourceFile, name: string, at: t.Node): Value {
    const list = this.graph.exports(file);
    const exact = list.findLast((item) => item.name === name);
    if (exact?.node) return this.evaluate(file, exact.node);
    if (exact?.from) return this.reexportOf(file, exact.from.specifier, exact.from.name, at);
    const whole = list.findLast((item) => item.name === '=');
    if (whole?.node) {
      const value = this.evaluate(file, whole.node);
      return name === 'default' ? value : this.memberOf(value, name, file, at);
    }
    for (const item of list) {
      if (item.name !== '*' || !item.from) continue;
      const value = this.reexportOf(file, item.from.specifier, name, at);
      if (value.kind !== 'unknown') return value;
    }
    return name === 'default' && list.length > 0 ? { kind: 'module', file } : { kind: 'unknown', file, node: at };
  }

  private reexportOf(file: SourceFile, specifier: string, name: string, at: t.Node): Value {
    const path = this.graph.resolve(file, specifier);
    if (!path) return memberOfPackage({ kind: 'package', name: packageNameOf(specifier), path: [] }, name);
    const target = this.graph.source(path);
    return target && target !== file ? this.exportOf(target, name, at) : { kind: 'unknown', file, node: at };
  }

  private evaluateMember(file: SourceFile, node: t.MemberExpression | t.OptionalMemberExpression): Value {
    const name = keyName(node);
    if (name === undefined) return { kind: 'unknown', file, node };
    if (isProcessEnv(node)) return { kind: 'env', name: '', file, node };
    if (isProcessEnv(node.object)) return { kind: 'env', name, file, node };
    return this.memberOf(this.evaluate(file, node.object), name, file, node);
  }

  /** The value of `of.name`. */
  memberOf(of: Value, name: string, file: SourceFile, node: t.Node): Value {
    if (name === 'env' && isProcess(of)) return { kind: 'env', name: '', file, node };
    const member: Value = { kind: 'member', of, name, file, node };
    switch (of.kind) {
      case 'package':
        return memberOfPackage(of, name);
      case 'module':
        return this.exportOf(of.file, name, node);
      case 'object': {
        const property = propertyOf(of.node, name);
        if (property?.type === 'ObjectProperty') return this.evaluate(of.file, property.value);
        if (property?.type === 'ObjectMethod') return { kind: 'function', file: of.file, node: property };
        return assignedMember(this, of, name) ?? member;
      }
      case 'env':
        return of.name === '' ? { kind: 'env', name, file, node } : member;
      case 'instance':
        return classMember(this, of.of, name) ?? member;
      case 'class':
        return classMember(this, of, name) ?? member;
      case 'param':
        return { ...of, path: [...of.path, name], file, node };
      case 'union':
        return { kind: 'union', options: of.options.map((one) => this.memberOf(one, name, file, node)), file, node };
      case 'call': {
        const made = of.node.type === 'NewExpression' && of.callee.kind === 'class' ? of.callee : undefined;
        return (made ? classMember(this, made, name) : assignedMember(this, of, name)) ?? member;
      }
      default:
        return member;
    }
  }

  memberAt(value: Value, path: string[], file: SourceFile, node: t.Node): Value {
    return path.reduce<Value>(
      (at, name) => (name === '?' ? { kind: 'unknown', file, node } : this.memberOf(at, name, file, node)),
      value,
    );
  }

  private evaluateCall(file: SourceFile, node: Call): Value {
    if (isRequire(node) || node.callee.type === 'Import') {
      const requested = requestedPath(node.arguments[0]);
      if (requested) return this.evaluateRequire(file, requested.text, requested.base, node);
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

  /**
   * The value that a function returns: its expression body, or the argument of its last `return`; without one, that of a
   * final `try` statement. Of several calls, such as `return new RedisStore()` in a branch, all.
   */
  returned(fn: Value & { kind: 'function' }): Value | undefined {
    const { node, file } = fn;
    if (node.body.type !== 'BlockStatement') return this.evaluate(file, node.body);
    const result = returnIn(node.body.body)?.argument;
    const last = result ? this.evaluate(file, result) : undefined;
    if (last?.kind !== 'call') return last;
    const all = returnsIn(node.body).map((one) => (one === result ? last : this.evaluate(file, one)));
    const calls = all.filter((value) => value.kind === 'call' && value.file === file);
    return calls.length > 1 ? { kind: 'union', options: calls, file, node } : last;
  }

  /** Every call in the reached files whose callee is this function; for a constructor, every `new`. */
  callSites(fn: t.Node): CallSite[] {
    this.callsByFunction ??= findCallSites(this, this.graph.files);
    return this.callsByFunction.get(fn) ?? [];
  }

  /** The value of an expression; of a parameter, the values that callers pass. */
  valuesOf(file: SourceFile, expression: t.Node): Value[] {
    return this.argumentsPassedTo(this.evaluate(file, expression));
  }

  /** The values that callers pass for a parameter; any other value is returned unchanged. */
  argumentsPassedTo(value: Value): Value[] {
    return argumentsPassedTo(this, value, 0);
  }
}

function returnIn(body: t.Statement[]): t.ReturnStatement | undefined {
  const last = body.findLast((statement) => statement.type === 'ReturnStatement');
  const tried = body.at(-1);
  return last ?? (tried?.type === 'TryStatement' ? returnIn(tried.block.body) : undefined);
}

/** The arguments of all `return` statements of a function, in order; not those of functions inside it. */
function returnsIn(node: t.Node): t.Expression[] {
  if (node.type === 'ReturnStatement') return node.argument ? [node.argument] : [];
  if (isFunction(node) || !/Statement$|^(SwitchCase|CatchClause)$/.test(node.type)) return [];
  const found: t.Expression[] = [];
  forEachChild(node, (child) => found.push(...returnsIn(child)));
  return found;
}
