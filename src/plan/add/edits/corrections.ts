import type * as t from '@babel/types';
import { endOf, isMember, keyName, propertyOf, stringValue, unwrap } from '../../../inspect/ast.ts';
import type { SessionFact } from '../../../inspect/facts.ts';
import { textOf } from '../../../inspect/source.ts';
import { isProcessEnv } from '../../../inspect/values.ts';
import { millisecondsSource } from '../../../questions/durations.ts';
import { addProperty, type ObjectPlace } from '../objects.ts';
import { secretExpression } from '../render.ts';
import { note, type Work } from '../work.ts';
import { cookieOf, correctExpires, factors, product } from './expires.ts';

const RESAVE =
  'resave writes every session back on every request: two requests at once lose what the other one stored, and a session that was ended can come back.';

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
  correctFlag(
    work,
    options,
    'saveUninitialized',
    'save-uninitialized-off',
    'With true, every visitor, crawler and health check leaves an empty session in the database.',
  );
}

function correctSecret(work: Work, options: ObjectPlace, keepsUsers: boolean): void {
  const property = propertyOf(options.node, 'secret');
  const { file } = options;
  if (!property) {
    addProperty(work.edits, options, `secret: ${secretExpression(work, file)}`, 'the secret from the environment');
    note(work, 'secret-added', `express-session needs a secret: it is read from ${work.answers.secretEnv}.`, {
      file,
      node: options.node,
    });
    return;
  }
  if (property.type !== 'ObjectProperty') return;
  const literal = literalNode(property.value, file);
  if (!literal) return;
  if (keepsUsers) {
    const message = `The secret stands in the source. Move it to ${work.answers.secretEnv} with the same value: another one would log everybody out.`;
    note(work, 'secret-literal', message, { file, node: property }, 'warning');
    return;
  }
  if (isFallback(work)) {
    const message = `The secret stands in the source, for when ${work.answers.secretEnv} is not set. Set it everywhere: with this one, everybody with the code can sign cookies.`;
    note(work, 'secret-literal', message, { file, node: property }, 'warning');
    return;
  }
  const text = stringValue(literal) ?? '';
  const uses = work.facts.files.flatMap((other) => occurrences(other.text, text)).length;
  if (uses > 1) {
    note(
      work,
      'secret-literal-shared',
      'The secret stands in the source, more than once: move all places to one variable together.',
      { file, node: property },
      'warning',
    );
    return;
  }
  work.edits.replaceNode(file, literal, secretExpression(work, file), 'the secret from the environment');
  note(
    work,
    'secret-moved',
    `The secret was in the source, where everybody with the code can sign cookies. It is now read from ${work.answers.secretEnv}, with a new value.`,
    { file, node: property },
  );
}

/** One of several sessions is there for when the variable is not: the code asks whether it is set. */
function isFallback({ facts, answers }: Work): boolean {
  if (facts.sessions.length < 2) return false;
  return facts.environment.reads.some(({ name, file, node }) => {
    if (name !== answers.secretEnv) return false;
    let at: t.Node = node;
    let parent = file.index.parents.get(at);
    while (parent && /^(Logical|Unary|Binary|Parenthesized)Expression$/.test(parent.type)) {
      at = parent;
      parent = file.index.parents.get(at);
    }
    return (parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression') && parent.test === at;
  });
}

/** The literal itself, or the one that a constant of this file holds for this use alone. */
function literalNode(value: t.Node, file: ObjectPlace['file']): t.Node | undefined {
  const inner = unwrap(value);
  if (stringValue(inner) !== undefined) return inner;
  if (inner.type !== 'Identifier') return undefined;
  const binding = file.index.resolve(inner);
  const literal = binding?.kind === 'const' && binding.path.length === 0 ? binding.init : undefined;
  return literal && stringValue(literal) !== undefined ? literal : undefined;
}

function occurrences(text: string, word: string): string[] {
  return text.split(/(['"`])/).filter((part) => part === word && word !== '');
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

/** Seconds, to everybody but Express: `3600`, `86400`, `60 * 60 * 24`; a factor of 1000 shows milliseconds. */
function isSeconds(list: number[]): boolean {
  const total = product(list);
  if (total < 60 || total > 40_000_000 || list.some((factor) => factor >= 1000 && list.length > 1)) return false;
  return list.length > 1 ? total % 60 === 0 : total % 3600 === 0 && total % 1000 !== 0;
}
