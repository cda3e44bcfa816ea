import { isWithin } from '../inspect/project/dependencies.ts';
import type { HandlerFact } from '../inspect/sessions/handlers.ts';
import { passportLogins } from '../inspect/sessions/passport-logins.ts';
import type { SessionStep } from '../inspect/sessions/session-steps.ts';
import { type Call, contains, isFunction, keyName } from '../inspect/syntax/ast.ts';
import { uniquePlaces } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const lostAtLogin = {
  id: 'lost-at-login',
  what: 'A session key is read after the sign-in, which has removed it.',
  severity: 'warning',
  why: 'Passport 0.6 and later starts a new, empty session at sign-in.',
  fix: 'Copy the value to res.locals before, or set keepSessionInfo: true.',
  check: (project: Facts<'package' | 'sessions' | 'files' | 'names' | 'audit'>): Finding[] => {
    if (project.sessions.length === 0 || !isWithin(project.package.dependencies.passport, '>=0.6.0')) return [];
    const logins = passportLogins(project).filter(({ node }) => !keepsSession(node));
    const handlers = project.audit.handlers();
    const written = new Set(
      handlers.flatMap(({ steps }) => steps.flatMap(({ kind, key }) => (kind === 'write' ? key : []))),
    );
    const places = handlers.flatMap((handler) => {
      const { route, part } = handler;
      const isAfter = route.parts
        .slice(0, part)
        .some(({ node }) => logins.some((login) => login.file === route.file && contains(node, login.node)));
      return isAfter ? lostReads(handler, written) : [];
    });
    return uniquePlaces(places).map((place) => ({
      place,
      message: `req.session.${place.key} is removed by the sign-in.`,
    }));
  },
} satisfies Rule;

/** The keys that a handler reads although nothing has set them since the sign-in. */
function lostReads({ steps }: HandlerFact, written: Set<string | undefined>): SessionStep[] {
  const own = new Set<string>();
  return steps.filter(({ kind, key }) => {
    if (kind === 'write' && key !== undefined) own.add(key);
    return kind === 'read' && key !== undefined && key !== 'passport' && written.has(key) && !own.has(key);
  });
}

/** Whether the session is kept; a call with a custom callback signs nobody in. */
function keepsSession({ arguments: given }: Call): boolean {
  return given.some((one) => isFunction(one) || /^(keepSessionInfo|assignProperty)$/m.test(namesIn(one)));
}

function namesIn(node: Call['arguments'][number]): string {
  const properties = node.type === 'ObjectExpression' ? node.properties : [];
  return properties.map((one) => (one.type === 'SpreadElement' ? 'keepSessionInfo' : (keyName(one) ?? ''))).join('\n');
}
