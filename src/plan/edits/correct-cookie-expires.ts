import type * as t from '@babel/types';
import { cookieOf, optionOf } from '../../inspect/sessions/options.ts';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { propertyOf } from '../../inspect/syntax/ast.ts';
import { textOf } from '../../inspect/syntax/source-file.ts';
import { ageAtStart, fixedCookieExpires } from '../../rules/fixed-cookie-expires.ts';
import type { Edit, ObjectPlace } from '../change.ts';
import { type Draft, draftChange } from '../draft.ts';
import { renameProperty } from '../source/object-literals.ts';

/** A date in the cookie that is worked out once becomes an age. */
export function correctExpires(
  draft: Draft,
  cookie: ObjectPlace,
  property: t.ObjectProperty,
  hasMaxAge: boolean,
): void {
  const age = ageAtStart(cookie.file, property.value);
  if (age === undefined) return;
  const why = 'maxAge instead of a date that is fixed at start';
  draft.note(
    'expires-to-max-age',
    `cookie.expires was computed once, when the app starts. ${fixedCookieExpires.why} maxAge counts from each request.`,
    { file: cookie.file, node: property },
  );
  if (hasMaxAge) {
    draft.removeProperty(cookie, property, why);
    return;
  }
  renameProperty(draft, cookie.file, property, 'maxAge', why);
  draft.replaceNode(cookie.file, property.value, textOf(cookie.file, age), why);
}

/** A date in the cookie that is worked out at start, where the age does not overrule it: wrong with any store. */
export const correctCookieExpires: Edit<SessionFact> = {
  id: 'correct-cookie-expires',
  targets: (_project, { sessions }) => sessions.filter(({ store }) => store?.package === 'connect-mongo'),
  plan: (project, decisions, session) => draftChange(project, decisions, (draft) => correctFixedDate(draft, session)),
};

function correctFixedDate(draft: Draft, session: SessionFact): void {
  const cookie = cookieOf(session.options);
  const expires = optionOf(cookie, 'expires');
  if (!cookie || !expires || fixedCookieExpires.check({ sessions: [session] }).length === 0) return;
  correctExpires(draft, cookie, expires.node, propertyOf(cookie.node, 'maxAge') !== undefined);
}
