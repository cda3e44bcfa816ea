import type { RequestHandler } from 'express';

/** The page that shows the session at work. */
export const home: RequestHandler = (req, res, next) => {
  req.session.visits = (req.session.visits ?? 0) + 1;
  // Saved before the answer: nobody shall see a count that the database never got.
  req.session.save((error) => {
    if (error) return next(error);
    const store = /*= mongo ? 'MongoDB' : redis ? 'Redis' : 'the memory of this process' */ 'MongoDB';
    res.set('Cache-Control', 'no-store').render('home', { session: req.session, store, uptime: process.uptime() });
  });
};
