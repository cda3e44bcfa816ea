import type { ProjectFacts } from '../../inspect/facts.ts';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { sessionLate } from '../../rules/session-late.ts';
import type { Edit } from '../change.ts';
import { type Draft, draftChange } from '../draft.ts';
import { noteFindings } from '../note-findings.ts';

/** Says where a session is that does not do what its author meant: too late, or in a file that nothing loads. */
export const warnOfSession: Edit<SessionFact | undefined> = {
  id: 'warn-of-session',
  targets: ({ cookieSession }, { sessions }) => (sessions.length > 0 ? sessions : [cookieSession]),
  plan: (project, decisions, session) =>
    draftChange(project, decisions, (draft) => {
      if (decisions.sessions.length === 0) warnOfOthers(draft);
      if (!session) return;
      if (decisions.sessions.length > 0) noteFindings(draft, sessionLate, sessionLate.check({ sessions: [session] }));
      warnOfUnreached(draft, session);
    }),
};

/** A loader of the project's own hides what it loads, and dead code looks the same. */
function warnOfUnreached(draft: Draft, { file, node }: SessionFact): void {
  if (draft.project.unreached !== file) return;
  const message =
    'This session() is taken to be the one of the app, though nothing that can be followed loads this file. See that the app does: if not, delete it, and run this again.';
  draft.note('session-unreached', message, { file, node }, 'warning');
}

const IDLE =
  'Nothing loads this session(), so the app gets one of its own. Delete this one, or mount it instead of the new one.';

const ELSEWHERE = 'Another program of this package has this session() of its own: it stays as it is.';

function warnOfOthers(draft: Draft): void {
  const { unusedSessions, sessionsOfOtherPrograms }: ProjectFacts = draft.project;
  for (const place of unusedSessions) draft.note('session-idle', IDLE, place, 'warning');
  for (const place of sessionsOfOtherPrograms) draft.note('session-elsewhere', ELSEWHERE, place);
}
