import path from 'node:path';
import { promisify } from 'node:util';
{% if (flash) { -%}
import flash from 'connect-flash';
{% } -%}
{% if (!auth) { -%}
import express, { type ErrorRequestHandler, type Express } from 'express';
{% } else { -%}
import express, { type ErrorRequestHandler, type Express, type Request } from 'express';
{% } -%}
{% if (memory) { -%}
import type { Store as SessionStore } from 'express-session';
{% } -%}
import helmet from 'helmet';
import createError from 'http-errors';
import { pinoHttp } from 'pino-http';
{% if (auth) { -%}
import { accountRoutes } from './account.js';
{% } -%}
import type { Config } from './config.js';
{% if (flash) { -%}
import { noticesFor, notify } from './flash.js';
{% } -%}
import { log } from './log.js';
{% if (auth || flash) { -%}
import { sameOrigin } from './same-origin.js';
{% } -%}
import { sessions } from './session.js';
{% if (!memory && !auth) { -%}
import type { SessionStore } from './session-store.js';
{% } else if (auth) { -%}
import { hashed, type SessionStore } from './session-store.js';
import { createPassport, signInRoutes } from './sign-in.js';
import type { Users } from './users.js';
{% } -%}

export function createApp(config: Config, {%- auth ? (ts ? 'users: Users, store' : 'users, store') : 'store' %}: SessionStore): Express {
  const app = express();
  app.locals.title = {%= title %};
  app.set('trust proxy', config.TRUST_PROXY);
  app.set('view engine', 'ejs');
  app.set('views', path.join(import.meta.dirname, '../views'));
  const upgradeInsecureRequests = config.NODE_ENV === 'production' ? [] : null; // in development there is no https
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests } } }));
  // Before the session middleware: static files and health checks need no session.
  app.use(express.static(path.join(import.meta.dirname, '../public')));
  app.get('/livez', (_req, res) => void res.send('ok'));
{% if (!memory) { -%}
  app.get('/readyz', (_req, res, next) => store.get('', (error) => (error ? next(error) : res.send('ok'))));
{% } else { -%}
  app.get('/readyz', (_req, res) => void res.send('ok'));
{% } -%}

{% if (!auth) { -%}
  app.use(pinoHttp({ logger: log, customLogLevel: (_req, res) => (res.statusCode < 500 ? 'info' : 'error') }));
{% } else { -%}
  const customLogLevel = (_req: unknown, res: { statusCode: number }) => (res.statusCode < 500 ? 'info' : 'error');
  app.use(pinoHttp({ logger: log, customLogLevel, customProps: sessionOf }));
{% } -%}
{% if (auth || flash) { -%}
  app.use(sameOrigin);
{% } -%}
  app.use(sessions(config, store));
{% if (flash) { -%}
  app.use(flash());
{% } -%}
{% if (auth) { -%}
  const passport = createPassport(users);
  app.use(passport.session());
{% } -%}
{% if (auth || flash) { -%}
  app.use((req, res, next) => {
    res.set('Cache-Control', 'no-store'); // what follows is for this visitor alone
{% if (auth) { -%}
    res.locals.user = req.user;
{% } -%}
{% if (flash) { -%}
    res.locals.notices = () => noticesFor(req);
{% } -%}
    next();
  });
{% } -%}
  app.get('/', async ({ session }, res) => {
    session.visits = (session.visits ?? 0) + 1;
    await promisify(session.save).call(session); // before rendering: the page shows only stored counts
{% if (auth || flash) { -%}
    res.render('home', { session, uptime: process.uptime() });
{% } else { -%}
    res.set('Cache-Control', 'no-store').render('home', { session, uptime: process.uptime() });
{% } -%}
  });
{% if (flash) { -%}
  app.post('/forget', async (req, res) => {
    delete req.session.visits;
    notify(req, 'The count starts over.');
    await promisify(req.session.save).call(req.session); // first: the browser comes back at once
    res.redirect(303, '/');
  });
{% } -%}
{% if (auth) { -%}
  app.use(express.urlencoded({ extended: false, limit: '10kb' }));
  app.use(signInRoutes(config, users, passport), accountRoutes(users, store));
{% } -%}
  app.use((_req, _res, next) => next(createError(404)));
  return app.use(fail);
}

{% if (auth) { -%}
/** What a line of the log says of the session: not its id, which would open it. */
const sessionOf = ({ session }: Request) => ({ session: session?.startedAt && hashed(session.id) });
{% } -%}

/** Tells the visitor what to do; what went wrong goes to the log only. */
const fail: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent) return res.writableEnded ? log.error(error) : next(error); // too late to tell the visitor
  Reflect.deleteProperty(req, 'session'); // do not save it: if the store is down, that would wait once more
  const { status = 500, headers = {} } = error;
  Object.assign(res, { err: error }).status(status).set(headers).render('error', { status });
};
