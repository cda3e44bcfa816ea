import type * as t from '@babel/types';
import { cookieOf } from '../../inspect/sessions/cookie-options.ts';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { endOf, propertyOf, startOf, unwrap } from '../../inspect/syntax/ast.ts';
import { factors } from '../../inspect/syntax/number-value.ts';
import type { Edit, ObjectPlace } from '../change.ts';
import { type Draft, draftChange } from '../draft.ts';
import { renameProperty } from '../source/object-literals.ts';

/** Replaces a cookie.expires that is computed once, at startup, with maxAge. */
export function correctExpires(
  draft: Draft,
  cookie: ObjectPlace,
  property: t.ObjectProperty,
  hasMaxAge: boolean,
): void {
  const age = ageText(cookie.file.text, property.value);
  if (age === undefined) return;
  const why = 'replace cookie.expires with maxAge';
  draft.note(
    'expires-to-max-age',
    'Replaced cookie.expires, which is computed once at startup: after that date, every session would expire at once. maxAge is relative to each request.',
    { file: cookie.file, node: property },
  );
  if (hasMaxAge) {
    draft.removeProperty(cookie, property, why);
    return;
  }
  renameProperty(draft, cookie.file, property, 'maxAge', why);
  draft.replaceNode(cookie.file, property.value, age, why);
}

/** Corrects a cookie.expires computed at startup, unless a later maxAge overrides it. */
export const correctCookieExpires: Edit<SessionFact> = {
  id: 'correct-cookie-expires',
  targets: (_project, { sessions }) => sessions.filter(({ store }) => store?.package === 'connect-mongo'),
  plan: (project, decisions, session) =>
    draftChange(project, decisions, (draft) => correctComputedExpires(draft, session)),
};

function correctComputedExpires(draft: Draft, { options }: SessionFact): void {
  const place = cookieOf(options);
  if (!place) return;
  const expires = propertyOf(place.node, 'expires');
  const maxAge = propertyOf(place.node, 'maxAge');
  if (expires?.type !== 'ObjectProperty' || factors(expires.value)) return;
  if (!maxAge || startOf(maxAge) < startOf(expires)) correctExpires(draft, place, expires, maxAge !== undefined);
}

/** The source of the age in `Date.now() + age` and `new Date(Date.now() + age)`, or of a numeric age. */
function ageText(text: string, value: t.Node): string | undefined {
  const inner = unwrap(value);
  if (
    inner.type === 'NewExpression' &&
    inner.callee.type === 'Identifier' &&
    inner.callee.name === 'Date' &&
    inner.arguments[0]
  )
    return ageText(text, inner.arguments[0]);
  if (inner.type === 'BinaryExpression' && inner.operator === '+') {
    const left = text.slice(startOf(inner.left), endOf(inner.left));
    return /^(Date\.now\(\)|new Date\(\)\.getTime\(\)|\+?new Date\(\))$/.test(left)
      ? text.slice(startOf(inner.right), endOf(inner.right))
      : undefined;
  }
  return factors(inner) ? text.slice(startOf(inner), endOf(inner)) : undefined;
}
