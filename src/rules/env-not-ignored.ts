import type { EnvFacts } from '../inspect/environment/env-files.ts';
import type { Finding, Rule } from './rule.ts';

export const envNotIgnored = {
  id: 'env-not-ignored',
  severity: 'warning',
  why: 'Its secrets can be committed by accident.',
  fix: 'Add it to .gitignore.',
  check: ({ environment: { env, ignored, repository } }: { environment: EnvFacts }): Finding[] =>
    env && repository && !ignored ? [{ place: { path: env.path }, message: `${env.path} is not ignored by git.` }] : [],
} satisfies Rule;
