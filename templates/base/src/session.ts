import session, { type Store } from 'express-session';
import type { Config } from './config.js';

/** A session that nobody uses ends after this time (ms). */
export const MAX_AGE = /*- maxAge */ 1_209_600_000;

declare module 'express-session' {
  interface SessionData {
    visits?: number;
    startedAt?: number; //? !memory
  }
}

export function sessions(config: Config, store: Store) {
  const secure = config.NODE_ENV === 'production';
  return session({
    // Browsers take a __Host- cookie over TLS only, and send it to this very host only.
    name: secure ? /*= '__Host-' + slug */ '__Host-my-app' : /*= slug */ 'my-app',
    secret: config./*- secretEnv */ SESSION_SECRET,
    store,
    resave: false,
    // A session begins when something is put into it: bots and health checks leave none behind.
    saveUninitialized: false,
    rolling: /*= rolling */ true,
    cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: MAX_AGE },
  });
}
