import type * as t from '@babel/types';
import type { StoreFact } from '../../inspect/sessions/session.ts';
import { isMember, keyName, optionValue, stringValue, unwrap } from '../../inspect/syntax/ast.ts';
import { moduleRequests } from '../../inspect/syntax/imports.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Draft } from '../draft.ts';

const REDIS_STORE = 'connect-redis';
/** The prefix of connect-redis where none is set. */
const DEFAULT_PREFIX = 'sess:';
const COMMAND = /^(keys|m?get|m?set|setex|del|unlink|exists|expire|p?ttl)$/i;

/** Warns about code that reads the sessions of a replaced Redis store by their keys. */
export function warnOfStoreKeys(draft: Draft, store: StoreFact): void {
  // The package is unknown where a container or a factory hands the store out.
  if (store.package !== undefined && store.package !== REDIS_STORE) return;
  const { files } = draft.project;
  const loading = files.filter((file) => moduleRequests(file).some(({ specifier }) => specifier === REDIS_STORE));
  const prefixes = loading.flatMap(prefixesOf);
  if (loading.length === 0) return;
  if (prefixes.length === 0) prefixes.push(DEFAULT_PREFIX);
  const message =
    'This command looks for sessions in Redis, where no new ones are stored. Look for them in the collection of the new store.';
  for (const file of files)
    for (const node of file.index.calls) {
      const [key] = node.arguments;
      const isCommand = isMember(node.callee) && COMMAND.test(keyName(node.callee) ?? '');
      const start = key && isCommand ? startOfText(key) : '';
      if (prefixes.some((prefix) => start.startsWith(prefix)))
        draft.note('store-keys', message, { file, node }, 'warning');
    }
}

/** The values of `prefix` in the options of what a file creates with `new`. */
function prefixesOf({ index }: SourceFile): string[] {
  return index.calls.flatMap(({ type, arguments: [options] }) => {
    const prefix = type === 'NewExpression' && options ? stringValue(optionValue(options, 'prefix')) : undefined;
    return prefix ? [prefix] : [];
  });
}

/** How a text starts: a string, a template, or one that others are added to. */
function startOfText(node: t.Node): string {
  const inner = unwrap(node);
  if (inner.type === 'BinaryExpression') return startOfText(inner.left);
  if (inner.type === 'TemplateLiteral') return inner.quasis[0]?.value.cooked ?? '';
  return stringValue(inner) ?? '';
}
