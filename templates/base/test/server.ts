import { promisify } from 'node:util';
import { Router } from 'express';
import { loadConfig } from '../src/config.js';
{% if (flash) { -%}
import { noticesFor, notify } from '../src/flash.js';
{% } -%}
import { start } from '../src/start.js';

declare module 'express-session' {
  interface SessionData {
    count?: number;
  }
}

/** Routes for the tests, so that they do not depend on the app's pages. */
const routes = Router();

routes.get('/count', async ({ session }, res) => {
  session.count = (session.count ?? 0) + 1;
  await promisify(session.save).call(session);
  res.send(String(session.count));
});

{% if (flash) { -%}
routes.post('/notice', async (req, res) => {
  notify(req, 'Saved');
  await promisify(req.session.save).call(req.session);
  res.end();
});

routes.get('/notices', (req, res) => void res.json(noticesFor(req)));
{% } -%}

{% if (auth || flash) { -%}
routes.post('/form', (_req, res) => void res.end());
{% } -%}

routes.get('/throw', () => {
  throw Object.assign(new Error('<b>broken</b>'), { body: 'password=hunter2' });
});

{% if (secretEnvSource) { -%}
start(loadConfig(process.env), routes);
{% } else { -%}
loadConfig(process.env).then((config) => start(config, routes));
{% } -%}
