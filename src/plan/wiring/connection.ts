import type { Node } from '@babel/types';
import { isInScopeAt } from '../../inspect/databases/client-names.ts';
import type { DatabaseFact } from '../../inspect/databases/connections.ts';
import { envName } from '../../inspect/program/value.ts';
import { hasGetClient, majorOf } from '../../inspect/project/dependencies.ts';
import { contains, endOf, isFunction, startOf } from '../../inspect/syntax/ast.ts';
import { lineOfNode, type SourceFile } from '../../inspect/syntax/source-file.ts';
import { isAsked } from '../decisions.ts';
import type { Draft } from '../draft.ts';
import { refusedAt } from '../refusal.ts';
import { importName, MONGOOSE, nameOfCall } from '../source/imports.ts';
import { localName } from '../source/local-imports.ts';
import { databaseOfApp, mongooseCanShare, sharedMongoose, warnOfSecondaries } from './app-database.ts';
import { ownConnection, removalOption, removalText, type StoreOptions, type WiringPlace } from './own-connection.ts';
import { urlToKeep } from './url-expression.ts';
import { fillEmptyUrl } from './url-value.ts';

/** The options of a new store for the chosen connection. */
export function connectionOptions(draft: Draft, place: WiringPlace): StoreOptions {
  const { connection } = draft.answers;
  for (const { url } of draft.project.databases) fillEmptyUrl(draft, envName(url?.value));
  if (connection === 'mongoose' && isAsked(draft.answers.sources, 'connection')) refuseWithoutMongoose(draft, place);
  if (connection === 'mongoose' && !urlToKeep(draft, place.node)) {
    const database = sharedMongoose(draft);
    const expression = mongooseExpression(draft, place, database);
    if (expression !== undefined) return [...mongooseOptions(draft, place, expression, database)];
  }
  if (connection === 'client') {
    const shared = sharedClient(draft, place);
    if (shared) return shared;
    warnOfSecondClient(draft, place);
  }
  return ownConnection(draft, place);
}

/** @throws RefusedEdit when the project has no mongoose connection to share */
function refuseWithoutMongoose({ project }: Draft, place: WiringPlace): void {
  const { package: pkg, databases } = project;
  if (pkg.dependencies.mongoose || databases.some(({ kind }) => kind !== 'client')) return;
  const message = `mongoose is not a dependency in ${pkg.file}, so the store cannot share its connection. Omit --connection mongoose, or install mongoose and connect with it first.`;
  throw refusedAt('This project does not use mongoose.', 'no-mongoose', message, place, { paste: 'own-connection' });
}

/** `mongoose.connection`, or the name of a connection that createConnection() has created by then. */
function mongooseExpression(draft: Draft, place: WiringPlace, database: DatabaseFact | undefined): string | undefined {
  const { file } = place;
  if (!mongooseCanShare(draft.project, file)) return undefined;
  if (database?.kind === 'mongoose-connection' && database.file === file && !runsBefore(place, database))
    return undefined;
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
  warnOfSecondaries(draft, database);
  const extra = databaseOfApp(draft, database, quote);
  const { mongoose } = draft.project.package.dependencies;
  if (connectedBefore(place, database) && (majorOf(mongoose) ?? 9) >= 6) {
    draft.note(
      'shared-connection',
      draft.answers.hardened
        ? 'The store shares the connection of mongoose.'
        : `The store shares the connection of mongoose. ${removalText(draft)}: creating the index at startup would end the process if the database is down.`,
    );
    return [`client: ${expression}.getClient()`, ...extra, removalOption(draft, quote)];
  }
  draft.note('shared-connection', 'The store shares the connection of mongoose, and waits for it if necessary.');
  warnOfSurvival(draft, database);
  const { semicolons, bareArrows } = place.file.style;
  const promise = place.file.typescript ? 'new Promise<void>' : 'new Promise';
  const end = semicolons ? ';' : '';
  const wait = [
    `clientPromise: ${promise}(${bareArrows ? 'resolve' : '(resolve)'} => {`,
    `\tif (${expression}.readyState === 1) resolve()${end}`,
    `\telse ${expression}.once(${quote}connected${quote}, resolve)${end}`,
    `}).then(() => ${expression}.${hasGetClient(mongoose) ? 'getClient()' : 'client'})`,
  ];
  return [wait.join('\n'), ...extra];
}

/** Notes where the app goes on without its connection; a warning where it then does something else. */
function warnOfSurvival(draft: Draft, database: DatabaseFact | undefined): void {
  const { survived } = database ?? {};
  if (!survived) return;
  const { file, node } = survived;
  const message =
    'If this connection fails, the app goes on, but requests with a session never end. End the process here, or pass --connection url: such requests then fail after 30 seconds.';
  const isHandled = file.index.assignments.some((assignment) => contains(node, assignment));
  draft.note('connection-failure', message, survived, isHandled ? 'warning' : 'info');
}

function connectedBefore(place: WiringPlace, database: DatabaseFact | undefined): boolean {
  return database?.kind === 'mongoose' && database.file === place.file && runsBefore(place, database);
}

/** Whether the call that connects is above in this file and in the same function or an outer one, so that it always runs first. */
function runsBefore({ file, node }: WiringPlace, database: DatabaseFact): boolean {
  if (endOf(database.node) > startOf(node)) return false;
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

function sharedClient(draft: Draft, { file, node, below }: WiringPlace): StoreOptions | undefined {
  for (const database of draft.project.databases) {
    if (database.kind !== 'client') continue;
    const names = [
      ...(database.file === file && database.name ? [database.name] : []),
      ...database.passedTo.filter((parameter) => parameter.file === file),
    ];
    const inScope = names.find((one) => isInScopeAt(file, one, node, below ? endOf(node) : startOf(node)));
    const name = inScope ? inScope.binding.name : names.length > 0 ? undefined : connectionName(draft, file, database);
    if (name === undefined) continue;
    warnOfSecondaries(draft, database);
    const { quote } = file.style;
    const inDatabase = databaseOfApp(draft, database, quote);
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
    ? `No variable holds the app's MongoClient in line ${lineOfNode(place.file, place.node)} of ${place.file.path}, where the store is created`
    : 'The code that the app loads creates no MongoClient';
  if (isAsked(draft.answers.sources, 'connection')) {
    throw refusedAt(
      "The store cannot share the app's MongoClient.",
      'no-client',
      `${reason}. Create the client above, or omit --connection client to give the store its own connection.`,
      database ?? place,
    );
  }
  if (!database) return;
  const message = `${reason}, so the store opens its own connection. Close it with store.close() on shutdown, or pass the app's client to the store as \`client\`.`;
  draft.warn('second-client', message, database);
}

/** The name in `file` of the client or connection that a call creates, imported if necessary. */
function connectionName(
  draft: Draft,
  file: SourceFile,
  { node, file: home, exported }: DatabaseFact,
): string | undefined {
  const bound = nameOfCall(draft.project, file, node);
  if (bound !== undefined || exported === undefined || home === file) return bound;
  const name = localName(draft, file, home, exported.as, 'share the connection of the app');
  return name !== undefined && exported.returned ? `${name}()` : name;
}
