import type { Node } from '@babel/types';
import { isInScopeAt } from '../../inspect/databases/client-names.ts';
import type { DatabaseFact } from '../../inspect/databases/connections.ts';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { literalText } from '../../inspect/program/value.ts';
import { majorOf, mongooseSharesClient } from '../../inspect/project/dependencies.ts';
import { endOf, isFunction, startOf } from '../../inspect/syntax/ast.ts';
import { lineOfNode, type SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Draft } from '../draft.ts';
import { refusedAt } from '../refusal.ts';
import { importName, MONGO_CLIENT, MONGOOSE } from '../source/imports.ts';
import { localName } from '../source/local-imports.ts';
import { urlExpression, urlToKeep } from './url-expression.ts';

/** The source of the connect-mongo options for the connection; each is one property, possibly over several lines. */
export type StoreOptions = string[];

export interface WiringPlace {
  file: SourceFile;
  /** The node that creates the store, to determine which code has run before it. */
  node: Node;
}

/** The options of a new store for the chosen connection. */
export function connectionOptions(draft: Draft, place: WiringPlace): StoreOptions {
  const { connection } = draft.answers;
  if (connection === 'mongoose' && wasAsked(draft)) refuseWithoutMongoose(draft, place);
  if (connection === 'mongoose' && !urlToKeep(draft, place.node)) {
    const database = sharedMongoose(draft);
    const expression = mongooseExpression(draft, place.file, database);
    if (expression !== undefined) return [...mongooseOptions(draft, place, expression, database)];
  }
  if (connection === 'client') {
    const shared = sharedClient(draft, place);
    if (shared) return shared;
    warnOfSecondClient(draft, place);
  }
  return ownConnection(draft, place);
}

function wasAsked({ answers }: Draft): boolean {
  return /^(flag|prompt)$/.test(answers.sources.connection?.from ?? '');
}

/** @throws RefusedEdit when the project has no mongoose connection to share */
function refuseWithoutMongoose({ project }: Draft, place: WiringPlace): void {
  const { package: pkg, databases } = project;
  if (pkg.dependencies.mongoose || databases.some(({ kind }) => kind !== 'client')) return;
  throw refusedAt(
    'This project does not use mongoose.',
    'no-mongoose',
    `mongoose is not a dependency in ${pkg.file}, so the store cannot share its connection. Omit --connection mongoose, or install mongoose and connect with it first.`,
    place,
    { paste: 'own-connection' },
  );
}

export function mongooseCanShare(project: ProjectFacts, file: SourceFile): boolean {
  return mongooseSharesClient(project.package.dependencies.mongoose, file.typescript);
}

export function sharedMongoose(draft: Draft): DatabaseFact | undefined {
  const { databases } = draft.project;
  return (
    databases.find(({ kind }) => kind === 'mongoose') ?? databases.find(({ kind }) => kind === 'mongoose-connection')
  );
}

/** `mongoose.connection`, or the name of a connection created with createConnection(). */
function mongooseExpression(draft: Draft, file: SourceFile, database: DatabaseFact | undefined): string | undefined {
  if (!mongooseCanShare(draft.project, file)) return undefined;
  if (database?.kind !== 'mongoose-connection')
    return `${importName(draft, file, MONGOOSE, 'share the connection of mongoose')}.connection`;
  return connectionName(draft, file, database);
}

/**
 * The options that share the client of a mongoose connection: `client` where mongoose has connected before, else
 * `clientPromise`.
 */
export function mongooseOptions(
  draft: Draft,
  place: WiringPlace,
  expression: string,
  database: DatabaseFact | undefined,
): StoreOptions {
  const { quote } = place.file.style;
  const extra = mongooseDatabase(draft, database, quote);
  if (connectedBefore(place, database) && (majorOf(draft.project.package.dependencies.mongoose) ?? 9) >= 6) {
    draft.note(
      'shared-connection',
      draft.answers.hardened
        ? 'The store shares the connection of mongoose.'
        : `The store shares the connection of mongoose. ${removalText(draft)}: creating the index at startup would end the process if the database is down.`,
    );
    return [`client: ${expression}.getClient()`, ...extra, removalOption(draft, quote)];
  }
  draft.note('shared-connection', 'The store shares the connection of mongoose, and waits for it if necessary.');
  const promise = place.file.typescript ? 'new Promise<void>' : 'new Promise';
  const comma = place.file.style.callCommas ? ',' : '';
  const wait = [
    `clientPromise: ${promise}((resolve) =>`,
    `\t${expression}.readyState === 1 ? resolve() : ${expression}.once(${quote}connected${quote}, resolve)${comma}`,
    `).then(() => ${expression}.getClient())`,
  ];
  return [wait.join('\n'), ...extra];
}

/**
 * Whether `mongoose.connect` is called above in this file and in the same function or an outer one, so that it always
 * runs first.
 */
function connectedBefore({ file, node }: WiringPlace, database: DatabaseFact | undefined): boolean {
  if (database?.kind !== 'mongoose' || database.file !== file || endOf(database.node) > startOf(node)) return false;
  for (let at = file.index.parents.get(database.node); at; at = file.index.parents.get(at)) {
    if (!isFunction(at) && at.type !== 'BlockStatement' && at.type !== 'CatchClause') continue;
    if (startOf(node) < startOf(at) || endOf(at) < endOf(node))
      return at.type === 'BlockStatement' && isTried(file, at);
  }
  return true;
}

/** Whether a block is the body of a `try` statement, which always runs. */
function isTried(file: SourceFile, block: Node): boolean {
  const parent = file.index.parents.get(block);
  return parent?.type === 'TryStatement' && parent.block === block;
}

/** The `dbName` option that the app connects with: without it, the store would use the database in the URL. */
function mongooseDatabase(draft: Draft, database: DatabaseFact | undefined, quote: string): string[] {
  if (!database) return [];
  if (database.dbNameUnresolved)
    draft.note(
      'set-connection',
      'These options are computed at run time and may set dbName. If they do, pass the same dbName to the store; otherwise, sessions are stored in the database that the URL names.',
      database.dbNameUnresolved,
      'warning',
    );
  return databaseOption(database, quote);
}

/**
 * The autoRemove option that sends no command at startup: 6 deletes expired sessions by timer, 4 and 5 create the TTL
 * index later.
 */
function removalOption({ storeMajor, project }: Draft, quote: string): string {
  const byTimer = storeMajor === 6 && !project.platform.serverless;
  return `autoRemove: ${quote}${byTimer ? 'interval' : 'disabled'}${quote}`;
}

function removalText({ storeMajor, project, answers }: Draft): string {
  if (storeMajor === 6 && project.platform.serverless)
    return `It deletes no expired sessions, as a serverless function does not run long enough. Create the TTL index once, with db.${answers.collection}.createIndex({ expires: 1 }, { expireAfterSeconds: 0 })`;
  return storeMajor === 6
    ? "It deletes expired sessions every 10 minutes (autoRemove: 'interval') and creates no TTL index"
    : 'It creates the TTL index, which deletes expired sessions, once the first session has been written';
}

function sharedClient(draft: Draft, { file, node }: WiringPlace): StoreOptions | undefined {
  for (const database of draft.project.databases) {
    if (database.kind !== 'client') continue;
    const names = [
      ...(database.file === file && database.name ? [database.name] : []),
      ...database.passedTo.filter((parameter) => parameter.file === file),
    ];
    const inScope = names.find((one) => isInScopeAt(file, one, node));
    const name = inScope ? inScope.binding.name : names.length > 0 ? undefined : connectionName(draft, file, database);
    if (name === undefined) continue;
    const { quote } = file.style;
    const inDatabase = databaseOption(database, quote);
    draft.note(
      'shared-client',
      draft.answers.hardened
        ? "The store shares the app's MongoClient."
        : `The store shares the app's MongoClient. ${removalText(draft)}, so it sends no command at startup.`,
    );
    const promise = database.name?.promise ?? database.node.type !== 'NewExpression';
    const key = promise ? 'clientPromise' : 'client';
    const option = name === key ? key : `${key}: ${name}`;
    return [option, ...inDatabase, removalOption(draft, quote)];
  }
  return undefined;
}

/** Warns that the store cannot access the client of the app. @throws RefusedEdit when sharing it was requested */
function warnOfSecondClient(draft: Draft, place: WiringPlace): void {
  const database = draft.project.databases.find(({ kind }) => kind === 'client');
  const reason = database
    ? `The app's MongoClient cannot be accessed in line ${lineOfNode(place.file, place.node)} of ${place.file.path}, where the store is created`
    : 'The code that the app loads creates no MongoClient';
  if (wasAsked(draft)) {
    throw refusedAt(
      "The store cannot share the app's MongoClient.",
      'no-client',
      `${reason}. Create the client above, or omit --connection client to give the store its own connection.`,
      database ?? place,
    );
  }
  if (!database) return;
  const message = `${reason}, so the store opens its own connection. Close it with store.close() on shutdown, or create the client above and pass it to the store as \`client\`.`;
  draft.note('second-client', message, database, 'warning');
}

/** The dbName option for the database that the app's client uses, which may differ from the one in the URL. */
function databaseOption({ dbName }: DatabaseFact, quote: string): string[] {
  return dbName === undefined ? [] : [`dbName: ${'literal' in dbName ? quote + dbName.literal + quote : dbName.code}`];
}

/** The name in `file` of the client or connection that a call creates, imported if necessary. */
function connectionName(
  draft: Draft,
  file: SourceFile,
  { node, file: home, exportedAs }: DatabaseFact,
): string | undefined {
  const bound = draft.project.names.get(file)?.find(({ value }) => value.kind === 'call' && value.node === node)?.name;
  if (bound !== undefined || exportedAs === undefined || home === file) return bound;
  return localName(draft, file, home, exportedAs, 'share the connection of the app');
}

/** The options of a store with its own client, which connects when the first session is read or written. */
function ownConnection(draft: Draft, { file, node }: WiringPlace): StoreOptions {
  const { quote } = file.style;
  if (draft.answers.hardened) {
    draft.note(
      'connects-at-start',
      'The store connects when its file is loaded, and retries until the database is available. Tests that load the app must call store.close() to exit.',
    );
    return [`clientPromise: connect(${urlExpression(draft, file, node)})`, ...namedDatabase(draft, quote)];
  }
  const client = importName(draft, file, MONGO_CLIENT, 'connect the session store');
  draft.note(
    'lazy-connection',
    `The store connects when the first session is read or written, not when the app is loaded. ${removalText(draft)}. If the database is down at that point, restart the app once it is back: the driver does not retry the first connection.`,
  );
  const url = urlExpression(draft, file, node);
  const hidden = draft.project.databases.find(({ url }) => /:\/\/[^/]*@/.test(literalText(url?.value)?.text ?? ''));
  if (hidden && url.includes('process.env')) {
    const message = `The database URL of the app is in the source code. ${draft.answers.urlEnv} has the URL of a local database: set it to the same URL, and read it in the app as well.`;
    draft.note('set-connection', message, { file: hidden.file, node: hidden.node }, 'warning');
  }
  return [`client: new ${client}(${url})`, ...namedDatabase(draft, quote), removalOption(draft, quote)];
}

/** The dbName option for the database that the app's clients use. */
function namedDatabase(draft: Draft, quote: string): string[] {
  const named = draft.project.databases.find(({ kind, dbName }) => kind === 'client' && dbName !== undefined);
  return named ? databaseOption(named, quote) : [];
}
