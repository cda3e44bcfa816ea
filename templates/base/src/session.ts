{% if (auth) { -%}
import { promisify } from 'node:util';
import type { Request, Response } from 'express';
{% } -%}
import session, { type Store } from 'express-session';
import type { Config } from './config.js';
{% if (devices) { -%}
import type { Device } from './devices.js';
{% } -%}

export const MAX_AGE = {%- maxAge %}; // ms that a session lives when nobody uses it

declare module 'express-session' {
  interface SessionData {
    visits?: number;
{% if (!memory) { -%}
    startedAt?: number;
{% } -%}
{% if (auth) { -%}
    passport?: { user?: string };
{% } -%}
{% if (devices) { -%}
    device?: Device;
{% } -%}
{% if (flash) { -%}
    flash?: Record<string, string[]>;
{% } -%}
  }
}

{% if (auth) { -%}
const isSecure = ({ NODE_ENV }: Config) => NODE_ENV === 'production';
// Browsers take a __Host- cookie over TLS only, and send it to this very host only.
const nameFor = (config: Config) => (isSecure(config) ? {%= '__Host-' + slug %} : {%= slug %});
const cookie = { path: '/', httpOnly: true, sameSite: 'lax' } as const;

export const sessions = (config: Config, store: Store) =>
  session({
    name: nameFor(config),
    secret: config.{%- secretEnv %},
    store,
    resave: false,
    saveUninitialized: false, // bots leave nothing behind: a session begins when something is put into it
    rolling: {%= rolling %},
    cookie: { ...cookie, secure: isSecure(config), maxAge: MAX_AGE },
  });
{% } else { -%}
export const sessions = ({ NODE_ENV, {%- secretEnv %} }: Config, store: Store) =>
  session({
    // Browsers take a __Host- cookie over TLS only, and send it to this very host only.
    name: NODE_ENV === 'production' ? {%= '__Host-' + slug %} : {%= slug %},
    secret: {%- secretEnv %},
    store,
    resave: false,
    saveUninitialized: false, // bots leave nothing behind: a session begins when something is put into it
    rolling: {%= rolling %},
    cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: NODE_ENV === 'production', maxAge: MAX_AGE },
  });
{% } -%}

{% if (auth) { -%}
/** Ends the session in the database, and has the browser forget its cookie. */
export async function endSession(config: Config, req: Request, res: Response): Promise<void> {
  await promisify(req.session.destroy).call(req.session);
  res.clearCookie(nameFor(config), { ...cookie, secure: isSecure(config) });
  res.set('Clear-Site-Data', '"cache", "storage"'); // not "cookies", which other apps of the domain may have
}
{% } -%}
