import type * as t from '@babel/types';
import { envNameIn } from '../../inspect/program/value.ts';
import type { CookieSessionFact } from '../../inspect/sessions/cookie-sessions.ts';
import { COOKIE_OPTIONS } from '../../inspect/sessions/options.ts';
import {
  contains,
  endOf,
  isMember,
  keyName,
  propertyOf,
  startOf,
  stringValue,
  unwrap,
} from '../../inspect/syntax/ast.ts';
import { type Place, type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import type { ObjectPlace, RemovedCode } from '../change.ts';
import type { Draft, Edit } from '../draft.ts';
import { refusedAt } from '../refusal.ts';
import { importName, SESSION } from '../source/imports.ts';
import { callText, withTabs } from '../source/layout.ts';
import { afterLine, indentAt } from '../source/lines.ts';
import { renameProperty } from '../source/object-literals.ts';
import { secretExpression } from '../wiring/secret-expression.ts';
import { storeExpression } from '../wiring/store-expression.ts';
import { storeProperty } from '../wiring/test-guard.ts';
import { movableSecret } from './move-secret.ts';

const WHY = 'store sessions in MongoDB';

/** Options without an equivalent: express-session always signs the session ID and always overwrites the cookie. */
const REMOVED_OPTIONS = /^(signed|overwrite)$/;

/**
 * Turns `cookieSession({...})` into `session({...})` with a store.
 * Refused unless requested, or where the app depends on features of cookie-session alone.
 */
export const replaceCookieSession: Edit<CookieSessionFact> = {
  targets: ({ cookieSession }, { sessions }) => (cookieSession && sessions.length === 0 ? [cookieSession] : []),
  write: replace,
};

/** The code that is removed with cookie-session. */
export function removedCookieSession({ file, node }: CookieSessionFact): RemovedCode {
  return { file, nodes: [node.callee], reused: [], package: 'cookie-session' };
}

function replace(draft: Draft, session: CookieSessionFact): void {
  if (!draft.answers.replaceStore) {
    const hint = 'To replace it, pass --store mongo.';
    throw refusal('cookie-session', 'Replacing it logs everyone out, so it is done only on request.', session, hint);
  }
  if (draft.answers.keepSessions) {
    const why = 'Sessions in cookies cannot be moved, as they are stored in the browsers. Omit --keep-sessions.';
    throw refusal('cookie-session', why, session);
  }
  const others = draft.project.rivalSessions.filter(
    ({ library, node }) => library === 'cookie-session' && node !== session.node,
  );
  if (others[0])
    throw refusedAt(
      'This app calls cookieSession() more than once.',
      'several-cookie-sessions',
      'This call has to become the same session as the other one. Keep the result of one call in a variable, use that in both places, then run this command again.',
      others[0],
      { paste: 'nothing' },
    );
  const { file, node, options } = session;
  if (!options || session.shape !== 'literal' || options.file !== file)
    throw refusal(
      'computed-options',
      'The options of cookieSession() cannot be determined from the source code.',
      session,
    );
  const signed = propertyOf(options.node, 'signed');
  if (signed?.type === 'ObjectProperty' && !(signed.value.type === 'BooleanLiteral' && signed.value.value)) {
    const why =
      'With signed: false, other programs can read the session from the cookie, which they cannot when it is stored in MongoDB.';
    throw refusal('cookie-readable', why, { file, node: signed });
  }
  const [unlike] = session.incompatibleUses;
  if (unlike) {
    const fix = /session$/.test(textOf(unlike.file, unlike.node)) ? 'Set its properties one by one' : 'Remove this use';
    const why = `${textOf(unlike.file, unlike.node)} works only with cookie-session. ${fix}, then run this command again.`;
    throw refusal('cookie-session-api', why, unlike);
  }
  draft.removesUseOf(removedCookieSession(session));
  draft.replaceNode(file, node.callee, importName(draft, file, SESSION, WHY), WHY);
  moveOptions(draft, { file, node: options.node }, session.setsNull);
  if (file.typescript && session.usesProperties) declareSessionData(draft, file);
  const message =
    'Replaced cookie-session. Sessions were stored in the cookie, where users could read them and restore them after a sign-out; they are now stored in MongoDB. Everyone has to sign in again once.';
  draft.warn('cookie-session-replaced', message, session);
}

function moveOptions(draft: Draft, place: ObjectPlace, cleared: boolean): void {
  const { file, node } = place;
  const { quote } = file.style;
  const added = ['resave: false', 'saveUninitialized: false'];
  if (cleared) {
    added.push(`unset: ${quote}destroy${quote}`);
    const message = "Added unset: 'destroy', so that req.session = null deletes the session from the database.";
    draft.note('unset-destroy', message, place);
  }
  const age = propertyOf(node, 'maxAge');
  if (age?.type === 'ObjectProperty' && envNameIn(file, age.value) === undefined && mayBeString(file, age.value))
    draft.warn('max-age-number', UNKNOWN_AGE, { file, node: age });
  const secret = propertyOf(node, 'keys') ?? propertyOf(node, 'secret');
  // Everyone has to sign in again anyway, so the secret may change.
  const literal = secret && movableSecret(draft, file, secret);
  const moved = literal && secretExpression(draft, file);
  if (literal && moved !== undefined) draft.replaceNode(file, literal, moved, WHY);
  added.push(storeProperty(draft, file, withTabs(file, storeExpression(draft, { file, node }, ''))));
  if (textOf(file, node).includes('\n')) spliceOptions(draft, place, added);
  else {
    const others = node.properties.filter((one) => !isNamed(one, COOKIE_OPTIONS) && !isNamed(one, REMOVED_OPTIONS));
    const own = others.map((one) =>
      one === secret && literal && contains(node, literal) ? `secret: ${moved}` : sessionOptionText(file, one),
    );
    const properties = [...own, ...cookieText(place), ...added];
    const text = callText(file, '', properties, indentAt(file.text, startOf(node)), true);
    draft.replaceNode(file, node, text.slice(1, -1), WHY);
  }
}

/** Edits a multi-line literal property by property, to preserve lines and comments. */
function spliceOptions(draft: Draft, place: ObjectPlace, added: string[]): void {
  const { file, node } = place;
  const keys = propertyOf(node, 'keys');
  if (keys?.type === 'ObjectProperty') {
    renameProperty(draft, file, keys, 'secret', WHY);
    const key = onlyKey(file, keys.value);
    draft.remove(file, startOf(keys.value), startOf(key), WHY);
    draft.remove(file, endOf(key), endOf(keys.value), WHY);
  }
  for (const one of node.properties) draft.insert(file, endOf(one), asString(file, one), WHY);
  const cookie = node.properties.filter((one) => isNamed(one, COOKIE_OPTIONS));
  const last = cookie.at(-1);
  for (const one of node.properties)
    if (isNamed(one, REMOVED_OPTIONS) || (isNamed(one, COOKIE_OPTIONS) && one !== last))
      draft.removeProperty(place, one, WHY);
  if (last) draft.replaceNode(file, last, cookieText(place).join(''), WHY);
  for (const property of added) draft.addProperty(place, property, WHY);
}

/** The only element of a list of keys on one line, which express-session takes without the list; else the list itself. */
function onlyKey(file: SourceFile, keys: t.Node): t.Node {
  const [key, ...others] = keys.type === 'ArrayExpression' && !textOf(file, keys).includes('\n') ? keys.elements : [];
  return key && others.length === 0 && key.type !== 'SpreadElement' && stringValue(key) === undefined ? key : keys;
}

type Property = t.ObjectExpression['properties'][number];

function isNamed(property: Property, names: RegExp): boolean {
  return property.type !== 'SpreadElement' && names.test(keyName(property) ?? '');
}

function sessionOptionText(file: SourceFile, property: Property): string {
  const text = textOf(file, property);
  return property.type === 'ObjectProperty' && keyName(property) === 'keys'
    ? `secret: ${textOf(file, onlyKey(file, property.value))}`
    : text + asString(file, property);
}

/**
 * A type assertion for a secret from the environment: the types of express-session, unlike those of cookie-session,
 * reject undefined.
 */
function asString(file: SourceFile, property: Property): string {
  const read = /^secret: process\.env\.\w+$/.test(textOf(file, property));
  return file.typescript && read ? ' as string' : '';
}

/** The cookie options as one `cookie` property; empty when there are none. */
function cookieText({ file, node }: ObjectPlace): string[] {
  const cookie = node.properties
    .filter((one) => isNamed(one, COOKIE_OPTIONS))
    .map((one) => (isVariableAge(file, one) ? `maxAge: Number(${textOf(file, one.value)})` : textOf(file, one)));
  return cookie.length === 0 ? [] : [`cookie: { ${cookie.join(', ')} }`];
}

/** cookie-session accepts a string as maxAge; express-session ends the process. */
function isVariableAge(file: SourceFile, property: Property): property is t.ObjectProperty {
  return (
    property.type === 'ObjectProperty' &&
    keyName(property) === 'maxAge' &&
    envNameIn(file, property.value) !== undefined
  );
}

const UNKNOWN_AGE =
  'cookie-session accepts a string as maxAge; express-session throws a TypeError. If this value may be a string, convert it with Number().';

/** Whether an expression is read from an object or a parameter, so that its type is unknown. */
function mayBeString(file: SourceFile, value: t.Node): boolean {
  const node = unwrap(value);
  if (node.type !== 'Identifier') return isMember(node);
  const binding = file.index.resolve(node);
  return binding?.init === undefined || binding.path.length > 0 || mayBeString(file, binding.init);
}

/** Declares session properties of any type, which cookie-session allows and express-session does not. */
function declareSessionData(draft: Draft, file: SourceFile): void {
  const { eol, indent, quote } = file.style;
  const last = file.program.body.findLast(({ type }) => type === 'ImportDeclaration');
  if (!last) return;
  const lines = [
    '',
    `declare module ${quote}express-session${quote} {`,
    `${indent}interface SessionData {`,
    `${indent}${indent}// As with cookie-session, any property is allowed. Declare yours here for type checking.`,
    `${indent}${indent}[name: string]: any${file.style.semicolons ? ';' : ''}`,
    `${indent}}`,
    '}',
  ];
  draft.insert(file, afterLine(file.text, endOf(last)), eol + lines.join(eol), WHY, 'last');
}

function refusal(code: string, message: string, { file, node }: Place, hint?: string): Error {
  return refusedAt(
    'This app stores sessions in a cookie (cookie-session).',
    code,
    message,
    { file, node: unwrap(node) },
    { hint },
  );
}
