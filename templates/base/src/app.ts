import path from 'node:path';
{% if (flash) { -%}
import flash from 'connect-flash';
{% } -%}
{% if (!auth) { -%}
import express, { type ErrorRequestHandler, type Express, type Router } from 'express';
{% } else { -%}
import express, { type ErrorRequestHandler, type Express, type Request, type Router } from 'express';
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
import { noticesFor } from './flash.js';
{% } -%}
import { log } from './log.js';
{% if (auth || flash) { -%}
import { sameOrigin } from './same-origin.js';
{% } -%}
import { sessions } from './session.js';
{% if (auth) { -%}
import { hashSessionId } from './session-id.js';
{% } -%}
{% if (!memory) { -%}
import type { SessionStore } from './session-store.js';
{% } -%}
{% if (auth) { -%}
import { createPassport, signInRoutes } from './sign-in.js';
import type { Users } from './users.js';
{% } -%}

/** Creates the Express app: middleware, session, the given routes, error page. */
export function createApp(config: Config, {% if (auth) { %}users: Users, {% } %}store: SessionStore, routes: Router): Express {
  const app = express();
  const isProduction = config.NODE_ENV === 'production';
  app.set('env', config.NODE_ENV); // so that Express also treats staging as production
  app.set('view cache', isProduction);
  app.locals.title = {%= title %};
  app.set('trust proxy', config.TRUST_PROXY);
  app.set('view engine', 'ejs');
  app.set('views', path.join(import.meta.dirname, '../views'));
  const upgradeInsecureRequests = isProduction ? [] : null; // no HTTPS in development
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests } } }));
  // Before the session middleware: static files and health checks need no session.
  app.use(express.static(path.join(import.meta.dirname, '../public')));
  app.get('/livez', (_req, res) => void res.send('ok'));
{% if (!memory) { -%}
  app.get('/readyz', (_req, res, next) => store.get('', (error) => (error ? next(error) : res.send('ok'))));
{% } else { -%}
  app.get('/readyz', (_req, res) => void res.send('ok'));
{% } -%}

{% if (!memory) { -%}
  const warning = 'A proxy terminates TLS, but TRUST_PROXY is 0, so no session cookie is set. Set TRUST_PROXY=1';
  app.once('untrusted proxy', () => log.error(warning));
  app.use((req, _res, next) => {
    if (isProduction && !req.secure && req.get('X-Forwarded-Proto')?.startsWith('https')) app.emit('untrusted proxy');
    next();
  });
{% } -%}
  app.use(
    pinoHttp({
      logger: log,
      customLogLevel: (_req, res) => (res.err || res.statusCode >= 500 ? 'error' : 'info'),
      customErrorMessage: (_req, _res, error) => String(error),
{% if (auth) { -%}
      customProps: sessionOf,
{% } -%}
      // Other properties of an error may contain data that a visitor sent.
      serializers: { err: ({ type, message, stack }) => ({ type, message, stack }) },
    }),
  );
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
  app.use((req, res, next) => {
    res.set('Cache-Control', 'no-store'); // personal pages from here on
{% if (auth) { -%}
    res.locals.user = req.user;
{% } -%}
{% if (flash) { -%}
    res.locals.notices = () => noticesFor(req);
{% } -%}
    next();
  });
{% if (auth) { -%}
  app.use(express.urlencoded({ extended: false, limit: '10kb' }));
  app.use(signInRoutes(config, users, passport), accountRoutes(users, store.userSessions));
{% } -%}
  app.use(routes);
  app.use((_req, _res, next) => next(createError(404)));
  return app.use(handleError);
}

{% if (auth) { -%}
/** Identifies the session in the log by its hash: with the ID, a reader of the log could take over the session. */
const sessionOf = ({ session }: Request) => ({ session: session?.startedAt && hashSessionId(session.id) });
{% } -%}

/** Renders a page with advice for the visitor. The error itself is only logged. */
const handleError: ErrorRequestHandler = (error, req, res, next) => {
  Reflect.deleteProperty(req, 'session'); // do not save it: with the database down, that would wait again
  const status = [error.status, error.statusCode].find((code) => code >= 400 && code < 600) ?? 500;
  if (status >= 500) res.err = error; // for the log
  // In development, Express shows the stack. A 503 is an outage, not a bug in a route.
  if (status >= 500 && status !== 503 && req.app.get('env') === 'development') return next(error);
  if (res.writableEnded) return req.log.error(error); // the response is complete
  if (res.headersSent) return next(error); // Express aborts the partial response
  res.status(status).set(error.headers ?? {}).render('error', { status });
};
