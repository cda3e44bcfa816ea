import type * as t from '@babel/types';
import { literally } from '../../inspect/project/literally.ts';
import type { StoreFact } from '../../inspect/sessions/session.ts';
import { type Call, methodName, optionValue, stringValue, unwrap } from '../../inspect/syntax/ast.ts';
import { importsPackage } from '../../inspect/syntax/imports.ts';
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
  const { files } = draft.project;
  const lookup = lookupIn(files, store);
  if (!lookup) return;
  for (const file of files)
    for (const node of file.index.calls) {
      const text = node.arguments[0] && startOfText(node.arguments[0]);
      if (text !== undefined && lookup.isOne(node, text)) draft.warn('store-keys', lookup.message, { file, node });
    }
}

/** How code looks for the sessions of a store. */
interface Lookup {
  message: string;
  /** @param text how the first argument of the call starts */
  isOne: (call: Call, text: string) => boolean;
}

function lookupIn(files: SourceFile[], { package: name, options }: StoreFact): Lookup | undefined {
  const [option, usual] = TABLES[name ?? ''] ?? [];
  if (option !== undefined) {
    const named = optionValue(optionValue(options?.node, 'schema') ?? options?.node, option);
    const table = stringValue(named) ?? usual ?? '';
    const statement = new RegExp(`\\b(from|into|update|join)\\s+["\`]?${literally(table)}\\b`, 'i');
    const message = `This statement looks for sessions in the table ${table}, where no new ones are stored. ${INSTEAD}`;
    return { message, isOne: (_call, text) => statement.test(text) };
  }
  // The package is unknown where a container or a factory hands the store out.
  if (name !== undefined && name !== REDIS_STORE) return undefined;
  const loading = files.filter((file) => importsPackage(file, REDIS_STORE));
  if (loading.length === 0) return undefined;
  const prefixes = loading.flatMap(prefixesOf);
  if (prefixes.length === 0) prefixes.push(DEFAULT_PREFIX);
  const message = `This command looks for sessions in Redis, where no new ones are stored. ${INSTEAD}`;
  const hasPrefix = (text: string): boolean => prefixes.some((prefix) => text.startsWith(prefix));
  return { message, isOne: (call, text) => COMMAND.test(methodName(call)) && hasPrefix(text) };
}

const INSTEAD = 'Look for them in the collection of the new store.';

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
