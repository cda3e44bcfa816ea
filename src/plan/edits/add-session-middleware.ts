import type { InsertionPoint } from '../../inspect/express/insertion-point.ts';
import { type Call, endOf, isCall, isMember, startOf, unwrap } from '../../inspect/syntax/ast.ts';
import { type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import { crossOriginCookie } from '../../rules/cross-origin-cookie.ts';
import type { Edit } from '../change.ts';
import { type Draft, draftChange } from '../draft.ts';
import { noteFindings } from '../note-findings.ts';
import { importName, SESSION } from '../source/imports.ts';
import { callText, cookieProperty, levels, secretExpression } from '../source/layout.ts';
import { aboveComments, afterLine, indentAt } from '../source/lines.ts';
import { storeExpression } from '../wiring/store-expression.ts';
import { makeApp } from './use-express-server.ts';

const WHY = 'sessions in MongoDB';

/** Adds a session middleware to an app that has none: after files and body parsers, before what needs it. */
export const addSessionMiddleware: Edit<InsertionPoint> = {
  id: 'add-session-middleware',
  targets: ({ insertionPoint, cookieSession }, { sessions }) =>
    insertionPoint && sessions.length === 0 && !cookieSession ? [insertionPoint] : [],
  plan: (project, decisions, site) => draftChange(project, decisions, (draft) => addMiddleware(draft, site)),
};

function addMiddleware(draft: Draft, site: InsertionPoint): void {
  const { file } = site;
  const { text, style } = file;
  const indent = indentAt(text, startOf(site.statement)) + (site.chain ? chainIndent(text, site) : '');
  const session = importName(draft, file, SESSION, WHY);
  const properties = [
    `secret: ${secretExpression(draft, file)}`,
    'resave: false',
    'saveUninitialized: false',
    ...(draft.answers.rolling === true ? ['rolling: true'] : []),
    cookieProperty(draft, file),
    ...(draft.answers.store === 'mongo'
      ? [`store: ${levels(file, storeExpression(draft, { file, node: site.statement }, ''))}`]
      : []),
  ];
  const call = callText(file, session, properties, indent, true);
  const end = style.semicolons ? ';' : '';
  const made = site.appWithRoutes ? makeApp(draft, file, site.appWithRoutes) : undefined;
  const receiver = made?.name ?? site.receiver;
  const making = made ? `${indent}const ${made.name} = ${made.express}()${end}${style.eol}` : '';
  if (site.chain) {
    const own = textOf(file, site.chain).includes('\n') ? style.eol + indent : '';
    draft.insert(file, own ? behindComment(text, endOf(site.chain)) : endOf(site.chain), `${own}.use(${call})`, WHY);
  } else if (site.where === 'after') {
    draft.insert(
      file,
      afterLine(text, endOf(site.statement)),
      `${style.eol}${indent}${receiver}.use(${call})${end}`,
      WHY,
    );
  } else {
    draft.insert(
      file,
      aboveComments(file, site.statement),
      `${making}${indent}${receiver}.use(${call})${end}${style.eol}`,
      WHY,
    );
  }
  explain(draft, site);
}

/** Behind a comment on the rest of the line, which is about the link before. */
function behindComment(text: string, end: number): number {
  const comment = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^*]*\*\/[ \t]*)(?=\r?\n)/.exec(text.slice(end));
  return end + (comment?.[0].length ?? 0);
}

/** How far a link of a chain is indented beyond its statement. */
function chainIndent(text: string, site: InsertionPoint): string {
  if (!site.chain) return '';
  const own = indentAt(text, site.chain.callee.end ?? 0);
  return own.slice(indentAt(text, startOf(site.statement)).length);
}

function explain(draft: Draft, site: InsertionPoint): void {
  const { next, where } = site;
  const beside = `${where} \`${site.chain ? linkText(site.file, site.chain) : brief(textOf(site.file, site.statement))}\``;
  const first = next && where === 'after' ? `, before \`${linkText(next.file, next.node)}\`` : '';
  const reason = next ? ', the first that may need it' : '';
  const late = site.parsersFollow ? '. Files and body parsers that are added later come after it' : '';
  draft.note('session-added', `The session middleware stands ${beside}${first}${reason}${late}.`, {
    file: site.file,
    node: site.statement,
  });
  draft.note(
    'cookie-secure-auto',
    draft.project.app.trustProxy
      ? "cookie.secure is 'auto': the cookie is marked Secure whenever the request came over https, as Express sees it through your `trust proxy` setting."
      : "cookie.secure is 'auto': plain http keeps working. Behind a proxy that ends TLS, set `trust proxy` to the number of proxies, and the cookie becomes Secure by itself.",
  );
  noteFindings(draft, crossOriginCookie, crossOriginCookie.check(draft.project));
}

/** The last link of a chain, or the whole call. */
function linkText(file: SourceFile, { callee, end }: Call): string {
  const inner = isMember(callee) ? unwrap(callee.object) : undefined;
  const start = inner && isCall(inner) ? endOf(inner) : startOf(callee);
  return brief(file.text.slice(start, end ?? undefined));
}

/** Code in a sentence: on one line, and not all of it when it is long. */
function brief(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
