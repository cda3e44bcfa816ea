/** What a fixture application needs to be driven: how to run it, what to ask it, and what its session remembers. */

export interface Request {
  /** GET when absent. */
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  headers?: Record<string, string>;
  /** Sent as application/x-www-form-urlencoded. */
  form?: Record<string, string>;
  json?: unknown;
}

/** Connection strings of the services that run while the tests do. */
export interface Addresses {
  /** A MongoDB database of that name; '' for a connection string that names none. */
  mongo(database: string): string;
  redis: string;
}

export interface Scenario {
  /** The folder under test/apps. */
  name: string;
  /** What makes this application different from the others. */
  title: string;
  /** Environment of the running application, besides PORT and what its own .env file says. */
  env(at: Addresses): Record<string, string>;
  /** Arguments of `npm run` that compile the application, when it has to be. */
  build?: string[];
  /** Arguments of `npm run` that start it; `['start']` when absent. */
  start?: string[];
  /** What package.json asks of Node, instead of what the file says. */
  engines?: string;
  /** Flags of `add`, besides --yes and --json. */
  add: string[];
  /** Asked by a visitor without cookies; the answers must be the same before and after `add`. */
  routes: Request[];
  /** `add` runs with --check, which runs the app's scripts and starts it on a copy first. */
  checked?: true;
  session: SessionProof;
  /** What became of a session before `add`: there was none, a restart lost it, or the application's store kept it. */
  before: 'none' | 'forgotten' | 'remembered';
  /** A visitor from before `add` is still known afterwards. */
  keepsSessions?: boolean;
  /** Where the session documents must be after `add`; the collection is `sessions` when absent. */
  stored: { database: string; collection?: string; ttlIndex?: true };
  /** Headers of a proxy in front of the application: the session must live through it as well as without it. */
  proxy?: Record<string, string>;
  /** Arguments of npm for the application's own tests, which need no database and must end by themselves. */
  suite?: string[];
  /** A fresh install of what package.json says breaks the application; it was written for these versions. */
  writtenFor?: { versions: Record<string, string>; failure: RegExp };
  /** Answered with a 5xx until the database is connected, by an application that listens before. */
  ready?: Request;
  /** The application starts without its database, answers this meanwhile, and has its sessions when MongoDB comes. */
  withoutDatabase?: Request[];
  /** Most lines that `add` may add and remove, by file. */
  budget?: Record<string, { added: number; removed: number }>;
  /** Files that must not be there after `add`. */
  absent?: string[];
}

interface SessionProof {
  /** In one browser, in order; answered the same before and after `add`. */
  begin: Request[];
  /** Asked by the same browser later: the answer matches `remembers` only if the session is still there. */
  recall: Request;
  remembers: RegExp;
}
