import { urlsIn } from '../inspect/environment/variable-files.ts';
import { optionOf } from '../inspect/sessions/options.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const defaultDatabase = {
  id: 'default-database',
  what: 'The URL of the session store names no database.',
  severity: 'info',
  why: 'The sessions are stored in the database test, which other apps may share.',
  fix: 'Add a name to the URL, or set dbName.',
  check: ({ audit }: Facts<'audit'>): Finding[] =>
    audit.storeUrls().flatMap(({ file, node, store, value }): Finding[] => {
      if (optionOf(store.options, 'dbName') || optionOf(store.options, 'mongoOptions')) return [];
      const message = 'This URL names no database.';
      if (value.kind === 'literal') return isNameless(value.text) ? [{ place: { file, node }, message }] : [];
      return audit.variableFiles().flatMap((env) => {
        const lines = env.text.split('\n');
        return env.isEnvFile
          ? urlsIn(env)
              .filter(({ url, line }) => isNameless(url) && lines[line - 1]?.trim().startsWith(`${value.name}=`))
              .map(({ line }) => ({ place: { path: env.path, line }, message }))
          : [];
      });
    }),
} satisfies Rule;

function isNameless(url: string): boolean {
  return /^mongodb(\+srv)?:\/\/[^/$<{]+\/?(\?|$)/.test(url);
}
