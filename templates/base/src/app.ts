import path from 'node:path';
import { promisify } from 'node:util';
import flash from 'connect-flash'; //? flash
import express, { type ErrorRequestHandler, type Express } from 'express'; //? !auth
import express, { type ErrorRequestHandler, type Express, type Request } from 'express'; //? auth
import type { Store as SessionStore } from 'express-session'; //? memory
import helmet from 'helmet';
import createError from 'http-errors';
import { pinoHttp } from 'pino-http';
import { accountRoutes } from './account.js'; //? auth
import type { Config } from './config.js';
import { noticesFor, notify } from './flash.js'; //? flash
import { log } from './log.js';
import { sameOrigin } from './same-origin.js'; //? auth || flash
import { sessions } from './session.js';
import type { SessionStore } from './session-store.js'; //? !memory && !auth
import { hashed, type SessionStore } from './session-store.js'; //? auth
import { createPassport, signInRoutes } from './sign-in.js'; //? auth
import type { Users } from './users.js'; //? auth

export function createApp(config: Config, /*- auth ? (ts ? 'users: Users, store' : 'users, store') : 'store' */ store: SessionStore): Express {
  const app = express();
  app.locals.title = /*= title */ 'My App';
  app.set('trust proxy', config.TRUST_PROXY);
  app.set('view engine', 'ejs');
  app.set('views', path.join(import.meta.dirname, '../views'));
  const upgradeInsecureRequests = config.NODE_ENV === 'production' ? [] : null; // in development there is no https
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests } } }));
  // Before the session middleware: static files and health checks need no session.
  app.use(express.static(path.join(import.meta.dirname, '../public')));
  app.get('/livez', (_req, res) => void res.send('ok'));
  app.get('/readyz', (_req, res, next) => store.get('', (error) => (error ? next(error) : res.send('ok')))); //? !memory
  app.get('/readyz', (_req, res) => void res.send('ok')); //? memory

  app.use(pinoHttp({ logger: log, customLogLevel: (_req, res) => (res.statusCode < 500 ? 'info' : 'error') })); //? !auth
  const customLogLevel = (_req: unknown, res: { statusCode: number }) => (res.statusCode < 500 ? 'info' : 'error'); //? auth
  app.use(pinoHttp({ logger: log, customLogLevel, customProps: sessionOf })); //? auth
  app.use(sameOrigin); //? auth || flash
  app.use(sessions(config, store));
  app.use(flash()); //? flash
  const passport = createPassport(users); //? auth
  app.use(passport.session()); //? auth
  app.use((req, res, next) => { //? auth || flash
    res.set('Cache-Control', 'no-store'); // what follows is for this visitor alone //? auth || flash
    res.locals.user = req.user; //? auth
    res.locals.notices = () => noticesFor(req); //? flash
    next(); //? auth || flash
  }); //? auth || flash
  app.get('/', async ({ session }, res) => {
    session.visits = (session.visits ?? 0) + 1;
    await promisify(session.save).call(session); // before rendering: the page shows only stored counts
    res.render('home', { session, uptime: process.uptime() }); //? auth || flash
    res.set('Cache-Control', 'no-store').render('home', { session, uptime: process.uptime() }); //? !auth && !flash
  });
  app.post('/forget', async (req, res) => { //? flash
    delete req.session.visits; //? flash
    notify(req, 'The count starts over.'); //? flash
    await promisify(req.session.save).call(req.session); // first: the browser comes back at once //? flash
    res.redirect(303, '/'); //? flash
  }); //? flash
  app.use(express.urlencoded({ extended: false, limit: '10kb' })); //? auth
  app.use(signInRoutes(config, users, passport), accountRoutes(users, store)); //? auth
  app.use((_req, _res, next) => next(createError(404)));
  return app.use(fail);
}

/** What a line of the log says of the session: not its id, which would open it. */ //? auth
const sessionOf = ({ session }: Request) => ({ session: session?.startedAt && hashed(session.id) }); //? auth

/** Tells the visitor what to do; what went wrong goes to the log only. */
const fail: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent) return res.writableEnded ? log.error(error) : next(error); // too late to tell the visitor
  Reflect.deleteProperty(req, 'session'); // do not save it: if the store is down, that would wait once more
  const { status = 500, headers = {} } = error;
  Object.assign(res, { err: error }).status(status).set(headers).render('error', { status });
};
