import { type DependencyFact, mayBe } from '../inspect/project/dependencies.ts';
import { cookieOf, enabledOption } from '../inspect/sessions/options.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const partitionedCookie = {
  id: 'partitioned-cookie',
  what: 'cookie.partitioned is set, but express-session is too old for it.',
  severity: 'warning',
  fix: 'Upgrade express-session.',
  check: ({ package: { dependencies }, sessions }: Facts<'package' | 'sessions'>): Finding[] => {
    const library: DependencyFact | undefined = dependencies['express-session'];
    if (mayBe(library, '1.18.1')) return [];
    return sessions
      .flatMap(({ options }) => enabledOption(cookieOf(options), 'partitioned') ?? [])
      .map((place) => ({
        place,
        message: `cookie.partitioned has no effect: express-session reads it since 1.18.1, and the project has ${library?.version ?? library?.range}.`,
      }));
  },
} satisfies Rule;
