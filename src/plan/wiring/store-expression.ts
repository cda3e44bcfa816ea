import { sessionCookie } from '../../inspect/sessions/live-sessions.ts';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { startOf } from '../../inspect/syntax/ast.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import { secondsSource } from '../../questions/durations.ts';
import type { Draft } from '../draft.ts';
import { importName, storeClass } from '../source/imports.ts';
import { callText } from '../source/layout.ts';
import { indentAt } from '../source/lines.ts';
import { isUntyped } from '../untyped.ts';
import { connectionOptions } from './connection.ts';
import { hardenedStore } from './hardened-store.ts';
import type { WiringPlace } from './own-connection.ts';
import { ttlListener } from './ttl-listener.ts';

/**
 * The source of the expression that creates a connect-mongo store.
 * @param indent white space at the start of its first line
 * @param extra options that override those of the connection
 */
export function storeExpression(
  draft: Draft,
  place: WiringPlace,
  indent = indentAt(place.file.text, startOf(place.node)),
  extra: string[] = [],
): string {
  const { file } = place;
  const { hardened } = draft.answers;
  if (hardened) return hardenedStore(draft, place, hardened);
  const name = importName(draft, file, storeClass(draft.storeMajor), 'store sessions in MongoDB');
  const key = (option: string): string => option.slice(0, option.indexOf(':'));
  const own = new Set(extra.map(key));
  const options = [...connectionOptions(draft, place), ...storeOptions(draft, file.style.quote)];
  const all = [...options.filter((option) => !own.has(key(option))), ...extra];
  const listener = deferredIndex(draft, file, name, all, indent);
  return callText(file, `${name}.create`, all, indent, listener !== '') + listener;
}

/**
 * Code that creates the TTL index once the first session has been written; empty for connect-mongo 6, which deletes
 * expired sessions by timer. In 4 and 5, that timer ends the process if the database is down at startup.
 */
export function deferredIndex(
  draft: Draft,
  file: SourceFile,
  store: string,
  options: string[],
  indent: string,
): string {
  if (draft.storeMajor === 6 || !options.some((option) => /^autoRemove: .disabled/.test(option))) return '';
  const { eol, quote, indent: step, semicolons, bareArrows } = file.style;
  const isUntypedStore = isUntyped(draft.project, draft.storeMajor, file);
  const owner = file.typescript ? `this: ${isUntypedStore ? 'any' : store}` : '';
  const all = isUntypedStore ? '(all: any)' : bareArrows ? 'all' : '(all)';
  const lines = ttlListener(owner, all, quote, semicolons ? ';' : '');
  return lines
    .join('\n')
    .replaceAll('\t', step)
    .replaceAll('\n', eol + indent);
}

/** The source of the options that do not depend on the connection. */
export function storeOptions(draft: Draft, quote: string): string[] {
  const { collection, touchAfterS } = draft.answers;
  return [
    ...(collection === 'sessions' ? [] : [`collectionName: ${quote}${collection}${quote}`]),
    ...(touchAfterS === undefined || touchAfterS === 0 ? [] : [`touchAfter: ${secondsSource(touchAfterS * 1000)}`]),
  ];
}

/**
 * A separate collection for each further session cookie: in a shared collection, the ID from one cookie would open a
 * session of the other.
 */
export function ownCollection({ project, answers }: Draft, session: SessionFact): string[] {
  const [first] = project.sessions;
  const name = sessionCookie(session)?.replace(/\W+/g, '_');
  if (project.sessions.indexOf(session) < 1 || name === undefined) return [];
  if (sessionCookie(first ?? session) === sessionCookie(session)) return [];
  const { quote } = (session.options?.file ?? session.file).style;
  return [`collectionName: ${quote}${answers.collection}_${name}${quote}`];
}
