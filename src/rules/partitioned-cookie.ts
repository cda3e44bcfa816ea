import { type DependencyFact, mayBe } from '../inspect/project/dependencies.ts';
import type { PackageFacts } from '../inspect/project/manifest.ts';
import { cookieOf, enabledOption } from '../inspect/sessions/options.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import type { Finding, Rule } from './rule.ts';

interface Facts {
  package: Pick<PackageFacts, 'dependencies'>;
  sessions: SessionFact[];
}

export const partitionedCookie = {
  id: 'partitioned-cookie',
  what: 'cookie.partitioned is set, but express-session is too old for it.',
  since: '0.2.0',
  severity: 'warning',
  fix: 'Upgrade express-session.',
  check: ({ package: { dependencies }, sessions }: Facts): Finding[] => {
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
