import type { Node } from '@babel/types';
import { envName, literalText } from '../../inspect/program/value.ts';
import { isMember, stringValue } from '../../inspect/syntax/ast.ts';
import { type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import type { Draft } from '../draft.ts';
import { importName, MONGO_CLIENT } from '../source/imports.ts';
import { mongooseCanShare, optionsOfApp, sharedMongoose, unsharedText } from './app-database.ts';
import { keepsOwnUrl, urlExpression } from './url-expression.ts';

/** The source of the connect-mongo options for the connection; each is one property, possibly over several lines. */
export type StoreOptions = string[];

export interface WiringPlace {
  file: SourceFile;
  /** The node that creates the store, to determine which code has run before it. */
  node: Node;
  /** It is created below the node. */
  below?: boolean;
}

/**
 * The autoRemove option that sends no command at startup: 6 deletes expired sessions by timer, 4 and 5 create the TTL
 * index later.
 */
export function removalOption({ storeMajor, project }: Draft, quote: string): string {
  const byTimer = storeMajor === 6 && !project.platform.serverless;
  return `autoRemove: ${quote}${byTimer ? 'interval' : 'disabled'}${quote}`;
}

export function removalText({ storeMajor, project, answers }: Draft): string {
  if (storeMajor === 6 && project.platform.serverless)
    return `It deletes no expired sessions, as a serverless function does not run long enough. Create the TTL index once, with db.${answers.collection}.createIndex({ expires: 1 }, { expireAfterSeconds: 0 })`;
  return storeMajor === 6
    ? "It deletes expired sessions every 10 minutes (autoRemove: 'interval') and creates no TTL index"
    : 'It creates the TTL index, which deletes expired sessions, once the first session has been written';
}

/** The options of a store with its own client, which connects when the first session is read or written. */
export function ownConnection(draft: Draft, { file, node }: WiringPlace): StoreOptions {
  const { quote } = file.style;
  const client = draft.answers.hardened ? '' : importName(draft, file, MONGO_CLIENT, 'connect the session store');
  const url = urlExpression(draft, file, node);
  const { dbName, driver } = optionsOfApp(draft, file, node);
  if (!keepsOwnUrl(draft, node)) noteUnshared(draft, file);
  if (draft.answers.hardened) {
    draft.note(
      'connects-at-start',
      'The store connects when its file is loaded, and retries until the database is available. Tests that load the app must call store.close() to exit.',
    );
    return [`clientPromise: connect(${url})`, ...dbName];
  }
  draft.note(
    'lazy-connection',
    `The store connects when the first session is read or written, not when the app is loaded. ${removalText(draft)}. If the database is down at that point, restart the app once it is back: the driver does not retry the first connection.`,
  );
  noteShutdown(draft);
  const hidden = draft.project.databases.find(({ url }) => /:\/\/[^/]*@/.test(literalText(url?.value)?.text ?? ''));
  const { urlEnv } = draft.answers;
  if (hidden && url.includes('process.env') && envName(hidden.url?.value) !== urlEnv) {
    const value = draft.change.variables.has(urlEnv)
      ? `${urlEnv} has the URL of a local database: set it`
      : `Set ${urlEnv}`;
    const message = `The database URL of the app is in the source code. ${value} to the same URL, and read it in the app as well.`;
    draft.warn('set-connection', message, { file: hidden.file, node: hidden.node });
  }
  const line = driver.join(', ');
  const given = line === '' ? '' : line.length < 60 ? `, { ${line} }` : `, {\n\t${driver.join(',\n\t')}\n}`;
  return [`client: new ${client}(${url}${given})`, ...dbName, removalOption(draft, quote)];
}

/** Warns about a signal handler that closes what keeps the process alive, and leaves it to end by itself. */
function noteShutdown(draft: Draft): void {
  for (const file of draft.project.files)
    for (const { callee, arguments: given } of file.index.calls) {
      const [signal, handler] = given;
      const isProcess = isMember(callee) && callee.object.type === 'Identifier' && callee.object.name === 'process';
      if (!isProcess || !handler || !/^SIG(TERM|INT)$/.test(stringValue(signal) ?? '')) continue;
      const text = textOf(file, handler);
      if (!/\bclose\(/.test(text) || /\bexit\(/.test(text)) continue;
      draft.warn('shutdown', OPEN_CONNECTION, { file, node: callee });
      return;
    }
}

const OPEN_CONNECTION =
  'After this handler, the process ends once everything is closed, but the connection of the session store stays open. Call close() of the store here as well.';

/** Says why the store does not share the connection of mongoose. */
function noteUnshared(draft: Draft, file: SourceFile): void {
  const shared = sharedMongoose(draft);
  if (shared && !mongooseCanShare(draft.project, file)) draft.note('own-connection', unsharedText(file), shared);
}
