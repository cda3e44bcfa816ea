import type * as t from '@babel/types';
import type { RequestHandler } from '../express/routes.ts';
import type { Evaluator } from '../program/evaluator.ts';
import { rootPackage } from '../program/value.ts';
import {
  type AnyFunction,
  type Call,
  forEachChild,
  isCall,
  isFunction,
  isMember,
  isNullish,
  keyName,
  methodName,
  stringValue,
  unwrap,
} from '../syntax/ast.ts';
import type { Place, SourceFile } from '../syntax/source-file.ts';

/** One thing that a request handler does with its session or response. */
export interface SessionStep extends Place {
  kind: /** A key of the session: read, set, or removed (`delete`, `null`, `false`). */
    | 'read'
    | 'write'
    | 'clear'
    /** `req.session = null`. */
    | 'unset'
    | 'regenerate'
    | 'save'
    | 'destroy'
    | 'reload'
    /** Passport's `req.login()`, `req.logout()` and `passport.authenticate()`. */
    | 'login'
    | 'logout'
    | 'authenticate'
    | 'clear-cookie'
    | 'response'
    /** The request or its session is passed to code that cannot be followed. */
    | 'unknown';
  key?: string | undefined;
  call?: Call | undefined;
}

const OF_SESSION = /^(regenerate|save|destroy|reload)$/;
const RESPONSES = /^(redirect|send|json|jsonp|render|end|sendFile|sendStatus|download)$/;
/** Packages that may change the session that they find in a request. */
export const CHANGES_SESSION = /session|passport|auth|login|flash/i;
const MAX_DEPTH = 3;

/** The names that a function has for the request and the response. */
interface Names {
  request: t.Identifier | undefined;
  response: t.Identifier | undefined;
}

/** What a request handler does, in source order; functions of the project that it passes the request to are followed. */
export function sessionSteps(evaluator: Evaluator, { file, node, request }: RequestHandler): SessionStep[] {
  return new Walk(evaluator, file, node, namesOf(node, request, request + 1)).steps;
}

function namesOf(fn: AnyFunction, request: number, response: number): Names {
  const at = (index: number): t.Identifier | undefined => {
    const parameter = fn.params[index];
    return parameter?.type === 'Identifier' ? parameter : undefined;
  };
  return { request: at(request), response: at(response) };
}

class Walk {
  readonly steps: SessionStep[] = [];
  private readonly evaluator: Evaluator;
  private readonly file: SourceFile;
  private readonly fn: AnyFunction;
  private readonly names: Names;
  private readonly depth: number;

  constructor(evaluator: Evaluator, file: SourceFile, fn: AnyFunction, names: Names, depth = 0) {
    this.evaluator = evaluator;
    this.file = file;
    this.fn = fn;
    this.names = names;
    this.depth = depth;
    this.visit(fn.body);
  }

  private visit(node: t.Node): void {
    if (isMember(node)) this.member(node);
    else if (node.type === 'Identifier' && this.isSession(node)) this.value(node);
    // What is assigned is evaluated before the assignment.
    if (node.type === 'AssignmentExpression') {
      this.visit(node.right);
      this.visit(node.left);
    } else forEachChild(node, (child) => this.visit(child));
    if (isCall(node)) this.called(node);
  }

  private add(kind: SessionStep['kind'], node: t.Node, more: Pick<SessionStep, 'key' | 'call'> = {}): void {
    this.steps.push({ file: this.file, node, kind, ...more });
  }

  private member(node: t.MemberExpression | t.OptionalMemberExpression): void {
    const name = keyName(node);
    const parent = this.file.index.parents.get(node);
    const call = parent && isCall(parent) && parent.callee === node ? parent : undefined;
    if (this.isSession(node)) this.value(node);
    else if (this.isSession(node.object)) this.ofSession(node, name, parent);
    else if (this.isRequest(node.object)) {
      if (name === 'logout' || name === 'logOut') this.add('logout', node, { call });
      else if (name === 'login' || name === 'logIn') this.add('login', node, { call });
      else if (name === 'sessionStore') this.add('destroy', node);
    } else if (call && this.isResponse(node.object)) {
      if (name === 'clearCookie' || name === 'cookie') this.add('clear-cookie', node, { call });
      else if (RESPONSES.test(name ?? '')) this.add('response', node, { call });
      else if (/^(set|header|setHeader|append)$/.test(name ?? '') && /cookie|clear-site/i.test(firstText(call)))
        this.add('clear-cookie', node, { call });
    }
  }

  /** A key or method of the session. */
  private ofSession(node: t.Node, name: string | undefined, parent: t.Node | undefined): void {
    if (name !== undefined && OF_SESSION.test(name)) {
      this.add(name as 'save', node);
      return;
    }
    if (/^(id|cookie|touch)$/.test(name ?? '')) return;
    const removed = parent?.type === 'UnaryExpression' && parent.operator === 'delete';
    const assigned = parent?.type === 'AssignmentExpression' && parent.left === node ? parent : undefined;
    const kind = removed ? 'clear' : !assigned ? 'read' : isNothing(assigned.right) ? 'clear' : 'write';
    this.add(kind, node, { key: name });
  }

  /** The session itself: assigned, or passed on. */
  private value(node: t.Node): void {
    const parent = this.file.index.parents.get(node);
    if (parent?.type === 'AssignmentExpression' && parent.left === node)
      this.add(isNothing(parent.right) ? 'unset' : 'unknown', node);
    if (parent?.type === 'VariableDeclarator' && parent.id.type === 'ObjectPattern')
      for (const property of parent.id.properties)
        if (property.type === 'ObjectProperty') this.add('read', property, { key: keyName(property) });
    if (!parent || !isCall(parent) || parent.callee === node) return;
    const [target, ...sources] = parent.arguments;
    const method = methodName(parent);
    if (method !== 'assign' || target !== node) {
      if (!/^(log|debug|info|stringify|json|send|render)$/.test(method)) this.add('unknown', node);
      return;
    }
    for (const source of sources)
      for (const property of source.type === 'ObjectExpression' ? source.properties : [])
        if (property.type !== 'SpreadElement') this.add('write', property, { key: keyName(property) });
  }

  /** Follows a function of the project that is passed the request. */
  private called(node: Call): void {
    const position = (name: t.Identifier | undefined): number =>
      name ? node.arguments.findIndex((argument) => argument.type === 'Identifier' && this.isName(argument, name)) : -1;
    const request = position(this.names.request);
    if (request === -1) return;
    const callee = this.evaluator.evaluate(this.file, node.callee);
    const library = rootPackage(callee)?.name;
    if (library === 'passport') this.add('authenticate', node, { call: node });
    else if (callee.kind === 'function' && this.depth < MAX_DEPTH && callee.node !== this.fn) {
      const names = namesOf(callee.node, request, position(this.names.response));
      this.steps.push(...new Walk(this.evaluator, callee.file, callee.node, names, this.depth + 1).steps);
    } else if (library === undefined || CHANGES_SESSION.test(library)) this.add('unknown', node);
  }

  private isName(node: t.Node, name: t.Identifier | undefined): boolean {
    if (!name || node.type !== 'Identifier' || node.name !== name.name) return false;
    return this.file.index.resolve(node)?.identifier === name;
  }

  private isRequest(node: t.Node): boolean {
    return this.isName(unwrap(node), this.names.request);
  }

  /** `res`, or a chain such as `res.status(200)`. */
  private isResponse(node: t.Node): boolean {
    const inner = unwrap(node);
    if (isCall(inner) && isMember(inner.callee)) return this.isResponse(inner.callee.object);
    return this.isName(inner, this.names.response);
  }

  /** `req.session`, or a variable with it. */
  private isSession(node: t.Node): boolean {
    const inner = unwrap(node);
    if (isMember(inner)) return keyName(inner) === 'session' && this.isRequest(inner.object);
    if (inner.type !== 'Identifier') return false;
    const binding = this.file.index.resolve(inner);
    if (!binding || binding.identifier === inner) return false;
    if (binding.kind === 'param') return binding.declaration === this.fn && binding.path.join('.') === 'session';
    if (!binding.init || isFunction(binding.init)) return false;
    return binding.path.length === 0
      ? isMember(unwrap(binding.init)) && this.isSession(binding.init)
      : binding.path.join('.') === 'session' && this.isRequest(binding.init);
  }
}

function firstText(call: Call): string {
  return stringValue(call.arguments[0]) ?? '';
}

function isNothing(node: t.Node): boolean {
  const value = unwrap(node);
  if (value.type === 'BooleanLiteral') return !value.value;
  if (value.type === 'UnaryExpression') return value.operator === 'void';
  return stringValue(value) === '' || isNullish(value);
}
