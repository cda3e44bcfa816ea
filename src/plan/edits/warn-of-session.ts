import type { ProjectFacts } from '../../inspect/facts.ts';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { areAlternatives } from '../../inspect/syntax/alternatives.ts';
import { corsWildcard } from '../../rules/cors-wildcard.ts';
import { OPTION_RULES } from '../../rules/rules.ts';
import { sessionLate } from '../../rules/session-late.ts';
import type { Draft, Edit } from '../draft.ts';
import { noteFindings } from '../note-findings.ts';
import { MEMORY_BRANCH } from './replace-store.ts';

/** Warns about a session middleware that runs too late, has options that no edit corrects, or that nothing loads. */
export const warnOfSession: Edit<SessionFact | undefined> = {
  targets: ({ cookieSession }, { sessions }) => (sessions.length > 0 ? sessions : [cookieSession]),
  write: (draft, session) => {
    if (draft.decisions.sessions.length === 0) warnOfUnusedSessions(draft);
    if (session === draft.decisions.sessions[0]) {
      noteFindings(draft, corsWildcard, corsWildcard.check(draft.project));
      warnOfOtherApps(draft);
    }
    if (!session) return;
    for (const one of draft.project.sessions)
      if (!draft.decisions.sessions.includes(one) && areAlternatives(one, session))
        draft.note('memory-branch', MEMORY_BRANCH, one);
    if (draft.decisions.sessions.length > 0)
      for (const rule of [sessionLate, ...OPTION_RULES])
        noteFindings(draft, rule, rule.check({ ...draft.project, sessions: [session] }));
    warnOfUnreached(draft, session);
  },
};

/** Warns about a session in a file that no analysed code loads: it may be loaded dynamically, or unused. */
function warnOfUnreached(draft: Draft, { file, node }: SessionFact): void {
  if (draft.project.unreached !== file) return;
  const message =
    'Treated this session() as that of the app, although nothing was found that imports this file. Check that the app loads it; if not, delete it and run this command again.';
  draft.warn('session-unreached', message, { file, node });
}

function warnOfOtherApps(draft: Draft): void {
  for (const { script, app, inMemory } of draft.project.otherApps) {
    const state = inMemory ? 'keeps its sessions in memory. Add the store' : 'has no session. Add it';
    const message = `The script ${script} starts the app in ${app.file.path}, which ${state} there as well.`;
    draft.warn('other-app', message, app);
  }
}

const NOT_LOADED =
  'Nothing loads this session(), so a new one was added. Delete this one, or use it instead of the new one.';

const OTHER_PROGRAM = 'Left this session() unchanged, as it belongs to another program in this package.';

function warnOfUnusedSessions(draft: Draft): void {
  const { unusedSessions, sessionsOfOtherPrograms }: ProjectFacts = draft.project;
  for (const place of unusedSessions) draft.warn('session-idle', NOT_LOADED, place);
  for (const place of sessionsOfOtherPrograms) draft.note('session-elsewhere', OTHER_PROGRAM, place);
}
