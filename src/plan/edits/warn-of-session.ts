import type { ProjectFacts } from '../../inspect/facts.ts';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { lineOfNode, textOf } from '../../inspect/syntax/source-file.ts';
import type { Edit } from '../change.ts';
import { type Draft, draftChange } from '../draft.ts';

/** Warns about a session middleware that runs too late, or in a file that nothing loads. */
export const warnOfSession: Edit<SessionFact | undefined> = {
  id: 'warn-of-session',
  targets: ({ cookieSession }, { sessions }) => (sessions.length > 0 ? sessions : [cookieSession]),
  plan: (project, decisions, session) =>
    draftChange(project, decisions, (draft) => {
      if (decisions.sessions.length === 0) warnOfUnusedSessions(draft);
      if (!session) return;
      if (decisions.sessions.length > 0) warnOfEarlyReaders(draft, session);
      warnOfUnreached(draft, session);
    }),
};

/** Warns about middleware that reads the session but runs before it. */
function warnOfEarlyReaders(draft: Draft, { mounted, earlyReaders }: SessionFact): void {
  const [first] = earlyReaders;
  if (!mounted || !first) return;
  const more = earlyReaders.length === 1 ? '' : ` (and ${earlyReaders.length - 1} more)`;
  const line = `line ${lineOfNode(first.file, first.node)}${first.file === mounted.file ? '' : ` of ${first.file.path}`}`;
  const reader = /\.session\s*\(\s*\)/.test(textOf(first.file, first.node))
    ? 'passport.session()'
    : 'The code that reads the session';
  const message = `${reader} in ${line}${more} runs before this session(), so it has no session. Move this session() above it.`;
  draft.note('session-late', message, mounted, 'warning');
}

/** Warns about a session in a file that no analysed code loads: it may be loaded dynamically, or unused. */
function warnOfUnreached(draft: Draft, { file, node }: SessionFact): void {
  if (draft.project.unreached !== file) return;
  const message =
    'Treated this session() as that of the app, although nothing was found that imports this file. Check that the app loads it; if not, delete it and run this command again.';
  draft.note('session-unreached', message, { file, node }, 'warning');
}

const NOT_LOADED =
  'Nothing loads this session(), so a new one was added. Delete this one, or use it instead of the new one.';

const OTHER_PROGRAM = 'Left this session() unchanged, as it belongs to another program in this package.';

function warnOfUnusedSessions(draft: Draft): void {
  const { unusedSessions, sessionsOfOtherPrograms }: ProjectFacts = draft.project;
  for (const place of unusedSessions) draft.note('session-idle', NOT_LOADED, place, 'warning');
  for (const place of sessionsOfOtherPrograms) draft.note('session-elsewhere', OTHER_PROGRAM, place);
}
