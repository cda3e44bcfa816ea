import type { ProjectFacts } from '../../inspect/facts.ts';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { lineOfNode, textOf } from '../../inspect/syntax/source-file.ts';
import type { Edit } from '../change.ts';
import { type Draft, draftChange } from '../draft.ts';

/** Says where a session is that does not do what its author meant: too late, or in a file that nothing loads. */
export const warnOfSession: Edit<SessionFact | undefined> = {
  id: 'warn-of-session',
  targets: ({ cookieSession }, { sessions }) => (sessions.length > 0 ? sessions : [cookieSession]),
  plan: (project, decisions, session) =>
    draftChange(project, decisions, (draft) => {
      if (decisions.sessions.length === 0) warnOfOthers(draft);
      if (!session) return;
      if (decisions.sessions.length > 0) warnOfEarly(draft, session);
      warnOfUnreached(draft, session);
    }),
};

/** Express runs middleware in the order of its calls: what comes first knows nothing of what comes later. */
function warnOfEarly(draft: Draft, { mounted, earlyReaders }: SessionFact): void {
  const [first] = earlyReaders;
  if (!mounted || !first) return;
  const more = earlyReaders.length === 1 ? '' : ` (and ${earlyReaders.length - 1} more)`;
  const line = `line ${lineOfNode(first.file, first.node)}${first.file === mounted.file ? '' : ` of ${first.file.path}`}`;
  const what = /\.session\s*\(\s*\)/.test(textOf(first.file, first.node))
    ? 'passport.session()'
    : 'What reads the session';
  const message = `${what} in ${line}${more} runs before it and fails: move this session() above it.`;
  draft.note('session-late', message, mounted, 'warning');
}

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
