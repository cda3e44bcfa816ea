import { enabledOption } from '../inspect/sessions/options.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import type { Finding, Rule } from './rule.ts';

export const resave = {
  id: 'resave',
  severity: 'warning',
  why: 'resave writes every session back on every request: two requests at once lose what the other one stored, and a session that was ended can come back.',
  fix: 'Make it false.',
  check: ({ sessions }: { sessions: SessionFact[] }): Finding[] =>
    sessions
      .flatMap(({ options }) => enabledOption(options, 'resave') ?? [])
      .map((place) => ({ place, message: 'resave is true.' })),
} satisfies Rule;
