import type * as t from '@babel/types';
import { envNameIn } from '../../inspect/program/value.ts';
import { isMemoryStore, SAME_DOCUMENTS } from '../../inspect/sessions/live-sessions.ts';
import { cookieOf, optionOf } from '../../inspect/sessions/options.ts';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { endOf, isTruthyLiteral, propertyOf, unwrap } from '../../inspect/syntax/ast.ts';
import { factors, isSeconds, product } from '../../inspect/syntax/number-value.ts';
import { textOf } from '../../inspect/syntax/source-file.ts';
import { millisecondsSource } from '../../questions/durations.ts';
import { cookieReplaced, lostOptions } from '../../rules/cookie-replaced.ts';
import { generatedSecret } from '../../rules/generated-secret.ts';
import { maxAgeMilliseconds } from '../../rules/max-age-milliseconds.ts';
import { maxAgeNumber } from '../../rules/max-age-number.ts';
import { resave } from '../../rules/resave.ts';
import { saveUninitialized } from '../../rules/save-uninitialized.ts';
import type { ObjectPlace } from '../change.ts';
import type { Draft, Edit } from '../draft.ts';
import { noteFindings } from '../note-findings.ts';
import { correctExpires } from './correct-cookie-expires.ts';
import { correctSecret, warnOfSecret } from './move-secret.ts';

/** Corrects harmful options of a session that gets a new store; adds a note about each correction. */
export const correctSessionOptions: Edit<SessionFact> = {
  targets: (_project, { sessions, answers }) =>
    sessions.filter(
      ({ store }) => !store || isMemoryStore(store) || (store.package !== 'connect-mongo' && !answers.keepSessions),
    ),
  write: (draft, session) => correctOptions(draft, session, session.store?.package === SAME_DOCUMENTS),
};

/** Warns about harmful options of a session that keeps its connect-mongo store. */
export const warnOfSessionOptions: Edit<SessionFact> = {
  targets: (_project, { sessions, migration }) =>
    migration !== 'none' ? sessions.filter(({ store }) => store?.package === 'connect-mongo') : [],
  write: warnOfOptions,
};

/** @param keepsSessions existing sessions stay valid, so the secret must not change */
function correctOptions(draft: Draft, session: SessionFact, keepsSessions: boolean): void {
  const { options } = session;
  if (!options) return;
  // A spread or merged object may set any option: only options in the literal can be checked.
  const isVisible = (name: string): boolean =>
    session.shape !== 'computed' || propertyOf(options.node, name) !== undefined;
  if (isVisible('resave')) correctFlag(draft, options, 'resave', 'resave-off', resave.why);
  if (isVisible('saveUninitialized')) correctUninitialized(draft, options);
  if (isVisible('secret')) correctSecret(draft, session, options, keepsSessions);
  const cookie = cookieOf(options);
  // Set where the user gave it: existing sessions keep their age otherwise.
  const { maxAgeMs } = draft.answers;
  if (maxAgeMs !== undefined && !optionOf(cookie, 'maxAge'))
    noteFindings(draft, cookieReplaced, lostOptions(options, ['maxAge']));
  if (cookie) correctCookie(draft, cookie);
  else if (isVisible('cookie') && !propertyOf(options.node, 'cookie') && maxAgeMs !== undefined)
    draft.addProperty(options, `cookie: { maxAge: ${millisecondsSource(maxAgeMs)} }`, 'set cookie.maxAge');
}

function warnOfOptions(draft: Draft, session: SessionFact): void {
  const facts = { ...draft.project, sessions: [session] };
  for (const rule of [resave, saveUninitialized, maxAgeNumber, maxAgeMilliseconds, generatedSecret])
    noteFindings(draft, rule, rule.check(facts));
  warnOfSecret(draft, session);
}

/** Sets an option to false, and says why. */
export function correctFlag(draft: Draft, options: ObjectPlace, name: string, code: string, reason: string): void {
  const property = propertyOf(options.node, name);
  if (!property) draft.addProperty(options, `${name}: false`, `set ${name} to false`);
  else if (property.type === 'ObjectProperty' && isTruthyLiteral(property.value)) {
    draft.replaceNode(options.file, property.value, 'false', `set ${name} to false`);
  } else return;
  draft.note(code, `Set ${name} to false. ${reason}`, { file: options.file, node: property ?? options.node });
}

function correctUninitialized(draft: Draft, options: ObjectPlace): void {
  const property = propertyOf(options.node, 'saveUninitialized');
  const isOn = property?.type !== 'ObjectProperty' || isTruthyLiteral(property.value);
  if (draft.project.readsSessionId && isOn) {
    const message =
      'Kept saveUninitialized, as the code reads the session ID: with false, a visitor would get a new ID on every request until something is stored in the session.';
    draft.note('save-uninitialized-kept', message, { file: options.file, node: property ?? options.node });
    return;
  }
  correctFlag(draft, options, 'saveUninitialized', 'save-uninitialized-off', saveUninitialized.why);
}

function correctCookie(draft: Draft, cookie: ObjectPlace): void {
  const expires = propertyOf(cookie.node, 'expires');
  const maxAge = propertyOf(cookie.node, 'maxAge');
  if (expires?.type === 'ObjectProperty') correctExpires(draft, cookie, expires, maxAge !== undefined);
  if (maxAge?.type === 'ObjectProperty') correctMaxAge(draft, cookie, maxAge);
  else if (!expires && draft.answers.maxAgeMs !== undefined)
    draft.addProperty(cookie, `maxAge: ${millisecondsSource(draft.answers.maxAgeMs)}`, 'set cookie.maxAge');
}

/** Converts an age from the environment to a number, and one in seconds to milliseconds. */
export function correctMaxAge(draft: Draft, cookie: ObjectPlace, property: t.ObjectProperty): void {
  const { file } = cookie;
  const value = unwrap(property.value);
  if (draft.answers.maxAgeMs !== undefined) {
    draft.replaceNode(file, property.value, millisecondsSource(draft.answers.maxAgeMs), 'set cookie.maxAge');
    return;
  }
  if (envNameIn(file, value) !== undefined) {
    draft.replaceNode(file, property.value, `Number(${textOf(file, value)})`, 'convert cookie.maxAge to a number');
    draft.note('max-age-number', `Converted cookie.maxAge from the environment to a number. ${maxAgeNumber.why}`, {
      file,
      node: property,
    });
    return;
  }
  const list = factors(file.index.initializerOf(value));
  if (!list || !isSeconds(list)) return;
  const why = 'convert cookie.maxAge to milliseconds';
  if (property.shorthand) draft.replaceNode(file, property.value, `${textOf(file, value)} * 1000`, why);
  else draft.insert(file, endOf(property.value), ' * 1000', why);
  const total = product(list);
  const message = `Multiplied cookie.maxAge by 1000. It is in milliseconds, so ${total} was only ${total / 1000} seconds; it is now ${total} seconds.`;
  draft.note('max-age-milliseconds', message, { file, node: property });
}
