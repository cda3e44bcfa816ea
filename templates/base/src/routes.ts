import { promisify } from 'node:util';
import { Router } from 'express';
{% if (flash) { -%}
import { notify } from './flash.js';
{% } -%}

/** The pages of this app: replace the home page with your own. */
export const routes = Router();

routes.get('/', async ({ session }, res) => {
  session.visits = (session.visits ?? 0) + 1;
  await promisify(session.save).call(session); // Save first, so the page never shows a count that was not stored.
  res.render('home', { session, startedAt: Date.now() - 1_000 * process.uptime() });
});

{% if (flash) { -%}
routes.post('/forget', async (req, res) => {
  delete req.session.visits;
  notify(req, 'The count starts over.');
  await promisify(req.session.save).call(req.session); // Save first: the browser follows the redirect at once.
  res.redirect(303, '/');
});
{% } -%}
