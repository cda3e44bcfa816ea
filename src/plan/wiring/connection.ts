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
import { keptUrl, urlExpression } from './url-expression.ts';

/** The options that tell connect-mongo where to keep sessions; each is one property, maybe of several lines. */
export type StoreOptions = string[];

export interface WiringPlace {
  file: SourceFile;
  /** The node that the store is made next to or in, to see what has run before. */
  node: Node;
}

/** Options for a new store, by the connection that was chosen. */
export function connectionOptions(draft: Draft, place: WiringPlace): StoreOptions {
  const { connection } = draft.answers;
  if (connection === 'mongoose' && wasAsked(draft)) refuseWithoutMongoose(draft, place);
  if (connection === 'mongoose' && !keptUrl(draft, place.node)) {
    const database = sharedMongoose(draft);
    const expression = mongooseExpression(draft, place.file, database);
    if (expression !== undefined) return [...mongooseOptions(draft, place, expression, database)];
  }
  if (connection === 'client') {
    const shared = sharedClient(draft, place);
    if (shared) return shared;
    explainSecond(draft, place);
  }
  return ownConnection(draft, place);
}

function wasAsked({ answers }: Draft): boolean {
  return /^(flag|prompt)$/.test(answers.sources.connection?.from ?? '');
}

/** @throws RefusedEdit when there is no mongoose whose connection could be shared */
function refuseWithoutMongoose({ project }: Draft, place: WiringPlace): void {
  const { package: pkg, databases } = project;
  if (pkg.dependencies.mongoose || databases.some(({ kind }) => kind !== 'client')) return;
  throw refusedAt(
    'The project has no mongoose.',
    'no-mongoose',
    `${pkg.file} names no mongoose, so there is no connection of it to share. Leave --connection mongoose out, or install mongoose and connect with it first.`,
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

/** `mongoose.connection`, or the name of the connection that the app made itself. */
function mongooseExpression(draft: Draft, file: SourceFile, database: DatabaseFact | undefined): string | undefined {
  if (!mongooseCanShare(draft.project, file)) return undefined;
  if (database?.kind !== 'mongoose-connection')
    return `${importName(draft, file, MONGOOSE, 'sessions share its connection')}.connection`;
  return madeName(draft, file, database);
}

/** Options that share the client of a mongoose connection, in the form that fits the order in which things run. */
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
        ? "Sessions use mongoose's connection."
        : `Sessions use mongoose's connection. ${removal(draft)}: building it at start would end the process when the database is down then.`,
    );
    return [`client: ${expression}.getClient()`, ...extra, removalOption(draft, quote)];
  }
  draft.note(
    'shared-connection',
    "Sessions use mongoose's connection as soon as it is made, in whatever order the files are loaded.",
  );
  const promise = place.file.typescript ? 'new Promise<void>' : 'new Promise';
  const comma = place.file.style.trailingCommas ? ',' : '';
  const wait = [
    `clientPromise: ${promise}((resolve) =>`,
    `\t${expression}.readyState === 1 ? resolve() : ${expression}.once(${quote}connected${quote}, resolve)${comma}`,
    `).then(() => ${expression}.getClient())`,
  ];
  return [wait.join('\n'), ...extra];
}

/** `mongoose.connect` is called in this file, above, and on the same level: it has run whenever this code runs. */
function connectedBefore({ file, node }: WiringPlace, database: DatabaseFact | undefined): boolean {
  if (database?.kind !== 'mongoose' || database.file !== file || endOf(database.node) > startOf(node)) return false;
  for (let at = file.index.parents.get(database.node); at; at = file.index.parents.get(at)) {
    if (!isFunction(at) && at.type !== 'BlockStatement' && at.type !== 'CatchClause') continue;
    if (startOf(node) < startOf(at) || endOf(at) < endOf(node))
      return at.type === 'BlockStatement' && isTried(file, at);
  }
  return true;
}

/** The body of a `try` at the same level runs all the same. */
function isTried(file: SourceFile, block: Node): boolean {
  const holder = file.index.parents.get(block);
  return holder?.type === 'TryStatement' && holder.block === block;
}

/** The `dbName` that the app connects with: the client alone would lead to the URL's database. */
function mongooseDatabase(draft: Draft, database: DatabaseFact | undefined, quote: string): string[] {
  if (!database) return [];
  if (database.dbNameUnresolved)
    draft.note(
      'set-connection',
      'Whether these options name a database (dbName), and which, cannot be told from the source. If they do, give the same dbName to the store: without it, sessions go to the database that the URL names.',
      database.dbNameUnresolved,
      'warning',
    );
  return databaseOption(database, quote);
}

/** Nothing is asked of the database at start: 6 deletes what has expired now and then, the others get the index later. */
function removalOption({ storeMajor }: Draft, quote: string): string {
  return `autoRemove: ${quote}${storeMajor === 6 ? 'interval' : 'disabled'}${quote}`;
}

function removal({ storeMajor }: Draft): string {
  return storeMajor === 6
    ? "Expired ones are deleted every 10 minutes (autoRemove: 'interval'), and no TTL index is built"
    : 'The TTL index, which deletes expired ones, is built when the first session has been written';
}

function sharedClient(draft: Draft, { file, node }: WiringPlace): StoreOptions | undefined {
  for (const database of draft.project.databases) {
    if (database.kind !== 'client') continue;
    const names = [
      ...(database.file === file && database.name ? [database.name] : []),
      ...database.passedTo.filter((parameter) => parameter.file === file),
    ];
    const known = names.find((one) => isInScopeAt(file, one, node));
    const name = known ? known.binding.name : names.length > 0 ? undefined : madeName(draft, file, database);
    if (name === undefined) continue;
    const { quote } = file.style;
    const inDatabase = databaseOption(database, quote);
    draft.note(
      'shared-client',
      draft.answers.hardened
        ? "Sessions use the app's MongoClient."
        : `Sessions use the app's MongoClient. ${removal(draft)}: nothing is asked of the database at start.`,
    );
    const promise = database.name?.promise ?? database.node.type !== 'NewExpression';
    const key = promise ? 'clientPromise' : 'client';
    const option = name === key ? key : `${key}: ${name}`;
    return [option, ...inDatabase, removalOption(draft, quote)];
  }
  return undefined;
}

/** The app has a client that the store has no name for. @throws RefusedEdit when sharing it was asked for */
function explainSecond(draft: Draft, place: WiringPlace): void {
  const database = draft.project.databases.find(({ kind }) => kind === 'client');
  const reason = database
    ? `The app's MongoClient has no name that can be used in line ${lineOfNode(place.file, place.node)} of ${place.file.path}, where the store is made`
    : 'No MongoClient is made in what the app loads';
  if (wasAsked(draft)) {
    throw refusedAt(
      'The store cannot share a client of the app.',
      'no-client',
      `${reason}. Make it above, or leave --connection client out: sessions have a connection of their own then.`,
      database ?? place,
    );
  }
  if (!database) return;
  const message = `${reason}: sessions have a connection of their own, which closing the app's client does not close. Close it with the store's close(), or make the client above and give it to the store as \`client\`.`;
  draft.note('second-client', message, database, 'warning');
}

/** The database that the app's own client asks for, which need not be the one in the URL. */
function databaseOption({ dbName }: DatabaseFact, quote: string): string[] {
  return dbName === undefined ? [] : [`dbName: ${'literal' in dbName ? quote + dbName.literal + quote : dbName.code}`];
}

/** A name in `file` for the client or connection that a call makes: the one it has, or an import of it. */
function madeName(draft: Draft, file: SourceFile, { node, file: home, exportedAs }: DatabaseFact): string | undefined {
  const bound = draft.project.names.get(file)?.find(({ value }) => value.kind === 'call' && value.node === node)?.name;
  if (bound !== undefined || exportedAs === undefined || home === file) return bound;
  return localName(draft, file, home, exportedAs, 'sessions share its connection');
}

/** A client of its own that connects with the first session: an import alone opens nothing. */
function ownConnection(draft: Draft, { file, node }: WiringPlace): StoreOptions {
  const { quote } = file.style;
  if (draft.answers.hardened) {
    draft.note(
      'connects-at-start',
      'The store connects when its file is loaded, and tries again until the database is there. A test that loads the app ends when it calls store.close().',
    );
    return [`clientPromise: connect(${urlExpression(draft, file, node)})`, ...namedDatabase(draft, quote)];
  }
  const client = importName(draft, file, MONGO_CLIENT, 'the connection of the session store');
  draft.note(
    'lazy-connection',
    `The store's client connects when the first session is read or written. ${removal(draft)}: loading the app opens no connection, so tests end as before, and a database that is down does not end the process. If it is down when the first session is needed, start the app again once it is back: the driver does not try a first connection twice.`,
  );
  const url = urlExpression(draft, file, node);
  const hidden = draft.project.databases.find(({ url }) => /:\/\/[^/]*@/.test(literalText(url?.value)?.text ?? ''));
  if (hidden && url.includes('process.env')) {
    const message = `The app's own database is named in the source. ${draft.answers.urlEnv} has a local one: put the same into it to keep both together, best for the app as well.`;
    draft.note('set-connection', message, { file: hidden.file, node: hidden.node }, 'warning');
  }
  return [`client: new ${client}(${url})`, ...namedDatabase(draft, quote), removalOption(draft, quote)];
}

/** The database that the app's own clients ask for. */
function namedDatabase(draft: Draft, quote: string): string[] {
  const named = draft.project.databases.find(({ kind, dbName }) => kind === 'client' && dbName !== undefined);
  return named ? databaseOption(named, quote) : [];
}
