import net from 'node:net';
import { report, settings } from './reports.ts';

interface MongoClientClass {
  new (...args: unknown[]): object;
  connect(...args: unknown[]): unknown;
  prototype: { db(...args: unknown[]): unknown };
}

/** What identifies a server or its users. Timeouts, pool sizes and the like stay, as the drills measure them. */
const OF_THE_SERVER =
  /^(auth|tls|ssl|srv|proxy|replicaSet$|loadBalanced$|directConnection$|readPreference|user|pass|credentials$|autoEncryption$|w$)/i;
const OTHER_DATABASES = new Set(['admin', 'config', 'local']);

/** The exports of mongodb's `mongo_client.js`, with clients that connect to the scratch database only. */
export function withScratchClients(exports: unknown): unknown {
  if (typeof exports === 'function') return scratchClient(exports as MongoClientClass);
  const all = exports as { MongoClient: MongoClientClass };
  Object.defineProperty(all, 'MongoClient', { value: scratchClient(all.MongoClient), enumerable: true });
  return all;
}

function scratchClient(original: MongoClientClass): MongoClientClass {
  const { connect } = original;
  // Before driver 4.2, it creates a client of the original class, not of the one that is exported.
  original.connect = function (url, ...rest) {
    return connect.call(this, ...scratchArguments(url, rest));
  };
  const { db } = original.prototype;
  const name = partsOf(settings.scratchUrl).database;
  original.prototype.db = function (asked: unknown, ...rest: unknown[]) {
    return db.call(this, OTHER_DATABASES.has(String(asked)) ? asked : name, ...rest);
  };
  return new Proxy(original, {
    construct: (target, [url, ...rest], newTarget) => Reflect.construct(target, scratchArguments(url, rest), newTarget),
  });
}

/** The exports of `uri_parser.js` in driver 3, which mongoose 5 calls before it creates a client. */
export function withScratchUrl(parse: unknown): unknown {
  return (url: unknown, ...rest: unknown[]) => (parse as (...args: unknown[]) => unknown)(scratchUrlFor(url), ...rest);
}

/** The URL of the scratch database, with the parameters of another URL that are not about its server. */
function scratchUrlFor(url: unknown): string {
  const scratch = partsOf(settings.scratchUrl);
  for (const [name, value] of partsOf(String(url)).query)
    if (!OF_THE_SERVER.test(name) && !scratch.query.has(name)) scratch.query.set(name, value);
  return `${scratch.server}/${scratch.database}?${scratch.query}`;
}

/** The arguments of a client, with the scratch server and the app's own timeouts. */
function scratchArguments(url: unknown, [options, ...rest]: unknown[]): unknown[] {
  const scratchUrl = scratchUrlFor(url);
  const isObject = typeof options === 'object' && options !== null;
  const given = Object.entries(isObject ? options : {}).filter(([name]) => !OF_THE_SERVER.test(name));
  const kept: Record<string, unknown> = Object.fromEntries(given);
  const timeout = kept['serverSelectionTimeoutMS'] ?? partsOf(scratchUrl).query.get('serverSelectionTimeoutMS');
  const serverSelectionTimeoutMS = timeout === null ? undefined : Number(timeout);
  report({ kind: 'client', serverSelectionTimeoutMS });
  const limit = settings.selectionTimeoutMS;
  if (limit !== undefined) kept['serverSelectionTimeoutMS'] = Math.min(serverSelectionTimeoutMS ?? limit, limit);
  const callback = typeof options === 'function' ? [options] : [];
  return [scratchUrl, kept, ...callback, ...rest];
}

/** `URL` cannot parse a connection string with several hosts. */
function partsOf(url: string): { server: string; database: string; query: URLSearchParams } {
  const [, server = '', database = '', query] = /^([^?]*?:\/\/[^/?]*)\/?([^?]*)\??(.*)$/.exec(url) ?? [];
  return { server, database, query: new URLSearchParams(query) };
}

/** Refuses connections to MongoDB's usual port, for a driver that was bundled into the app's own code. */
export function refuseOtherDatabases(): void {
  const { connect } = net.Socket.prototype;
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
    const [first] = args.flat();
    const port = typeof first === 'object' && first !== null && 'port' in first ? first.port : first;
    if (Number(port) !== 27_017) return Reflect.apply(connect, this, args);
    return this.destroy(new Error('A live proof does not connect to the database of the app'));
  } as typeof connect;
}
