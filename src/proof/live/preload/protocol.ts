/** The environment variable with the `PreloadSettings` of an app that is proven, as JSON. */
export const SETTINGS_VARIABLE = 'CREATE_MONGO_SESSION_APP_LIVE';

/** What the preload needs to know. */
export interface PreloadSettings {
  /** The file to which it appends its reports, one JSON document a line. */
  reports: string;
  /** The unguessable part of the path under which it answers requests. */
  token: string;
  /** The only port that is not replaced with a free one. */
  port: number;
  /** The connection string that replaces every other one. Its path names the database. */
  scratchUrl: string;
  /** Whether no connection to port 27017 is allowed, because the scratch database is on another one. */
  refusesOtherDatabases: boolean;
  /** The longest serverSelectionTimeoutMS of the app's clients, so that a drill need not wait for the default of 30 s. */
  selectionTimeoutMS?: number;
}

/** What the preload saw in one process of the app. */
export type Report = { pid: number } & (
  | { kind: 'listening'; port: number; host: string; tls: boolean }
  /** A call of session(). `store` is the class of the store and those that it extends, without Store itself. */
  | { kind: 'session'; store: string[]; maxAge: unknown; autoRemove: unknown; secretHash: string | undefined }
  /** session() threw. */
  | { kind: 'session-failed'; message: string }
  /** A request passed a second session middleware, which ignored it. */
  | { kind: 'session-ignored' }
  /** A MongoClient; `serverSelectionTimeoutMS` as the app sets it. */
  | { kind: 'client'; serverSelectionTimeoutMS: number | undefined }
  | { kind: 'passport'; version: string }
  /** A `slow` request has loaded its session. */
  | { kind: 'waiting' }
  /** A request of the proof ended in an error. */
  | { kind: 'request-failed'; message: string }
  /** An uncaught error. */
  | { kind: 'error'; message: string }
  | { kind: 'exit'; code: number }
);

/** What the preload does with the session of a request to `<mount>/<token>/<action>`. */
export type Action =
  /** Only reads the session. */
  | 'look'
  /** Sets the value and saves. */
  | 'write'
  | 'regenerate'
  | 'destroy'
  /** Answers after `release`, without a change. */
  | 'slow-read'
  /** Sets the value and answers after `release`, so that the middleware saves the session. */
  | 'slow-write'
  /** Ends the slow requests. */
  | 'release'
  /** Passes the request on to the rest of the app. */
  | 'pass';

/** The session at the end of a request, as the preload answers. */
export interface SessionView {
  /** Undefined if the request has no session, or it was destroyed. */
  id: string | undefined;
  /** The signed cookie, `name=value`, also when the app does not set it. */
  cookie: string;
  value: string | undefined;
  flags: { httpOnly?: boolean; sameSite?: boolean | string; secure?: boolean | string } | undefined;
}
