import type { AppFact } from '../express/middleware.ts';

/**
 * The app of several `express()` calls: the one with sessions, the one that is not mounted in another, the one in the
 * entry file, the one that does the work. Undefined when that leaves more than one.
 */
export function chooseApp(apps: AppFact[], entryFile: string | undefined): AppFact | undefined {
  const top = apps.filter((app) => !app.mountedInto);
  const live = top.length > 0 ? top : apps;
  const withSession = live.filter((app) => app.middleware.some(({ kind }) => kind === 'session'));
  if (withSession.length === 1) return withSession[0];
  if (live.length <= 1) return live[0];
  const inEntry = live.filter((app) => app.file.path === entryFile);
  if (inEntry.length === 1) return inEntry[0];
  const [first, second] = [...live].sort((a, b) => b.middleware.length - a.middleware.length);
  // A redirect to https or a health server has one or two handlers; the app has more.
  return first && second && second.middleware.length <= 2 && first.middleware.length > second.middleware.length + 1
    ? first
    : undefined;
}
