import { type Options, rateLimit } from 'express-rate-limit';
import createError from 'http-errors';

// Counted in the memory of this process: several processes allow so many times as much.
const limit = (options: Partial<Options>) =>
  rateLimit({
    windowMs: 15 * 60 * 1000,
    standardHeaders: 'draft-8', // and Retry-After
    legacyHeaders: false,
    handler: (_req, _res, next) => next(createError(429)),
    ...options,
  });

/** New accounts that one address may make. */
export const signUpLimit = limit({ limit: 20 });

// Right passwords do not count, nor does what the database could not answer.
const wrong: Partial<Options> = {
  skipSuccessfulRequests: true,
  requestWasSuccessful: (_req, res) => res.statusCode !== 401 && res.statusCode !== 422,
};

/** Wrong passwords from one address, and for one account from wherever. */
export const passwordLimits = [
  limit({ ...wrong, limit: 50 }),
  limit({
    ...wrong,
    limit: 10,
    // At the sign-in it is the account that is tried, whoever tries it.
    keyGenerator: ({ path, user, body }) =>
      (user && path !== '/sign-in' ? user.email : String(body?.email)).trim().toLowerCase(),
  }),
];
