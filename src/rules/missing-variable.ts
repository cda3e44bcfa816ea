import { isExample, mentions } from '../inspect/environment/variable-files.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const missingVariable = {
  id: 'missing-variable',
  what: 'No env file has a variable that the sessions need.',
  severity: 'warning',
  why: 'Without it, the app fails at startup or with each request.',
  fix: 'Add it to the env files.',
  check: ({ environment, audit, files }: Facts<'environment' | 'audit' | 'files'>): Finding[] => {
    const sources = audit.variableFiles();
    // A copy of the example has been filled in elsewhere, if neither is here.
    const env = sources.filter((file) => file.isEnvFile && (isExample(file) || file.path === environment.env?.path));
    if (env.length === 0 || environment.loadsOutside) return [];
    const needed = [
      ...audit.storeUrls(),
      ...audit.secrets().filter(({ session }) => audit.secrets().filter((one) => one.session === session).length === 1),
    ];
    return needed.flatMap((need) => {
      const { file, node, value } = need;
      if (value.kind !== 'env' || ('hasFallback' in need && need.hasFallback)) return [];
      const { name } = value;
      const isSet =
        sources.some((source) => mentions(source, name)) ||
        files.some(({ text }) => text.includes(`env.${name} =`) || text.includes(`env.${name} ??=`));
      const paths = [...new Set(env.map(({ path }) => path))].join(' or ');
      return isSet ? [] : [{ place: { file, node }, message: `${name} is not in ${paths}.` }];
    });
  },
} satisfies Rule;
