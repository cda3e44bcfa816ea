import type * as t from '@babel/types';
import type { CookieSessionFact } from '../../inspect/sessions/cookie-sessions.ts';
import { contains, endOf, keyName, propertyOf, startOf, unwrap } from '../../inspect/syntax/ast.ts';
import { type Place, type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import type { Edit, ObjectPlace, RemovedCode } from '../change.ts';
import { type Draft, draftChange } from '../draft.ts';
import { refusedAt } from '../refusal.ts';
import { importName, SESSION } from '../source/imports.ts';
import { callText, levels, secretExpression } from '../source/layout.ts';
import { afterLine, indentAt } from '../source/lines.ts';
import { renameProperty } from '../source/object-literals.ts';
import { storeExpression } from '../wiring/store-expression.ts';
import { movableSecret } from './move-secret.ts';

const WHY = 'sessions in MongoDB instead of the cookie';

/** Options of cookie-session that express-session takes below `cookie`. */
const COOKIE = new Set([
  'maxAge',
  'expires',
  'path',
  'domain',
  'sameSite',
  'secure',
  'httpOnly',
  'partitioned',
  'priority',
]);
/** Options that have no meaning any more: the id is always signed, and always written over. */
const GONE = new Set(['signed', 'overwrite']);

/**
 * Turns `cookieSession({...})` into `session({...})` with a store.
 * @throws RefusedEdit unless it was asked for, or where the app relies on what a cookie alone can do
 */
export const replaceCookieSession: Edit<CookieSessionFact> = {
  id: 'replace-cookie-session',
  targets: ({ cookieSession }, { sessions }) => (cookieSession && sessions.length === 0 ? [cookieSession] : []),
  plan: (project, decisions, session) => draftChange(project, decisions, (draft) => replace(draft, session)),
};

/** Decides with the store that makes way, whose names are free then. */
export function removedCookieSession({ file, node }: CookieSessionFact): RemovedCode {
  return { file, nodes: [node.callee], kept: [], package: 'cookie-session' };
}

function replace(draft: Draft, session: CookieSessionFact): void {
  if (!draft.answers.replaceStore) {
    const hint = 'Say --store mongo to replace it.';
    throw refusal('cookie-session', 'Replacing it logs everybody out, so it has to be asked for.', session, hint);
  }
  if (draft.answers.keepSessions) {
    const why = 'Sessions in cookies are in the browsers, where none can be moved from. Leave --keep-sessions out.';
    throw refusal('cookie-session', why, session);
  }
  const { file, node, options } = session;
  if (!options || session.shape !== 'literal' || options.file !== file)
    throw refusal('computed-options', 'The options cannot be seen in the source.', session);
  const signed = propertyOf(options.node, 'signed');
  if (signed?.type === 'ObjectProperty' && !(signed.value.type === 'BooleanLiteral' && signed.value.value)) {
    const why =
      'signed: false keeps the cookie readable for others, who may depend on it: a session in MongoDB is not.';
    throw refusal('cookie-readable', why, { file, node: signed });
  }
  const [unlike] = session.incompatibleUses;
  if (unlike) {
    const way = /session$/.test(textOf(unlike.file, unlike.node)) ? 'Set its properties one by one' : 'Do without it';
    const why = `${textOf(unlike.file, unlike.node)} works with cookie-session only. ${way}, then run this again.`;
    throw refusal('cookie-session-api', why, unlike);
  }
  draft.removesUseOf(removedCookieSession(session));
  draft.replaceNode(file, node.callee, importName(draft, file, SESSION, WHY), WHY);
  moveOptions(draft, { file, node: options.node }, session.setsNull);
  if (file.typescript && session.usesProperties) keepTypes(draft, file);
  const message =
    'Sessions were kept in the cookie, for the browser to read and to bring back after a sign-out. They are now kept in MongoDB. Everybody signs in again, once.';
  draft.note('cookie-session-replaced', message, session, 'warning');
}

function moveOptions(draft: Draft, place: ObjectPlace, cleared: boolean): void {
  const { file, node } = place;
  const { quote } = file.style;
  const added = ['resave: false', 'saveUninitialized: false'];
  if (cleared) {
    added.push(`unset: ${quote}destroy${quote}`);
    draft.note('unset-destroy', 'req.session = null ends a session: unset makes it so in the database as well.', place);
  }
  const secret = propertyOf(node, 'keys') ?? propertyOf(node, 'secret');
  // Everybody signs in again anyway: a new secret costs nothing.
  const literal = secret && movableSecret(draft, file, secret);
  const moved = literal && secretExpression(draft, file);
  if (literal && moved !== undefined) draft.replaceNode(file, literal, moved, WHY);
  added.push(`store: ${levels(file, storeExpression(draft, { file, node }, ''))}`);
  if (textOf(file, node).includes('\n')) spliceOptions(draft, place, added);
  else {
    const kept = node.properties.filter((one) => !isNamed(one, COOKIE) && !isNamed(one, GONE));
    const own = kept.map((one) =>
      one === secret && literal && contains(node, literal) ? `secret: ${moved}` : keptText(file, one),
    );
    const properties = [...own, ...cookieText(place), ...added];
    const text = callText(file, '', properties, indentAt(file.text, startOf(node)), true);
    draft.replaceNode(file, node, text.slice(1, -1), WHY);
  }
}

/** Each line of the author's stays where it is, with its comments. */
function spliceOptions(draft: Draft, place: ObjectPlace, added: string[]): void {
  const { file, node } = place;
  const keys = propertyOf(node, 'keys');
  if (keys?.type === 'ObjectProperty') renameProperty(draft, file, keys, 'secret', WHY);
  for (const one of node.properties) draft.insert(file, endOf(one), maybeMissing(file, one), WHY);
  const cookie = node.properties.filter((one) => isNamed(one, COOKIE));
  const last = cookie.at(-1);
  for (const one of node.properties)
    if (isNamed(one, GONE) || (isNamed(one, COOKIE) && one !== last)) draft.removeProperty(place, one, WHY);
  if (last) draft.replaceNode(file, last, cookieText(place).join(''), WHY);
  for (const property of added) draft.addProperty(place, property, WHY);
}

type Property = t.ObjectExpression['properties'][number];

function isNamed(property: Property, names: Set<string>): boolean {
  return property.type !== 'SpreadElement' && names.has(keyName(property) ?? '');
}

function keptText(file: SourceFile, property: Property): string {
  const text = textOf(file, property);
  return property.type === 'ObjectProperty' && keyName(property) === 'keys'
    ? `secret: ${textOf(file, property.value)}`
    : text + maybeMissing(file, property);
}

/** cookie-session's types take a secret that may be missing, those of express-session do not. */
function maybeMissing(file: SourceFile, property: Property): string {
  const read = /^secret: process\.env\.\w+$/.test(textOf(file, property));
  return file.typescript && read ? ' as string' : '';
}

/** The options of the cookie as one property; none when the author gave none. */
function cookieText({ file, node }: ObjectPlace): string[] {
  const cookie = node.properties.filter((one) => isNamed(one, COOKIE)).map((one) => textOf(file, one));
  return cookie.length === 0 ? [] : [`cookie: { ${cookie.join(', ')} }`];
}

/** cookie-session lets any property be stored; express-session wants to know their types. */
function keepTypes(draft: Draft, file: SourceFile): void {
  const { eol, indent, quote } = file.style;
  const last = file.program.body.findLast(({ type }) => type === 'ImportDeclaration');
  if (!last) return;
  const lines = [
    '',
    `declare module ${quote}express-session${quote} {`,
    `${indent}interface SessionData {`,
    `${indent}${indent}// As it was: anything. Name what you store, and the compiler checks it.`,
    `${indent}${indent}[name: string]: any${file.style.semicolons ? ';' : ''}`,
    `${indent}}`,
    '}',
  ];
  draft.insertLast(file, afterLine(file.text, endOf(last)), eol + lines.join(eol), WHY);
}

function refusal(code: string, message: string, { file, node }: Place, hint?: string): Error {
  return refusedAt(
    'This app keeps its sessions in the cookie (cookie-session).',
    code,
    message,
    { file, node: unwrap(node) },
    { hint },
  );
}
