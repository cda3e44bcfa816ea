import type { RequestHandler } from 'express';
import createError from 'http-errors';

/**
 * Refuses what another site sends in the visitor's name. Browsers say where a request comes from, and pages cannot
 * forge that; with SameSite cookies there is no need for tokens in the forms. Programs that say nothing hold no
 * cookies of others.
 */
export const sameOrigin: RequestHandler = (req, _res, next) => {
  const site = req.get('Sec-Fetch-Site');
  const origin = req.get('Origin')?.replace(/^https?:\/\//, '') ?? req.get('Host'); // for browsers before 2023
  const isOurs = site ? site === 'same-origin' || site === 'none' : origin === req.get('Host');
  next(isOurs || req.method === 'GET' || req.method === 'HEAD' ? undefined : createError(403));
};
