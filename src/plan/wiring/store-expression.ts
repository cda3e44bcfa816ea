import { sessionCookie } from '../../inspect/sessions/live-sessions.ts';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { startOf } from '../../inspect/syntax/ast.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import { secondsSource } from '../../questions/durations.ts';
import type { Draft } from '../draft.ts';
import { importName, isUntyped, storeClass } from '../source/imports.ts';
import { callText } from '../source/layout.ts';
import { indentAt } from '../source/lines.ts';
import { connectionOptions, type WiringPlace } from './connection.ts';
import { hardenedStore } from './hardened-store.ts';
import { ttlListener } from './ttl-listener.ts';

/**
 * The expression of a new connect-mongo store.
 * @param indent white space of the line it starts on
 * @param extra options that only this store needs
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
  const name = importName(draft, file, storeClass(draft.storeMajor), 'sessions in MongoDB');
  const key = (option: string): string => option.slice(0, option.indexOf(':'));
  const own = new Set(extra.map(key));
  const options = [...connectionOptions(draft, place), ...storeOptions(draft, file.style.quote)];
  const all = [...options.filter((option) => !own.has(key(option))), ...extra];
  return callText(file, `${name}.create`, all, indent) + lateIndex(draft, file, name, all, indent);
}

/**
 * The TTL index of a store that asks nothing of the database at start. The timer of connect-mongo 4 and 5 that deletes
 * expired sessions ends the process when the database is down then; since 6 it does not.
 */
export function lateIndex(draft: Draft, file: SourceFile, store: string, options: string[], indent: string): string {
  if (draft.storeMajor === 6 || !options.some((option) => /^autoRemove: .disabled/.test(option))) return '';
  const { eol, quote, indent: step, semicolons } = file.style;
  const bare = isUntyped(draft.project, file, 'connect-mongo');
  const owner = file.typescript ? `this: ${bare ? 'any' : store}` : '';
  const { head, body } = ttlListener(owner, bare ? 'all: any' : 'all', quote);
  return ['', step + head, `${step}${step}${body}${semicolons ? ';' : ''}`, `${step}})`].join(eol + indent);
}

/** The options that do not depend on the connection. */
export function storeOptions(draft: Draft, quote: string): string[] {
  const { collection, touchAfterS } = draft.answers;
  return [
    ...(collection === 'sessions' ? [] : [`collectionName: ${quote}${collection}${quote}`]),
    ...(touchAfterS === undefined || touchAfterS === 0 ? [] : [`touchAfter: ${secondsSource(touchAfterS * 1000)}`]),
  ];
}

/**
 * Sessions with cookies of their own stay apart in MongoDB as they were in memory: in one collection, the id of one
 * cookie would open a session of the other.
 */
export function ownCollection({ project, answers }: Draft, session: SessionFact): string[] {
  const [first] = project.sessions;
  const name = sessionCookie(session)?.replace(/\W+/g, '_');
  if (project.sessions.indexOf(session) < 1 || name === undefined) return [];
  if (sessionCookie(first ?? session) === sessionCookie(session)) return [];
  const { quote } = (session.options?.file ?? session.file).style;
  return [`collectionName: ${quote}${answers.collection}_${name}${quote}`];
}
