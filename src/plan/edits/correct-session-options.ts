import type * as t from '@babel/types';
import { isMemoryStore } from '../../inspect/sessions/live-sessions.ts';
import { cookieOf } from '../../inspect/sessions/options.ts';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { endOf, isTruthyLiteral, propertyOf, unwrap } from '../../inspect/syntax/ast.ts';
import { factors, isSeconds, product } from '../../inspect/syntax/number-value.ts';
import { textOf } from '../../inspect/syntax/source-file.ts';
import { millisecondsSource } from '../../questions/durations.ts';
import { isVariable, maxAgeNumber } from '../../rules/max-age-number.ts';
import { resave } from '../../rules/resave.ts';
import { saveUninitialized } from '../../rules/save-uninitialized.ts';
import type { Edit, ObjectPlace } from '../change.ts';
import { type Draft, draftChange } from '../draft.ts';
import { noteFindings } from '../note-findings.ts';
import { correctExpires } from './correct-cookie-expires.ts';
import { correctSecret, warnOfSecret } from './move-secret.ts';
import { SAME_DOCUMENTS } from './replace-store.ts';

/** Corrects what is wrong in the options of a session that gets a new store; each correction is a note. */
export const correctSessionOptions: Edit<SessionFact> = {
  id: 'correct-session-options',
  targets: (_project, { sessions, answers }) =>
    sessions.filter(
      ({ store }) => !store || isMemoryStore(store) || (store.package !== 'connect-mongo' && !answers.keepSessions),
    ),
  plan: (project, decisions, session) =>
    draftChange(project, decisions, (draft) =>
      correctOptions(draft, session, session.store?.package === SAME_DOCUMENTS),
    ),
};

/** Says what the options of a session that keeps its connect-mongo store do to the database and to its users. */
export const warnOfSessionOptions: Edit<SessionFact> = {
  id: 'warn-of-session-options',
  targets: (_project, { sessions, migration }) =>
    migration !== 'none' ? sessions.filter(({ store }) => store?.package === 'connect-mongo') : [],
  plan: (project, decisions, session) => draftChange(project, decisions, (draft) => warnOfOptions(draft, session)),
};

/** @param keepsUsers its sessions live on, so its secret has to stay the same */
function correctOptions(draft: Draft, session: SessionFact, keepsUsers: boolean): void {
  const { options } = session;
  if (!options) return;
  // What is spread or merged in may hold any option: only what stands in the literal can be judged.
  const stands = (name: string): boolean =>
    session.shape !== 'computed' || propertyOf(options.node, name) !== undefined;
  if (stands('resave')) correctFlag(draft, options, 'resave', 'resave-off', resave.why);
  if (stands('saveUninitialized')) correctUninitialized(draft, options);
  if (stands('secret')) correctSecret(draft, session, options, keepsUsers);
  const cookie = cookieOf(options);
  if (cookie) correctCookie(draft, cookie);
  else if (
    stands('cookie') &&
    !propertyOf(options.node, 'cookie') &&
    isAsked(draft, 'maxAge') &&
    draft.answers.maxAgeMs !== undefined
  ) {
    draft.addProperty(
      options,
      `cookie: { maxAge: ${millisecondsSource(draft.answers.maxAgeMs)} }`,
      'the session lives as long as you said',
    );
  }
}

function warnOfOptions(draft: Draft, session: SessionFact): void {
  const facts = { ...draft.project, sessions: [session] };
  noteFindings(draft, resave, resave.check(facts));
  noteFindings(draft, saveUninitialized, saveUninitialized.check(facts));
  warnOfSecret(draft, session);
}

function isAsked(draft: Draft, id: keyof Draft['answers']['sources']): boolean {
  const from = draft.answers.sources[id]?.from;
  return from === 'flag' || from === 'prompt';
}

function correctFlag(draft: Draft, options: ObjectPlace, name: string, code: string, reason: string): void {
  const property = propertyOf(options.node, name);
  if (!property) draft.addProperty(options, `${name}: false`, `${name}: false`);
  else if (property.type === 'ObjectProperty' && isTruthyLiteral(property.value)) {
    draft.replaceNode(options.file, property.value, 'false', `${name}: false`);
  } else return;
  draft.note(code, `${name} is now false. ${reason}`, { file: options.file, node: property ?? options.node });
}

function correctUninitialized(draft: Draft, options: ObjectPlace): void {
  if (draft.project.readsSessionId) {
    const property = propertyOf(options.node, 'saveUninitialized');
    draft.note(
      'save-uninitialized-kept',
      'The code reads the session id, so saveUninitialized stays as it was: false would give a visitor a new id on every request until something is stored.',
      { file: options.file, node: property ?? options.node },
    );
    return;
  }
  correctFlag(draft, options, 'saveUninitialized', 'save-uninitialized-off', saveUninitialized.why);
}

function correctCookie(draft: Draft, cookie: ObjectPlace): void {
  const expires = propertyOf(cookie.node, 'expires');
  const maxAge = propertyOf(cookie.node, 'maxAge');
  if (expires?.type === 'ObjectProperty') correctExpires(draft, cookie, expires, maxAge !== undefined);
  if (maxAge?.type === 'ObjectProperty') correctMaxAge(draft, cookie, maxAge);
  else if (!expires && isAsked(draft, 'maxAge') && draft.answers.maxAgeMs !== undefined) {
    draft.addProperty(
      cookie,
      `maxAge: ${millisecondsSource(draft.answers.maxAgeMs)}`,
      'the session lives as long as you said',
    );
  }
}

function correctMaxAge(draft: Draft, cookie: ObjectPlace, property: t.ObjectProperty): void {
  const { file } = cookie;
  const value = unwrap(property.value);
  if (isAsked(draft, 'maxAge') && draft.answers.maxAgeMs !== undefined) {
    draft.replaceNode(
      file,
      property.value,
      millisecondsSource(draft.answers.maxAgeMs),
      'the session lives as long as you said',
    );
    return;
  }
  if (isVariable(value)) {
    draft.replaceNode(file, property.value, `Number(${textOf(file, value)})`, 'maxAge as a number');
    draft.note('max-age-number', `cookie.maxAge came from the environment. ${maxAgeNumber.why} It is now a number.`, {
      file,
      node: property,
    });
    return;
  }
  const list = factors(value);
  if (!list || !isSeconds(list)) return;
  draft.insert(file, endOf(property.value), ' * 1000', 'maxAge in milliseconds');
  const total = product(list);
  draft.note(
    'max-age-milliseconds',
    `cookie.maxAge counts in milliseconds: ${total} was ${total / 1000} seconds. It is now ${total} seconds.`,
    { file, node: property },
  );
}
