import type * as t from '@babel/types';
import { cookieOf } from '../../inspect/sessions/cookie-options.ts';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { endOf, propertyOf, startOf, unwrap } from '../../inspect/syntax/ast.ts';
import { factors } from '../../inspect/syntax/number-value.ts';
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
  const age = ageText(cookie.file.text, property.value);
  if (age === undefined) return;
  const why = 'maxAge instead of a date that is fixed at start';
  draft.note(
    'expires-to-max-age',
    'cookie.expires is worked out once, when the app starts: after that time no login would last. maxAge counts from each request.',
    { file: cookie.file, node: property },
  );
  if (hasMaxAge) {
    draft.removeProperty(cookie, property, why);
    return;
  }
  renameProperty(draft, cookie.file, property, 'maxAge', why);
  draft.replaceNode(cookie.file, property.value, age, why);
}

/** A date in the cookie that is worked out at start, where the age does not overrule it: wrong with any store. */
export const correctCookieExpires: Edit<SessionFact> = {
  id: 'correct-cookie-expires',
  targets: (_project, { sessions }) => sessions.filter(({ store }) => store?.package === 'connect-mongo'),
  plan: (project, decisions, session) => draftChange(project, decisions, (draft) => correctFixedDate(draft, session)),
};

function correctFixedDate(draft: Draft, { options }: SessionFact): void {
  const place = cookieOf(options);
  if (!place) return;
  const expires = propertyOf(place.node, 'expires');
  const maxAge = propertyOf(place.node, 'maxAge');
  if (expires?.type !== 'ObjectProperty' || factors(expires.value)) return;
  if (!maxAge || startOf(maxAge) < startOf(expires)) correctExpires(draft, place, expires, maxAge !== undefined);
}

/** The age in `Date.now() + age` and `new Date(Date.now() + age)`, or a number that stands for one. */
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
