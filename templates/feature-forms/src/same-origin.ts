import type { RequestHandler } from 'express';
import createError from 'http-errors';

/**
 * CSRF protection: rejects form submissions from other sites. Browsers send the origin of a request in headers that
 * pages cannot forge, so with SameSite cookies no CSRF tokens are needed. Clients that send neither header are not
 * browsers, and have no visitor's cookies.
 */
export const sameOrigin: RequestHandler = (req, _res, next) => {
  const site = req.get('Sec-Fetch-Site');
  const origin = req.get('Origin')?.replace(/^https?:\/\//, '') ?? req.get('Host'); // Origin: browsers before 2023
  const isSameOrigin = site ? site === 'same-origin' || site === 'none' : origin === req.get('Host');
  next(isSameOrigin || req.method === 'GET' || req.method === 'HEAD' ? undefined : createError(403));
};
