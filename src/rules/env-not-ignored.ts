import type { EnvFacts } from '../inspect/environment/env-files.ts';
import type { Finding, Rule } from './rule.ts';

export const envNotIgnored = {
  id: 'env-not-ignored',
  severity: 'warning',
  why: 'The next commit may publish its secrets.',
  fix: 'Add it to .gitignore.',
  check: ({ environment: { env, ignored, repository } }: { environment: EnvFacts }): Finding[] =>
    env && repository && !ignored ? [{ place: { path: env.path }, message: `${env.path} is not ignored by git.` }] : [],
} satisfies Rule;
