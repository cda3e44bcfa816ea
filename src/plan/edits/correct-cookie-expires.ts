import type * as t from '@babel/types';
import { cookieOf, optionOf } from '../../inspect/sessions/options.ts';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { propertyOf } from '../../inspect/syntax/ast.ts';
import { textOf } from '../../inspect/syntax/source-file.ts';
import { ageAtStart, fixedCookieExpires } from '../../rules/fixed-cookie-expires.ts';
import type { ObjectPlace } from '../change.ts';
import type { Draft, Edit } from '../draft.ts';
import { renameProperty } from '../source/object-literals.ts';

/** Replaces a cookie.expires that is computed once, at startup, with maxAge. */
export function correctExpires(
  draft: Draft,
  cookie: ObjectPlace,
  property: t.ObjectProperty,
  hasMaxAge: boolean,
): void {
  const age = ageAtStart(cookie.file, property.value);
  if (age === undefined) return;
  const why = 'replace cookie.expires with maxAge';
  const message = `Replaced cookie.expires, which is computed once at startup. ${fixedCookieExpires.why} maxAge is relative to each request.`;
  draft.note('expires-to-max-age', message, { file: cookie.file, node: property });
  if (hasMaxAge) {
    draft.removeProperty(cookie, property, why);
    return;
  }
  renameProperty(draft, cookie.file, property, 'maxAge', why);
  draft.replaceNode(cookie.file, property.value, textOf(cookie.file, age), why);
}

/** Corrects a cookie.expires computed at startup, unless a later maxAge overrides it. */
export const correctCookieExpires: Edit<SessionFact> = {
  targets: (_project, { sessions }) => sessions.filter(({ store }) => store?.package === 'connect-mongo'),
  write: correctComputedExpires,
};

function correctComputedExpires(draft: Draft, session: SessionFact): void {
  const cookie = cookieOf(session.options);
  const expires = optionOf(cookie, 'expires');
  if (!cookie || !expires || fixedCookieExpires.check({ sessions: [session] }).length === 0) return;
  correctExpires(draft, cookie, expires.node, propertyOf(cookie.node, 'maxAge') !== undefined);
}
