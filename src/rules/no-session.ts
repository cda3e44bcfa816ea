import type { ProjectFacts } from '../inspect/facts.ts';
import type { Finding, Rule } from './rule.ts';

export const noSession = {
  id: 'no-session',
  what: 'The app has no sessions.',
  severity: 'info',
  fix: 'To add them: create-mongo-session-app add',
  check: (project: ProjectFacts): Finding[] => {
    const { app, sessions, rivalSessions, package: pkg } = project;
    const hasSome =
      sessions.length > 0 || rivalSessions.length > 0 || pkg.dependencies['express-session'] !== undefined;
    return hasSome ? [] : [{ place: app, message: 'This app has no sessions.' }];
  },
} satisfies Rule;
