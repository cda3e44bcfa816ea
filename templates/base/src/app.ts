import path from 'node:path';
import flash from 'connect-flash'; //? flash
import express, { type ErrorRequestHandler, type Express, type Router } from 'express'; //? !auth
import express, { type ErrorRequestHandler, type Express, type Request, type Router } from 'express'; //? auth
import type { Store as SessionStore } from 'express-session'; //? memory
import helmet from 'helmet';
import createError from 'http-errors';
import { pinoHttp } from 'pino-http';
import { accountRoutes } from './account.js'; //? auth
import type { Config } from './config.js';
import { noticesFor } from './flash.js'; //? flash
import { log } from './log.js';
import { sameOrigin } from './same-origin.js'; //? auth || flash
import { sessions } from './session.js';
import type { SessionStore } from './session-store.js'; //? !memory && !auth
import { hashed, type SessionStore } from './session-store.js'; //? auth
import { createPassport, signInRoutes } from './sign-in.js'; //? auth
import type { Users } from './users.js'; //? auth

/** The app that serves these routes. */
export function createApp(config: Config, /*- auth ? (ts ? 'users: Users, store' : 'users, store') : 'store' */ store: SessionStore, routes: Router): Express {
  const app = express();
  const isProduction = config.NODE_ENV === 'production';
  app.set('env', config.NODE_ENV); // Express, too, is to run staging like production
  app.set('view cache', isProduction);
  app.locals.title = /*= title */ 'My App';
  app.set('trust proxy', config.TRUST_PROXY);
  app.set('view engine', 'ejs');
  app.set('views', path.join(import.meta.dirname, '../views'));
  const upgradeInsecureRequests = isProduction ? [] : null; // in development there is no https
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests } } }));
  // Before the session middleware: static files and health checks need no session.
  app.use(express.static(path.join(import.meta.dirname, '../public')));
  app.get('/livez', (_req, res) => void res.send('ok'));
  app.get('/readyz', (_req, res, next) => store.get('', (error) => (error ? next(error) : res.send('ok')))); //? !memory
  app.get('/readyz', (_req, res) => void res.send('ok')); //? memory

  const warning = 'TRUST_PROXY is 0, but a proxy ends TLS: no session cookie is set, so nobody stays signed in. Set TRUST_PROXY=1'; //? !memory
  app.once('untrusted proxy', () => log.error(warning)); //? !memory
  app.use((req, _res, next) => { //? !memory
    if (isProduction && !req.secure && req.get('X-Forwarded-Proto')?.startsWith('https')) app.emit('untrusted proxy'); //? !memory
    next(); //? !memory
  }); //? !memory
  app.use(
    pinoHttp({
      logger: log,
      customLogLevel: (_req, res) => (res.err || res.statusCode >= 500 ? 'error' : 'info'),
      customErrorMessage: (_req, _res, error) => String(error),
      customProps: sessionOf, //? auth
      // An error may have other properties, which hold what a visitor sent.
      serializers: { err: ({ type, message, stack }) => ({ type, message, stack }) },
    }),
  );
  app.use(sameOrigin); //? auth || flash
  app.use(sessions(config, store));
  app.use(flash()); //? flash
  const passport = createPassport(users); //? auth
  app.use(passport.session()); //? auth
  app.use((req, res, next) => {
    res.set('Cache-Control', 'no-store'); // the pages from here on are personal
    res.locals.user = req.user; //? auth
    res.locals.notices = () => noticesFor(req); //? flash
    next();
  });
  app.use(express.urlencoded({ extended: false, limit: '10kb' })); //? auth
  app.use(signInRoutes(config, users, passport), accountRoutes(users, store)); //? auth
  app.use(routes);
  app.use((_req, _res, next) => next(createError(404)));
  return app.use(handleError);
}

/** What a line of the log says of the session: not its id, which would open it. */ //? auth
const sessionOf = ({ session }: Request) => ({ session: session?.startedAt && hashed(session.id) }); //? auth

/** Answers with a page that says what to do; the error itself goes to the log. */
const handleError: ErrorRequestHandler = (error, req, res, next) => {
  Reflect.deleteProperty(req, 'session'); // no save, no cookie: with the database down, that would be one more wait
  const status = [error.status, error.statusCode].find((code) => code >= 400 && code < 600) ?? 500;
  if (status >= 500) res.err = error; // for the log
  // Express shows the stack, in the terminal and in the browser. A 503 is an outage, not a bug in a route.
  if (status >= 500 && status !== 503 && req.app.get('env') === 'development') return next(error);
  if (res.writableEnded) return req.log.error(error); // the visitor has the whole page
  if (res.headersSent) return next(error); // the visitor has half a page, and Express breaks it off
  res.status(status).set(error.headers ?? {}).render('error', { status });
};
