import { promisify } from 'node:util';
import { Router } from 'express';
import { loadConfig } from '../src/config.js';
import { noticesFor, notify } from '../src/flash.js'; //? flash
import { start } from '../src/start.js';

declare module 'express-session' {
  interface SessionData {
    count?: number;
  }
}

/** The tests run the app with these routes, so that they do not depend on its pages. */
const routes = Router();

routes.get('/count', async ({ session }, res) => {
  session.count = (session.count ?? 0) + 1;
  await promisify(session.save).call(session);
  res.send(String(session.count));
});

routes.post('/notice', async (req, res) => { //? flash
  notify(req, 'Saved'); //? flash
  await promisify(req.session.save).call(req.session); //? flash
  res.end(); //? flash
}); //? flash

routes.get('/notices', (req, res) => void res.json(noticesFor(req))); //? flash

routes.post('/form', (_req, res) => void res.end()); //? auth || flash

routes.get('/throw', () => {
  throw Object.assign(new Error('<b>broken</b>'), { body: 'password=hunter2' });
});

start(loadConfig(process.env), routes); //? secretEnvSource
loadConfig(process.env).then((config) => start(config, routes)); //? !secretEnvSource
