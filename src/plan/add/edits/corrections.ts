import type * as t from '@babel/types';
import { endOf, isMember, keyName, propertyOf, stringValue, unwrap } from '../../../inspect/ast.ts';
import type { SessionFact } from '../../../inspect/facts.ts';
import { textOf } from '../../../inspect/source.ts';
import { isProcessEnv } from '../../../inspect/values.ts';
import { millisecondsSource } from '../../../questions/durations.ts';
import { addProperty, type ObjectPlace } from '../objects.ts';
import { note, type Work } from '../work.ts';
import { cookieOf, correctExpires, factors, isSeconds, product } from './expires.ts';
import { correctSecret, warnOfSecret } from './secrets.ts';

const RESAVE =
  'resave writes every session back on every request: two requests at once lose what the other one stored, and a session that was ended can come back.';

const UNINITIALIZED = 'With true, every visitor, crawler and health check leaves an empty session in the database.';

/**
 * Corrects what is wrong in the options of a session that gets a new store; each correction is a note.
 * @param keepsUsers its sessions live on, so its secret has to stay the same
 */
export function correctOptions(work: Work, session: SessionFact, keepsUsers = false): void {
  const { options } = session;
  if (!options) return;
  // What is spread or merged in may hold any option: only what stands in the literal can be judged.
  const stands = (name: string): boolean =>
    session.shape !== 'computed' || propertyOf(options.node, name) !== undefined;
  if (stands('resave')) correctFlag(work, options, 'resave', 'resave-off', RESAVE);
  if (stands('saveUninitialized')) correctUninitialized(work, options);
  if (stands('secret')) correctSecret(work, options, keepsUsers);
  const cookie = cookieOf(options);
  if (cookie) correctCookie(work, cookie);
  else if (
    stands('cookie') &&
    !propertyOf(options.node, 'cookie') &&
    isAsked(work, 'maxAge') &&
    work.answers.maxAgeMs !== undefined
  ) {
    addProperty(
      work.edits,
      options,
      `cookie: { maxAge: ${millisecondsSource(work.answers.maxAgeMs)} }`,
      'the session lives as long as you said',
    );
  }
}

/** What the options of a session that stays as it is do to the database and to its users. */
export function warnOfOptions(work: Work, { options }: SessionFact): void {
  if (!options) return;
  const warn = (name: string, code: string, message: string): void => {
    const property = propertyOf(options.node, name);
    if (property?.type === 'ObjectProperty' && isTruthy(property.value))
      note(work, code, message, { file: options.file, node: property }, 'warning');
  };
  warn('resave', 'resave', `resave is true. ${RESAVE} Make it false.`);
  if (!work.facts.readsSessionId)
    warn('saveUninitialized', 'save-uninitialized', `saveUninitialized is true. ${UNINITIALIZED} Make it false.`);
  const secret = propertyOf(options.node, 'secret');
  if (secret) warnOfSecret(work, options, secret);
}

function isAsked(work: Work, id: keyof Work['answers']['sources']): boolean {
  const from = work.answers.sources[id]?.from;
  return from === 'flag' || from === 'prompt';
}

function correctFlag(work: Work, options: ObjectPlace, name: string, code: string, reason: string): void {
  const property = propertyOf(options.node, name);
  if (!property) addProperty(work.edits, options, `${name}: false`, `${name}: false`);
  else if (property.type === 'ObjectProperty' && isTruthy(property.value)) {
    work.edits.replaceNode(options.file, property.value, 'false', `${name}: false`);
  } else return;
  note(work, code, `${name} is now false. ${reason}`, { file: options.file, node: property ?? options.node });
}

/** `true`, and what counts as true: 'true', and 'false' in quotes as well. */
function isTruthy(node: t.Node): boolean {
  const value = unwrap(node);
  if (value.type === 'BooleanLiteral' || value.type === 'NumericLiteral') return Boolean(value.value);
  return Boolean(stringValue(value));
}

function correctUninitialized(work: Work, options: ObjectPlace): void {
  if (work.facts.readsSessionId) {
    const property = propertyOf(options.node, 'saveUninitialized');
    note(
      work,
      'save-uninitialized-kept',
      'The code reads the session id, so saveUninitialized stays as it was: false would give a visitor a new id on every request until something is stored.',
      { file: options.file, node: property ?? options.node },
    );
    return;
  }
  correctFlag(work, options, 'saveUninitialized', 'save-uninitialized-off', UNINITIALIZED);
}

function correctCookie(work: Work, cookie: ObjectPlace): void {
  const expires = propertyOf(cookie.node, 'expires');
  const maxAge = propertyOf(cookie.node, 'maxAge');
  if (expires?.type === 'ObjectProperty') correctExpires(work, cookie, expires, maxAge !== undefined);
  if (maxAge?.type === 'ObjectProperty') correctMaxAge(work, cookie, maxAge);
  else if (!expires && isAsked(work, 'maxAge') && work.answers.maxAgeMs !== undefined) {
    addProperty(
      work.edits,
      cookie,
      `maxAge: ${millisecondsSource(work.answers.maxAgeMs)}`,
      'the session lives as long as you said',
    );
  }
}

function correctMaxAge(work: Work, cookie: ObjectPlace, property: t.ObjectProperty): void {
  const { file } = cookie;
  const value = unwrap(property.value);
  if (isAsked(work, 'maxAge') && work.answers.maxAgeMs !== undefined) {
    work.edits.replaceNode(
      file,
      property.value,
      millisecondsSource(work.answers.maxAgeMs),
      'the session lives as long as you said',
    );
    return;
  }
  if (isMember(value) && isProcessEnv(value.object) && keyName(value) !== undefined) {
    work.edits.replaceNode(file, property.value, `Number(${textOf(file, value)})`, 'maxAge as a number');
    note(
      work,
      'max-age-number',
      'cookie.maxAge came from the environment as a string, which ends the process on the first session. It is now a number.',
      { file, node: property },
    );
    return;
  }
  const list = factors(value);
  if (!list || !isSeconds(list)) return;
  work.edits.insert(file, endOf(property.value), ' * 1000', 'maxAge in milliseconds');
  const total = product(list);
  note(
    work,
    'max-age-milliseconds',
    `cookie.maxAge counts in milliseconds: ${total} was ${total / 1000} seconds. It is now ${total} seconds.`,
    { file, node: property },
  );
}
