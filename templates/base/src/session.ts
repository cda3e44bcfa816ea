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

const isSecure = ({ NODE_ENV }: Config) => NODE_ENV === 'production'; //? auth
// Browsers take a __Host- cookie over TLS only, and send it to this very host only. //? auth
const nameFor = (config: Config) => (isSecure(config) ? /*= '__Host-' + slug */ '__Host-my-app' : /*= slug */ 'my-app'); //? auth
const cookie = { path: '/', httpOnly: true, sameSite: 'lax' } as const; //? auth

export const sessions = (config: Config, store: Store) => //? auth
  session({ //? auth
    name: nameFor(config), //? auth
    secret: config./*- secretEnv */ SESSION_SECRET, //? auth
    store, //? auth
    resave: false, //? auth
    saveUninitialized: false, // bots leave nothing behind: a session begins when something is put into it //? auth
    rolling: /*= rolling */ true, //? auth
    cookie: { ...cookie, secure: isSecure(config), maxAge: MAX_AGE }, //? auth
  }); //? auth
export const sessions = ({ NODE_ENV, /*- secretEnv */ SESSION_SECRET }: Config, store: Store) => //? !auth
  session({ //? !auth
    // Browsers take a __Host- cookie over TLS only, and send it to this very host only. //? !auth
    name: NODE_ENV === 'production' ? /*= '__Host-' + slug */ '__Host-my-app' : /*= slug */ 'my-app', //? !auth
    secret: /*- secretEnv */ SESSION_SECRET, //? !auth
    store, //? !auth
    resave: false, //? !auth
    saveUninitialized: false, // bots leave nothing behind: a session begins when something is put into it //? !auth
    rolling: /*= rolling */ true, //? !auth
    cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: NODE_ENV === 'production', maxAge: MAX_AGE }, //? !auth
  }); //? !auth

/** Ends the session in the database, and has the browser forget its cookie. */ //? auth
export async function endSession(config: Config, req: Request, res: Response): Promise<void> { //? auth
  await promisify(req.session.destroy).call(req.session); //? auth
  res.clearCookie(nameFor(config), { ...cookie, secure: isSecure(config) }); //? auth
  res.set('Clear-Site-Data', '"cache", "storage"'); // not "cookies", which other apps of the domain may have //? auth
} //? auth
