import { promisify } from 'node:util';
import { Router } from 'express';
import { notify } from './flash.js'; //? flash

/** The pages of this app: replace the home page with your own. */
export const routes = Router();

routes.get('/', async ({ session }, res) => {
  session.visits = (session.visits ?? 0) + 1;
  await promisify(session.save).call(session); // Save first, so the page never shows a count that was not stored.
  res.render('home', { session, uptime: process.uptime() });
});

routes.post('/forget', async (req, res) => { //? flash
  delete req.session.visits; //? flash
  notify(req, 'The count starts over.'); //? flash
  await promisify(req.session.save).call(req.session); // Save first: the browser follows the redirect at once. //? flash
  res.redirect(303, '/'); //? flash
}); //? flash
