import { isWithin } from '../inspect/project/dependencies.ts';
import { lineInManifest } from '../inspect/project/manifest.ts';
import type { HandlerFact } from '../inspect/sessions/handlers.ts';
import { passportLogins } from '../inspect/sessions/passport-logins.ts';
import { keyName } from '../inspect/syntax/ast.ts';
import type { Facts, Finding, Rule } from './rule.ts';

/** https://github.com/advisories/GHSA-v923-w3x8-wh69 */
export const oldPassport = {
  id: 'old-passport',
  what: 'Passport before 0.6 keeps the session ID at sign-in.',
  severity: 'error',
  why: 'Someone who planted a session cookie beforehand is then signed in as that user (CVE-2022-25896).',
  fix: 'Upgrade passport to 0.7, and pass a callback to req.logout().',
  check: (project: Facts<'package' | 'sessions' | 'files' | 'names' | 'audit'>): Finding[] => {
    const { package: pkg, sessions, files } = project;
    const { passport } = pkg.dependencies;
    const regenerates = files.some(({ index }) => index.members.some((member) => keyName(member) === 'regenerate'));
    if (sessions.length === 0 || regenerates || !passport || !isWithin(passport, '<0.6.0')) return [];
    if (passportLogins(project).length === 0 && !project.audit.handlers().some(logsIn)) return [];
    const message = `passport ${passport.version ?? passport.range} does not regenerate the session.`;
    return [{ place: { path: pkg.file, ...lineInManifest(pkg, 'passport') }, message }];
  },
} satisfies Rule;

/** `req.login(user, done)`, without `{ session: false }`. */
function logsIn({ steps }: HandlerFact): boolean {
  return steps.some(({ kind, call }) => kind === 'login' && call?.arguments[1]?.type !== 'ObjectExpression');
}
