import { startOf } from '../../inspect/syntax/ast.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import { secondsSource } from '../../questions/durations.ts';
import type { Work } from '../add/work.ts';
import { ttlListener } from '../snippet/session-snippet.ts';
import { importName, storeWish, untyped } from '../source/imports.ts';
import { callText } from '../source/layout.ts';
import { indentAt } from '../source/text-edits.ts';
import { connectionOptions, type WiringPlace } from './connection.ts';
import { hardenedStore } from './hardened-store.ts';

/**
 * The expression of a new connect-mongo store.
 * @param indent white space of the line it starts on
 * @param extra options that only this store needs
 */
export function storeExpression(
  work: Work,
  place: WiringPlace,
  indent = indentAt(place.file.text, startOf(place.node)),
  extra: string[] = [],
): string {
  const { file } = place;
  const { hardened } = work.answers;
  if (hardened) return hardenedStore(work, place, hardened);
  const name = importName(work, file, storeWish(work), 'sessions in MongoDB');
  const key = (option: string): string => option.slice(0, option.indexOf(':'));
  const own = new Set(extra.map(key));
  const options = [...connectionOptions(work, place), ...storeOptions(work, file.style.quote)];
  const all = [...options.filter((option) => !own.has(key(option))), ...extra];
  return callText(file, `${name}.create`, all, indent) + lateIndex(work, file, name, all, indent);
}

/**
 * The TTL index of a store that asks nothing of the database at start. The timer of connect-mongo 4 and 5 that deletes
 * expired sessions ends the process when the database is down then; since 6 it does not.
 */
export function lateIndex(work: Work, file: SourceFile, store: string, options: string[], indent: string): string {
  if (work.storeMajor === 6 || !options.some((option) => /^autoRemove: .disabled/.test(option))) return '';
  const { eol, quote, indent: step, semicolons } = file.style;
  const bare = untyped(work, file, storeWish(work));
  const owner = file.typescript ? `this: ${bare ? 'any' : store}` : '';
  const { head, body } = ttlListener(owner, bare ? 'all: any' : 'all', quote);
  return ['', step + head, `${step}${step}${body}${semicolons ? ';' : ''}`, `${step}})`].join(eol + indent);
}

/** The options that do not depend on the connection. */
export function storeOptions(work: Work, quote: string): string[] {
  const { collection, touchAfterS } = work.answers;
  return [
    ...(collection === 'sessions' ? [] : [`collectionName: ${quote}${collection}${quote}`]),
    ...(touchAfterS === undefined || touchAfterS === 0 ? [] : [`touchAfter: ${secondsSource(touchAfterS * 1000)}`]),
  ];
}
