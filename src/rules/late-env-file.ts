import { runsBefore } from '../inspect/program/execution-order.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const lateEnvFile = {
  id: 'late-env-file',
  what: 'A variable of the store or the secret is read before .env is loaded.',
  severity: 'warning',
  why: 'Where only .env sets the variable, it is undefined.',
  fix: "Import 'dotenv/config' first.",
  check: ({ environment, audit }: Facts<'environment' | 'audit'>): Finding[] => {
    const loader = audit.envLoader();
    if (!loader) return [];
    return [...audit.storeUrls(), ...audit.secrets()].flatMap(({ file, node, value }) => {
      if (value.kind !== 'env' || file.index.functionAround(node)) return [];
      if (environment.env && !environment.env.names.includes(value.name)) return [];
      return runsBefore(audit.positionOf({ file, node }), loader.position)
        ? [{ place: { file, node }, message: `${value.name} is read before ${loader.file.path} loads the env file.` }]
        : [];
    });
  },
} satisfies Rule;
