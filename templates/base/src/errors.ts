import type { ErrorRequestHandler } from 'express';
import { log } from './log.js';

/** Tells the visitor what to do; what went wrong goes to the log only. */
export const errorHandler: ErrorRequestHandler = (error, _req, res, next) => {
  log.error(error);
  if (res.headersSent) return next(error);
  const status = Number(error.status) || 500;
  if (status === 503) res.set('Retry-After', '5');
  const advice = status === 503 ? 'Our database does not answer. Please try again in a moment.' : 'Something went wrong.';
  res.status(status).render('error', { status, advice });
};
