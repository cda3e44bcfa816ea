import { promisify } from 'node:util'; //? auth
import type { Request, Response } from 'express'; //? auth
import session, { type Store } from 'express-session';
import type { Config } from './config.js';
import type { Device } from './devices.js'; //? devices

export const MAX_AGE = /*- maxAge */ 1_209_600_000; // ms that a session lives when nobody uses it

declare module 'express-session' {
  interface SessionData {
    visits?: number;
    startedAt?: number; //? !memory
    passport?: { user?: string }; //? auth
    device?: Device; //? devices
    flash?: Record<string, string[]>; //? flash
  }
}

const secure = ({ NODE_ENV }: Config) => NODE_ENV === 'production';
// Browsers take a __Host- cookie over TLS only, and send it to this very host only.
const nameFor = (config: Config) => (secure(config) ? /*= '__Host-' + slug */ '__Host-my-app' : /*= slug */ 'my-app');
const cookieFor = (config: Config) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: secure(config) }) as const;

export const sessions = (config: Config, store: Store) =>
  session({
    name: nameFor(config),
    secret: config./*- secretEnv */ SESSION_SECRET,
    store,
    resave: false,
    saveUninitialized: false, // bots leave nothing behind: a session begins when something is put into it
    rolling: /*= rolling */ true,
    cookie: { ...cookieFor(config), maxAge: MAX_AGE },
  });

/** Ends it in the database, and has the browser forget its cookie. */ //? auth
export async function endSession(config: Config, req: Request, res: Response): Promise<void> { //? auth
  await promisify(req.session.destroy).call(req.session); //? auth
  res.clearCookie(nameFor(config), cookieFor(config)); //? auth
} //? auth
