{% if (!memory) { -%}
import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
{% } -%}
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

{% if (!memory) { -%}
const destroyed = new EventEmitter();

routes.get('/slow', async ({ session }, res) => {
  session.count = 99;
  await once(destroyed, 'session');
  await promisify(session.save).call(session);
  res.end();
});

routes.get('/destroy', async ({ session }, res) => {
  while (destroyed.listenerCount('session') === 0) await sleep(10); // until a slow request is in flight
  await promisify(session.destroy).call(session);
  destroyed.emit('session');
  res.end();
});

routes.get('/idle', async ({ session }, res) => {
  session.cookie.maxAge = 300;
  await promisify(session.save).call(session);
  res.end();
});

routes.get('/old', ({ session }, res) => {
  session.startedAt = 1;
  res.end();
});
{% } -%}

{% if (flash) { -%}
routes.post('/notice', (req, res) => {
  notify(req, 'Saved');
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
