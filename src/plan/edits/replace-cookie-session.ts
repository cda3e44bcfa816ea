import type * as t from '@babel/types';
import { RefusedError } from '../../errors.ts';
import type { CookieSessionFact } from '../../inspect/sessions/cookie-sessions.ts';
import { endOf, holds, keyName, propertyOf, startOf, unwrap } from '../../inspect/syntax/ast.ts';
import { lineOfNode, type Place, type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import { note, type Work } from '../add/work.ts';
import { planSnippet } from '../snippet/plan-snippet.ts';
import { importName, SESSION } from '../source/imports.ts';
import { callText, levels, secretExpression } from '../source/layout.ts';
import { addProperty, type ObjectPlace, removeProperty, renameProperty } from '../source/object-literals.ts';
import { afterLine, indentAt } from '../source/text-edits.ts';
import { storeExpression } from '../wiring/store-expression.ts';
import { dropPassportShim } from './drop-passport-shim.ts';
import { movableSecret } from './move-secret.ts';
import { forget } from './remove-package.ts';

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
 * @throws RefusedError unless it was asked for, or where the app relies on what a cookie alone can do
 */
export function replaceCookieSession(work: Work, session: CookieSessionFact): void {
  if (!work.answers.replaceStore) {
    const hint = 'Say --store mongo to replace it.';
    throw refusal(work, 'cookie-session', 'Replacing it logs everybody out, so it has to be asked for.', session, hint);
  }
  if (work.answers.keepSessions) {
    const why = 'Sessions in cookies are in the browsers, where none can be moved from. Leave --keep-sessions out.';
    throw refusal(work, 'cookie-session', why, session);
  }
  const { file, node, options } = session;
  if (!options || session.shape !== 'literal' || options.file !== file)
    throw refusal(work, 'computed-options', 'The options cannot be seen in the source.', session);
  const signed = propertyOf(options.node, 'signed');
  if (signed?.type === 'ObjectProperty' && !(signed.value.type === 'BooleanLiteral' && signed.value.value)) {
    const why =
      'signed: false keeps the cookie readable for others, who may depend on it: a session in MongoDB is not.';
    throw refusal(work, 'cookie-readable', why, { file, node: signed });
  }
  const [unlike] = session.unlike;
  if (unlike) {
    const way = /session$/.test(textOf(unlike.file, unlike.node)) ? 'Set its properties one by one' : 'Do without it';
    const why = `${textOf(unlike.file, unlike.node)} works with cookie-session only. ${way}, then run this again.`;
    throw refusal(work, 'cookie-session-api', why, unlike);
  }
  forget(work, file, 'cookie-session', [node]);
  dropPassportShim(work);
  work.edits.replaceNode(file, node.callee, importName(work, file, SESSION, WHY), WHY);
  moveOptions(work, { file, node: options.node }, session.cleared);
  if (file.typescript && session.properties) keepTypes(work, file);
  const message =
    'Sessions were kept in the cookie, for the browser to read and to bring back after a sign-out. They are now kept in MongoDB. Everybody signs in again, once.';
  note(work, 'cookie-session-replaced', message, session, 'warning');
}

function moveOptions(work: Work, place: ObjectPlace, cleared: boolean): void {
  const { file, node } = place;
  const { quote } = file.style;
  const added = ['resave: false', 'saveUninitialized: false'];
  if (cleared) {
    added.push(`unset: ${quote}destroy${quote}`);
    note(work, 'unset-destroy', 'req.session = null ends a session: unset makes it so in the database as well.', place);
  }
  const secret = propertyOf(node, 'keys') ?? propertyOf(node, 'secret');
  // Everybody signs in again anyway: a new secret costs nothing.
  const literal = secret && movableSecret(work, file, secret);
  const moved = literal && secretExpression(work, file);
  if (literal && moved !== undefined) work.edits.replaceNode(file, literal, moved, WHY);
  added.push(`store: ${levels(file, storeExpression(work, { file, node }, ''))}`);
  if (textOf(file, node).includes('\n')) spliceOptions(work, place, added);
  else {
    const kept = node.properties.filter((one) => !isNamed(one, COOKIE) && !isNamed(one, GONE));
    const own = kept.map((one) =>
      one === secret && literal && holds(node, literal) ? `secret: ${moved}` : keptText(file, one),
    );
    const properties = [...own, ...cookieText(place), ...added];
    const text = callText(file, '', properties, indentAt(file.text, startOf(node)), true);
    work.edits.replaceNode(file, node, text.slice(1, -1), WHY);
  }
}

/** Each line of the author's stays where it is, with its comments. */
function spliceOptions({ edits }: Work, place: ObjectPlace, added: string[]): void {
  const { file, node } = place;
  const keys = propertyOf(node, 'keys');
  if (keys?.type === 'ObjectProperty') renameProperty(edits, file, keys, 'secret', WHY);
  for (const one of node.properties) edits.insert(file, endOf(one), maybeMissing(file, one), WHY);
  const cookie = node.properties.filter((one) => isNamed(one, COOKIE));
  const last = cookie.at(-1);
  for (const one of node.properties)
    if (isNamed(one, GONE) || (isNamed(one, COOKIE) && one !== last)) removeProperty(edits, place, one, WHY);
  if (last) edits.replaceNode(file, last, cookieText(place).join(''), WHY);
  for (const property of added) addProperty(edits, place, property, WHY);
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
function keepTypes(work: Work, file: SourceFile): void {
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
  work.edits.insertLast(file, afterLine(file.text, endOf(last)), eol + lines.join(eol), WHY);
}

function refusal(work: Work, code: string, message: string, { file, node }: Place, hint?: string): RefusedError {
  return new RefusedError(
    'This app keeps its sessions in the cookie (cookie-session).',
    [
      {
        code,
        severity: 'error',
        message,
        file: file.path,
        line: lineOfNode(file, unwrap(node)),
        snippet: planSnippet(work),
      },
    ],
    hint === undefined ? {} : { hint },
  );
}
