import type * as t from '@babel/types';
import type { StoreFact } from '../../inspect/sessions/session.ts';
import { methodName, optionValue, stringValue, unwrap } from '../../inspect/syntax/ast.ts';
import { moduleRequests } from '../../inspect/syntax/imports.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Draft } from '../draft.ts';

const REDIS_STORE = 'connect-redis';
/** The prefix of connect-redis where none is set. */
const DEFAULT_PREFIX = 'sess:';
const COMMAND = /^(keys|m?get|m?set|setex|del|unlink|exists|expire|p?ttl)$/i;

/** The option that names the table of a store, and the table where it is not set. */
const TABLES: Record<string, [option: string, table: string]> = {
  'connect-pg-simple': ['tableName', 'session'],
  'connect-sqlite3': ['table', 'sessions'],
  'express-mysql-session': ['tableName', 'sessions'],
};

/** Warns about code that looks for the sessions of a replaced store: by their keys in Redis, or with SQL statements. */
export function warnOfStoreKeys(draft: Draft, store: StoreFact): void {
  const [option, usual] = TABLES[store.package ?? ''] ?? [];
  if (option !== undefined && usual !== undefined) {
    const { options } = store;
    const named = optionValue(optionValue(options?.node, 'schema') ?? options?.node, option);
    warnOfStatements(draft, stringValue(named) ?? usual);
    return;
  }
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
      const isCommand = COMMAND.test(methodName(node));
      const start = key && isCommand ? startOfText(key) : '';
      if (prefixes.some((prefix) => start.startsWith(prefix))) draft.warn('store-keys', message, { file, node });
    }
}

/** Warns about SQL statements for a table. */
function warnOfStatements(draft: Draft, table: string): void {
  const names = new RegExp(`\\b(from|into|update|join)\\s+["\`]?${table.replace(/\W/g, '\\$&')}\\b`, 'i');
  const message = `This statement looks for sessions in the table ${table}, where no new ones are stored. Look for them in the collection of the new store.`;
  for (const file of draft.project.files)
    for (const node of file.index.calls) {
      const [statement] = node.arguments;
      if (statement && names.test(startOfText(statement))) draft.warn('store-keys', message, { file, node });
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
