import { isWithin } from '../inspect/project/dependencies.ts';
import { passportLogins } from '../inspect/sessions/passport-logins.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const passportCookieSession = {
  id: 'passport-cookie-session',
  what: 'Passport 0.6 or later is used with cookie-session.',
  severity: 'error',
  why: 'Every sign-in fails with "req.session.regenerate is not a function".',
  fix: 'Use express-session: `create-mongo-session-app add` replaces cookie-session.',
  check: (project: Facts<'package' | 'sessions' | 'files' | 'names' | 'rivalSessions'>): Finding[] => {
    const { package: pkg, sessions, files, rivalSessions } = project;
    const rival = rivalSessions.find(({ library, mounted }) => library === 'cookie-session' && mounted);
    if (!rival || sessions.length > 0 || !isWithin(pkg.dependencies.passport, '>=0.6.0')) return [];
    // A common workaround defines the missing methods.
    const isDefined = files.some(({ index }) => index.identifiers.some(({ name }) => name === 'regenerate'));
    if (isDefined || passportLogins(project).length === 0) return [];
    return [{ place: rival, message: 'Passport calls req.session.regenerate(), which cookie-session does not have.' }];
  },
} satisfies Rule;
