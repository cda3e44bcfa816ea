import type { Node } from '@babel/types';
import type { DatabaseFact } from '../../inspect/databases/connections.ts';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { envName, literalText } from '../../inspect/program/value.ts';
import { mongooseSharesClient } from '../../inspect/project/dependencies.ts';
import { type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import type { Draft } from '../draft.ts';
import { keepsOwnUrl } from './url-expression.ts';
import { valueIn } from './url-value.ts';

export function mongooseCanShare(project: ProjectFacts, file: SourceFile): boolean {
  return mongooseSharesClient(project.package.dependencies.mongoose, file.typescript);
}

export function sharedMongoose(draft: Draft): DatabaseFact | undefined {
  const { databases } = draft.project;
  return (
    databases.find(({ kind }) => kind === 'mongoose') ?? databases.find(({ kind }) => kind === 'mongoose-connection')
  );
}

export function unsharedText({ typescript }: SourceFile): string {
  return `The store opens its own connection: sharing the connection of mongoose${typescript ? ' in TypeScript' : ''} needs mongoose ${typescript ? '7' : '5.2'} or later.`;
}

/** The `dbName` option that the app connects with: without it, the store would use the database in the URL. */
export function databaseOfApp(draft: Draft, database: DatabaseFact | undefined, quote: string): string[] {
  if (!database) return [];
  if (database.dbNameUnresolved)
    draft.warn(
      'set-connection',
      database.kind === 'client'
        ? 'The app selects its database here, by a name that is computed at run time. Pass the same name to the store as dbName; otherwise, sessions are stored in the database that the URL names.'
        : 'These options are computed at run time and may set dbName. If they do, pass the same dbName to the store; otherwise, sessions are stored in the database that the URL names.',
      database.dbNameUnresolved,
    );
  return databaseOption(database, quote);
}

/** The dbName option for the database that the app's client uses, which may differ from the one in the URL. */
function databaseOption({ dbName }: DatabaseFact, quote: string): string[] {
  return dbName === undefined ? [] : [`dbName: ${'literal' in dbName ? quote + dbName.literal + quote : dbName.code}`];
}

/** Options of the driver without which its client cannot sign in or connect. */
const SIGN_IN = /^(user|pass|auth\w*|tls\w*|ssl\w*|replicaSet|directConnection)$/;
/** Those that have another form in the current driver. */
const OLD_FORM = /^(auth|authMechanismProperties|ssl.+)$/;
const IN_AUTH: Record<string, string> = { user: 'username', pass: 'password' };

/**
 * The options that the app connects with, for a store with its own connection to the same database: `dbName`, and those
 * of the driver. Warns about the ones that cannot be copied.
 */
export function optionsOfApp(draft: Draft, file: SourceFile, at: Node): { dbName: string[]; driver: string[] } {
  const database = draft.project.databases.find(({ url }) => url !== undefined) ?? draft.project.databases[0];
  if (!database || keepsOwnUrl(draft, at)) return { dbName: [], driver: [] };
  const { quote } = file.style;
  const { unresolved, options } = database.connected;
  const [auth, driver, left]: [string[], string[], string[]] = [[], [], []];
  for (const { name, value } of options.filter((option) => SIGN_IN.test(option.name))) {
    const text = value && ('literal' in value ? quote + value.literal + quote : value.code);
    if (text === undefined || OLD_FORM.test(name) || draft.answers.hardened) left.push(name);
    else if (IN_AUTH[name] !== undefined) auth.push(`${IN_AUTH[name]}: ${text}`);
    else driver.push(`${name}: ${text}`);
  }
  if (auth.length > 0) driver.unshift(`auth: { ${auth.join(', ')} }`);
  if (readsFromSecondaries(draft.project, database)) driver.push(`readPreference: ${quote}primary${quote}`);
  const what = unresolved ? 'are computed at run time' : `could not be copied (${left.join(', ')})`;
  const message = `The app connects with options that ${what}. If they name a database, sign in or set up TLS, give the store and its client the same.`;
  if (left.length > 0 || unresolved) draft.warn('set-connection', message, unresolved ?? database);
  return { dbName: unresolved ? databaseOption(database, quote) : databaseOfApp(draft, database, quote), driver };
}

/** Whether the app reads from secondaries, where a session that was just written may still be missing. */
function readsFromSecondaries({ environment, urlVariables }: ProjectFacts, { url, connected }: DatabaseFact): boolean {
  const name = envName(url?.value);
  const files = [environment.env, ...urlVariables.files].filter((file) => file !== undefined);
  const urls = [literalText(url?.value)?.text, ...files.map(({ text }) => name && valueIn(text, name))];
  const option = connected.options.find(({ name: key }) => key === 'readPreference');
  const { value } = option ?? {};
  return (
    urls.some((text) => text !== undefined && /[?&]readPreference=(secondary|nearest)/i.test(text)) ||
    (value !== undefined && 'literal' in value && /^(secondary|nearest)/.test(value.literal)) ||
    // `ReadPreference.SECONDARY_PREFERRED`
    (option !== undefined && /secondary|nearest/i.test(textOf(option.file, option.node)))
  );
}

/** Warns when sessions are read over a connection that reads from secondaries. */
export function warnOfSecondaries(draft: Draft, database: DatabaseFact | undefined): void {
  if (!database || !readsFromSecondaries(draft.project, database)) return;
  const message =
    'This connection reads from secondaries (readPreference), where a session may be missing right after a sign-in. For a connection that reads sessions from the primary, pass --connection url.';
  draft.warn('read-preference', message, database);
}
