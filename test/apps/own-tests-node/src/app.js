import path from 'node:path';
import express, { urlencoded } from 'express';
import { cities } from './cities.js';

/** Makes the app; the tests make one each. */
export function createApp({ unit = 'celsius' } = {}) {
  const app = express();
  const show = (celsius) => (unit === 'celsius' ? celsius : Math.round(celsius * 1.8 + 32));

  app.use('/assets', express.static(path.join(import.meta.dirname, '../assets')));
  app.use(urlencoded());

  app.get('/', (req, res) => {
    res.json({ unit, home: req.session?.home ?? null });
  });

  app.get('/cities', (req, res) => {
    res.json(Object.keys(cities));
  });

  app.get('/cities/:name', (req, res) => {
    const celsius = cities[req.params.name];
    if (celsius === undefined) throw Object.assign(new Error('Never heard of it'), { status: 404 });
    res.json({ city: req.params.name, temperature: show(celsius) });
  });

  app.post('/home', (req, res) => {
    if (!(req.body?.city in cities)) return res.status(422).json({ error: 'Unknown city' });
    if (req.session) req.session.home = req.body.city;
    res.redirect(303, `/cities/${req.body.city}`);
  });

  // eslint-disable-next-line no-unused-vars
  app.use((error, req, res, next) => {
    res.status(error.status ?? 500).json({ error: error.message });
  });

  return app;
}
