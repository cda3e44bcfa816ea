import { findRoutes, type RequestHandler, type RouteFact } from '../express/routes.ts';
import type { Evaluator } from '../program/evaluator.ts';
import { contains, isFunction, isMember, keyName, startOf } from '../syntax/ast.ts';
import { type Place, textOf } from '../syntax/source-file.ts';
import { CHANGES_SESSION, type SessionStep, sessionSteps } from './session-steps.ts';

/** A request handler on a route, with what it does. */
export interface HandlerFact extends RequestHandler {
  route: RouteFact;
  /** The index of the argument of the route that it is, or is in. */
  part: number;
  name: string | undefined;
  steps: SessionStep[];
}

/** Every handler of every route. A function on several routes is listed once for each. */
export function findHandlers(evaluator: Evaluator): HandlerFact[] {
  const steps = new Map<RequestHandler['node'], SessionStep[]>();
  return findRoutes(evaluator).flatMap((route) =>
    route.parts.flatMap(({ handlers }, part) =>
      handlers.map((handler) => {
        const known = steps.get(handler.node) ?? sessionSteps(evaluator, handler);
        steps.set(handler.node, known);
        return { ...handler, route, part, name: nameOf(handler), steps: known };
      }),
    ),
  );
}

function nameOf({ file, node }: RequestHandler): string | undefined {
  if ('id' in node && node.id) return node.id.name;
  if ('key' in node) return keyName(node);
  let parent = file.index.parents.get(node);
  // The wrapper of `exports.login = asyncHandler(async (req, res) => ...)`.
  if (parent?.type === 'CallExpression') parent = file.index.parents.get(parent);
  if (parent?.type === 'VariableDeclarator') return parent.id.type === 'Identifier' ? parent.id.name : undefined;
  if (parent?.type === 'AssignmentExpression' && isMember(parent.left)) return keyName(parent.left);
  return parent?.type === 'ObjectProperty' || parent?.type === 'ClassProperty' ? keyName(parent) : undefined;
}

const SIGN_IN = /log_?-?in|sign_?-?in|authenticate|^\/?(auth|sessions?)\/?$/i;
/** A path that is for nothing else. */
const SIGN_IN_PATH = /(^|\/)(log|sign)[_-]?in\/?$/i;
const SIGN_OUT = /log_?-?out|sign_?-?out|log_?-?off/i;
const USER =
  /^((current|logged)_?-?)?(user|member|customer|account|admin|client)(_?(id|name|data|info))?$|^(uid|auth|(is_?)?(auth(enticated)?|logged_?-?in|login))$/i;

/** Whether a key of a session tells who is signed in. */
export function isUserKey(key: string | undefined): boolean {
  return key !== undefined && USER.test(key);
}

/**
 * The step with which a handler signs in a user: on a path for that, or for a password. Undefined for any other handler,
 * and for one that passes the session to code that cannot be followed.
 */
export function signIn(handler: HandlerFact): SessionStep | undefined {
  const { file, node, route, name = '', steps } = handler;
  const isNamed = SIGN_IN.test(route.path ?? '') || SIGN_IN.test(name);
  const takesPassword = /passw|pwd|\bpass\b|bcrypt|argon/i.test(textOf(file, node));
  const isSignIn =
    (route.method !== 'use' && SIGN_IN_PATH.test(route.path ?? '')) ||
    (/^(post|put|all)$/.test(route.method) && isNamed && takesPassword);
  if (!isSignIn || SIGN_OUT.test(`${route.path} ${name}`) || stepOf(steps, 'unknown')) return undefined;
  return steps.find((step) => step.kind === 'write' && isUserKey(step.key) && !isAnswered(steps, step));
}

/** Whether the response is sent before a step, which then changes nothing in the store. */
function isAnswered(steps: SessionStep[], { file, node }: SessionStep): boolean {
  return steps.some((answer) => {
    if (answer.kind !== 'response' || answer.file !== file || startOf(answer.node) > startOf(node)) return false;
    for (let at = file.index.parents.get(answer.node); at; at = file.index.parents.get(at)) {
      if (at.type === 'ReturnStatement' || at.type === 'IfStatement' || isFunction(at)) return false;
      if (at.type === 'BlockStatement') return contains(at, node);
    }
    return false;
  });
}

/** Whether a handler signs the user out, as far as its name and its route tell. */
export function isSignOut({ route, name = '', steps }: HandlerFact): boolean {
  const isNamed = SIGN_OUT.test(route.path ?? '') || SIGN_OUT.test(name);
  return isNamed && !steps.some(({ kind }) => kind === 'unknown');
}

/** Whether a package that may regenerate the session runs on the route of a handler, such as Passport. */
export function isSignedInByPackage({ route }: HandlerFact): boolean {
  return route.parts.some(({ library }) => library !== undefined && CHANGES_SESSION.test(library));
}

/** The steps of all handlers of a route, and where middleware regenerates the session. */
export function routeSteps(handlers: HandlerFact[], { route }: HandlerFact): SessionStep[] {
  return handlers.flatMap(({ route: other, steps }) => {
    if (other === route) return steps;
    return other.method === 'use' ? steps.filter(({ kind }) => kind === 'regenerate') : [];
  });
}

/** The first step of a kind. */
export function stepOf(steps: SessionStep[], ...kinds: SessionStep['kind'][]): (SessionStep & Place) | undefined {
  return steps.find(({ kind }) => kinds.includes(kind));
}
