import type * as t from '@babel/types';
import type { Note } from '../types.ts';
import type { AppFact, MiddlewareFact } from './application.ts';
import type { Call } from './ast.ts';
import type { ClientName, ParameterName } from './clients.ts';
import type { EntryCandidate } from './entry.ts';
import type { EnvFacts } from './environment.ts';
import type { NodeFact } from './nodeVersion.ts';
import type { Moment } from './order.ts';
import type { PackageFacts } from './packages.ts';
import type { CompilerFacts } from './resolution.ts';
import type { SourceFile, UnreadFile } from './source.ts';
import type { SpreadFact } from './spreads.ts';
import type { BareStart } from './starts.ts';
import type { StoreUseFact } from './storeUses.ts';
import type { InTests } from './testRuns.ts';
import type { UrlVariables } from './urlVariables.ts';
import type { Value } from './values.ts';

export interface Place {
  file: SourceFile;
  node: t.Node;
}

/** The expression that makes a session store. */
export interface StoreFact extends Place {
  /** `express-session` for its MemoryStore; undefined for a class of the project's own, or for what cannot be seen. */
  package: string | undefined;
  /** The `new X(...)` or `X.create(...)`; absent when the store comes from somewhere we cannot see. */
  call: Call | undefined;
  /** The value of the first argument, when it is an object literal of the project. */
  options: { file: SourceFile; node: t.ObjectExpression } | undefined;
  /** Literals that are spread into the options. */
  spreads: SpreadFact[];
  /** What is spread in, or given as a whole, without being seen. */
  unseen: Place[];
}

/** One `session(...)` of express-session. */
export interface SessionFact {
  file: SourceFile;
  node: Call;
  /** `computed`: put together at run time (spread, merge, config), so that only the visible part can be judged. */
  shape: 'literal' | 'computed' | 'none';
  options: { file: SourceFile; node: t.ObjectExpression } | undefined;
  store: StoreFact | undefined;
  /** Stores that other branches give it, when there is a choice. */
  otherStores: StoreFact[];
  /** The `use` that puts it into an app. */
  mounted: MiddlewareFact | undefined;
  /** Middleware and routes of the app that read the session, but run before it. */
  early: Place[];
  inTests: InTests;
  /** Where its options and its store are made; an options object of another file is read when that file is loaded. */
  made: { file: SourceFile; moment: Moment }[];
}

/** A session that cookie-session keeps in the browser. */
export interface CookieSessionFact extends SessionFact {
  /** `req.session = null` is somewhere: it ends the session. */
  cleared: boolean;
  /** Something is read from or stored in the session. */
  properties: boolean;
  /** Uses that express-session has no equal for: `req.session = {...}`, `req.session.isNew`, `req.sessionOptions`. */
  unlike: Place[];
}

/** Where connect-mongo is loaded and used in one file. */
export interface MongoStoreUse {
  file: SourceFile;
  /** The `require('connect-mongo')` call or the import statement. */
  loads: t.Node[];
  /** `connectMongo(session)` of versions 0 to 3. */
  factories: Call[];
  constructions: StoreFact[];
}

/** A connection to MongoDB that the app opens. */
export interface DatabaseFact extends Place {
  kind: 'mongoose' | 'mongoose-connection' | 'client';
  node: Call;
  /** `from`: where it is a parameter, what callers write for it, the nearest first. */
  url: { node: t.Node; value: Value; from: Place[] } | undefined;
  /** What a client is called in its file. */
  name: ClientName | undefined;
  /** What it is called where it is handed to. */
  handedTo: ParameterName[];
  /** What `client.db(...)` or mongoose's `dbName` is given: a name, or `process.env.NAME` as it is written. */
  dbName: { literal: string } | { code: string } | undefined;
  /** Options of a connection of mongoose that may name a database, where the name cannot be told. */
  dbNameUnseen?: Place | undefined;
  /** Under which name its file exports the client or connection; `=` for `module.exports`. */
  exportedAs: string | undefined;
  moment: Moment;
}

/** A name of a file's top level that stands for a package or for something made from one. */
export interface NamedValue {
  name: string;
  value: Value;
}

/** One import of a file of the project. */
export interface LocalLink {
  from: SourceFile;
  /** The import statement, or the `require` call. */
  node: t.Node;
  to: SourceFile;
}

export interface Site {
  file: SourceFile;
  /** The app as it is written there: `app`, `this.app`. */
  receiver: string;
  /** The statement that the session goes after or before. */
  statement: t.Node;
  where: 'after' | 'before';
  /** `.use(a).use(b)`: the link of a chain to go after, when the next link needs the session. */
  chain: Call | undefined;
  /** The first that may need the session, when it comes after this place. */
  next: MiddlewareFact | undefined;
  /** The call that makes the app with its routes: it has to be given an app that has the session already. */
  complete: Call | undefined;
  /** Files or body parsers are added further down, too late for this place. */
  late: boolean;
  moment: Moment;
}

/** Why one of several packages with an Express app was taken. */
export interface PackageChoice {
  because: 'session' | 'database';
  /** Folders of the others, as --package takes them. */
  others: string[];
}

/** What `add` and `doctor` know about a project. Made by reading only; holds parsed sources, so it is not JSON. */
export interface ProjectFacts {
  /** Absolute; every path of a plan is relative to it. */
  root: string;
  package: PackageFacts;
  /** Which Node it runs on, as it says itself. */
  node: NodeFact[];
  /** Relative folder of the package, empty for the root itself. */
  packageDir: string;
  packageChoice: PackageChoice | undefined;
  entry: EntryCandidate;
  files: SourceFile[];
  unread: UnreadFile[];
  app: AppFact;
  /** Where a new session middleware goes. */
  site: Site | undefined;
  sessions: SessionFact[];
  /** The file of the session, when nothing that can be followed leads to it from the entry. */
  unreached: SourceFile | undefined;
  /** Each session() of a file that nothing loads. */
  idleSessions: Place[];
  /** Each session() of another program of the package. */
  otherSessions: Place[];
  cookieSession: CookieSessionFact | undefined;
  mongoStores: MongoStoreUse[];
  /** Events and properties of connect-mongo stores that only versions 0 to 3 have. */
  storeUses: StoreUseFact[];
  databases: DatabaseFact[];
  environment: EnvFacts;
  bareStarts: BareStart[];
  urlVariables: UrlVariables;
  names: Map<SourceFile, NamedValue[]>;
  /** Which files each file loads, and where. */
  links: LocalLink[];
  /** Packages that other files load, and one such file, where a store or the driver may be replaced; undefined: too many to know. */
  loadedElsewhere: Map<string, string> | undefined;
  typescript: boolean;
  esModuleInterop: boolean;
  compiler: CompilerFacts | undefined;
  /** `mongodb` range that the installed or declared mongoose pins. */
  mongooseDriver: string | undefined;
  /** Something reached reads `req.sessionID` or `req.session.id`: visitors are known by it before they store anything. */
  readsSessionId: boolean;
  /** Files that exist but could not be used. */
  warnings: Note[];
}
