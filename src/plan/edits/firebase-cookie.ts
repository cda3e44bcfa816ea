import { sessionCookie } from '../../inspect/sessions/live-sessions.ts';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Draft, Edit } from '../draft.ts';

const NAME = '__session';

/** Names the cookie of an existing session as Firebase Hosting needs it, if it has the default name. */
export const nameFirebaseCookie: Edit<SessionFact> = {
  targets: ({ platform }, { sessions }) =>
    platform.firebaseHosting ? sessions.filter((session) => (sessionCookie(session) ?? NAME) !== NAME) : [],
  write: (draft, session) => {
    const { options, shape } = session;
    if (options && shape !== 'computed' && sessionCookie(session) === 'connect.sid') {
      draft.addProperty(options, firebaseName(draft, options.file), 'name the cookie as Firebase Hosting needs it');
      return;
    }
    const message = `Firebase Hosting passes on no cookie but ${NAME}. Set name: '${NAME}' in these options, and Cache-Control: private on responses with a session.`;
    draft.warn('firebase-cookie', message, session);
  },
};

/** The option that names the cookie; adds a note about it. */
export function firebaseName(draft: Draft, { style: { quote } }: SourceFile): string {
  const message = `Named the cookie ${NAME}, the only one that Firebase Hosting passes on. Responses with a session need Cache-Control: private.`;
  draft.note('firebase-cookie', message);
  return `name: ${quote}${NAME}${quote}`;
}
