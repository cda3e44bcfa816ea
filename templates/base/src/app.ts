import path from 'node:path';
import express, { type Express } from 'express';
import type { Store as SessionStore } from 'express-session'; //? memory
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import type { Config } from './config.js';
import { errorHandler } from './errors.js';
import { home } from './home.js';
import { log } from './log.js';
import { sessions } from './session.js';
import type { SessionStore } from './session-store.js'; //? !memory

export function createApp(config: Config, store: SessionStore): Express {
  const root = path.join(import.meta.dirname, '..');
  const app = express();
  app.set('trust proxy', config.TRUST_PROXY);
  app.set('view engine', 'ejs');
  app.set('views', path.join(root, 'views'));
  // Only production has TLS to upgrade to.
  const upgradeInsecureRequests = config.NODE_ENV === 'production' ? [] : null;
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests } } }));

  // Files and health checks need no session, so they answer without the database as well.
  app.use(express.static(path.join(root, 'public')));
  app.get('/livez', (_req, res) => void res.json({ status: 'ok' }));
  app.get('/readyz', async (_req, res) => void res.status((await store.ready()) ? 200 : 503).end()); //? !memory
  app.get('/readyz', (_req, res) => void res.json({ status: 'ok' })); //? memory

  app.use(pinoHttp({ logger: log }));
  app.use(sessions(config, store));
  app.get('/', home);
  app.use(errorHandler);
  return app;
}
