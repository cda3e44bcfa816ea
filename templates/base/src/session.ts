import session, { type Store } from 'express-session';
import type { Config } from './config.js';

export const MAX_AGE = /*- maxAge */ 1_209_600_000; // ms that a session lives when nobody uses it

declare module 'express-session' {
  interface SessionData {
    visits?: number;
    startedAt?: number; //? !memory
  }
}

export const sessions = ({ NODE_ENV, /*- secretEnv */ SESSION_SECRET }: Config, store: Store) =>
  session({
    // Browsers take a __Host- cookie over TLS only, and send it to this very host only.
    name: NODE_ENV === 'production' ? /*= '__Host-' + slug */ '__Host-my-app' : /*= slug */ 'my-app',
    secret: /*- secretEnv */ SESSION_SECRET,
    store,
    resave: false,
    saveUninitialized: false, // bots leave nothing behind: a session begins when something is put into it
    rolling: /*= rolling */ true,
    cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: NODE_ENV === 'production', maxAge: MAX_AGE },
  });
