{% if (auth) { -%}
import { promisify } from 'node:util';
import type { Request, Response } from 'express';
{% } -%}
import session, { type Store } from 'express-session';
import type { Config } from './config.js';
{% if (devices) { -%}
import type { Device } from './devices.js';
{% } -%}

export const MAX_AGE = {%- maxAge %}; // ms without a request
{% if (!memory) { -%}
export const MAX_LIFETIME = 4 * MAX_AGE; // ms, even for a session in daily use
{% } -%}

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
// Browsers accept a __Host- cookie only over TLS, and send it only to the host that set it.
const cookieName = (config: Config) => (isSecure(config) ? {%= '__Host-' + slug %} : {%= slug %});
const cookie = { path: '/', httpOnly: true, sameSite: 'lax' } as const;
{% } -%}

export const sessions = (config: Config, store: Store) =>
  session({
{% if (auth) { -%}
    name: cookieName(config),
{% } else { -%}
    // Browsers accept a __Host- cookie only over TLS, and send it only to the host that set it.
    name: config.NODE_ENV === 'production' ? {%= '__Host-' + slug %} : {%= slug %},
{% } -%}
    secret: config.{%- secretEnv %},
    store,
    resave: false,
    saveUninitialized: false, // a session is stored once it holds data, so bots create none
    rolling: {%= rolling %},
{% if (auth) { -%}
    cookie: { ...cookie, secure: isSecure(config), maxAge: MAX_AGE },
{% } else { -%}
    cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: config.NODE_ENV === 'production', maxAge: MAX_AGE },
{% } -%}
  });

{% if (auth) { -%}
/** Destroys the session in the database and clears its cookie. */
export async function endSession(config: Config, req: Request, res: Response): Promise<void> {
  await promisify(req.session.destroy).call(req.session);
  res.clearCookie(cookieName(config), { ...cookie, secure: isSecure(config) });
  res.set('Clear-Site-Data', '"cache", "storage"'); // not "cookies": that would clear those of the whole domain
}
{% } -%}
