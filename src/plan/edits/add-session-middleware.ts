import type * as t from '@babel/types';
import type { InsertionPoint } from '../../inspect/express/insertion-point.ts';
import { type Call, endOf, isCall, isMember, startOf, unwrap } from '../../inspect/syntax/ast.ts';
import { type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import { crossOriginCookie } from '../../rules/cross-origin-cookie.ts';
import type { Draft, Edit } from '../draft.ts';
import { noteFindings } from '../note-findings.ts';
import { importName, SESSION } from '../source/imports.ts';
import { callText, cookieProperty, withTabs, wrapped } from '../source/layout.ts';
import { aboveComments, afterLine, endsLine, indentAt, startsLine } from '../source/lines.ts';
import { secretExpression } from '../wiring/secret-expression.ts';
import { storeExpression } from '../wiring/store-expression.ts';
import { storeProperty } from '../wiring/test-guard.ts';
import { firebaseName } from './firebase-cookie.ts';

const WHY = 'add the session middleware';

/**
 * Adds a session middleware to an app that has none: after static files and body parsers, before passport, flash and
 * the routes.
 */
export const addSessionMiddleware: Edit<InsertionPoint> = {
  targets: ({ insertionPoint, cookieSession }, { sessions }) =>
    insertionPoint && sessions.length === 0 && !cookieSession ? [insertionPoint] : [],
  write: addMiddleware,
};

function addMiddleware(draft: Draft, insertionPoint: InsertionPoint): void {
  const { file, statement, where, chain, receiver } = insertionPoint;
  const { text, style } = file;
  const indent = indentAt(text, startOf(statement)) + (chain ? chainIndent(text, statement, chain) : '');
  const session = importName(draft, file, SESSION, WHY);
  const properties = [
    ...(draft.project.platform.firebaseHosting ? [firebaseName(draft, file)] : []),
    `secret: ${secretExpression(draft, file)}`,
    'resave: false',
    'saveUninitialized: false',
    ...(draft.answers.rolling === true ? ['rolling: true'] : []),
    cookieProperty(draft, file),
  ];
  if (draft.answers.store === 'mongo') {
    const store = storeExpression(draft, { file, node: statement, below: where === 'after' }, '');
    properties.push(storeProperty(draft, file, withTabs(file, store)));
  }
  const call = wrapped(file, indent, (inner) => callText(file, session, properties, inner, true));
  const added = `${indent}${receiver}.use(${call})${endsWithSemicolon(file, statement) ? ';' : ''}`;
  const gap = isApart(file, insertionPoint) ? style.eol : '';
  if (chain) {
    const own = textOf(file, chain).includes('\n') ? style.eol + indent : '';
    draft.insert(file, own ? afterComment(text, endOf(chain)) : endOf(chain), `${own}.use(${call})`, WHY);
  } else if (where === 'after') {
    const rest = endsLine(file, statement) ? '' : style.eol;
    draft.insert(file, afterLine(text, endOf(statement)), style.eol + gap + added + rest, WHY);
  } else {
    const at = startsLine(file, statement) ? aboveComments(file, statement) : startOf(statement);
    draft.insert(file, at, added + style.eol + gap, WHY);
  }
  addNotes(draft, insertionPoint);
}

/** Whether a call beside a statement ends with a semicolon: as the statement does, if it can. */
function endsWithSemicolon(file: SourceFile, statement: t.Node): boolean {
  const isTerminated = statement.type === 'ExpressionStatement' || statement.type === 'VariableDeclaration';
  return isTerminated ? textOf(file, statement).endsWith(';') : file.style.semicolons;
}

/** Whether blank lines go around the new statement: those around its neighbour separate single statements, or blocks with a comment. */
function isApart(file: SourceFile, { statement, where }: InsertionPoint): boolean {
  const { text } = file;
  const blankBelow = /^\r?\n[ \t]*\r?\n/.test(text.slice(afterLine(text, endOf(statement))));
  const [block = ''] = text
    .slice(0, startOf(statement))
    .split(/\n[ \t]*\r?\n/)
    .slice(-1);
  const isHeaded = /^\s*\/[/*]/.test(block);
  if (where === 'after') return blankBelow && (isHeaded || block.trim() === '');
  const blankAbove = /\n[ \t]*\r?\n$/.test(text.slice(0, aboveComments(file, statement)));
  return blankAbove && (isHeaded || blankBelow);
}

/** Offset after a comment on the rest of the line, which belongs to the previous call of the chain. */
function afterComment(text: string, end: number): number {
  const comment = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^*]*\*\/[ \t]*)(?=\r?\n)/.exec(text.slice(end));
  return end + (comment?.[0].length ?? 0);
}

/** White space that a call of a chain is indented by, relative to its statement. */
function chainIndent(text: string, statement: t.Node, { callee }: Call): string {
  return indentAt(text, endOf(callee)).slice(indentAt(text, startOf(statement)).length);
}

function addNotes(draft: Draft, insertionPoint: InsertionPoint): void {
  const { file, statement, next, where, chain } = insertionPoint;
  const neighbour = `${where} \`${chain ? linkText(file, chain) : brief(textOf(file, statement))}\``;
  const before = next && where === 'after' ? ` and before \`${linkText(next.file, next.node)}\`` : '';
  const reason = next ? ', the first that may need a session' : '';
  const late = insertionPoint.parsersFollow ? ' Static files and body parsers that are added later run after it.' : '';
  const message = `Added the session middleware ${neighbour}${before}${reason}.${late}`;
  draft.note('session-added', message, { file, node: statement });
  draft.note(
    'cookie-secure-auto',
    draft.project.app.trustProxy
      ? "cookie.secure is 'auto': the cookie is Secure on every request that Express considers HTTPS, according to your `trust proxy` setting."
      : "cookie.secure is 'auto': the cookie is Secure on HTTPS requests only. Behind a proxy that terminates TLS, set `trust proxy` to the number of proxies.",
  );
  noteFindings(draft, crossOriginCookie, crossOriginCookie.check(draft.project));
}

/** The source of the last call in a chain, or of a single call. */
function linkText(file: SourceFile, { callee, end }: Call): string {
  const inner = isMember(callee) ? unwrap(callee.object) : undefined;
  const start = inner && isCall(inner) ? endOf(inner) : startOf(callee);
  return brief(file.text.slice(start, end ?? undefined));
}

/** Code for a message: on one line, shortened to 60 characters. */
function brief(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
