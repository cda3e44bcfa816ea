import { type Options, rateLimit } from 'express-rate-limit';
import createError from 'http-errors';

// Attempts are counted in memory, so each process enforces its own limits.
const limit = (options: Partial<Options>) =>
  rateLimit({
    windowMs: 15 * 60 * 1000,
    standardHeaders: 'draft-8', // and Retry-After
    legacyHeaders: false,
    handler: (_req, _res, next) => next(createError(429)),
    ...options,
  });

/** Sign-ups per IP address. */
export const signUpLimit = limit({ limit: 20 });

// Only wrong passwords and invalid forms count, not successes or a database outage.
const failures: Partial<Options> = {
  skipSuccessfulRequests: true,
  requestWasSuccessful: (_req, res) => res.statusCode !== 401 && res.statusCode !== 422,
};

/** Failed passwords per IP address and per account. */
export const passwordLimits = [
  limit({ ...failures, limit: 50 }),
  limit({
    ...failures,
    limit: 10,
    // At sign-in, the account in the form counts, even if another user is signed in.
    keyGenerator: ({ path, user, body }) =>
      (user && path !== '/sign-in' ? user.email : String(body?.email)).trim().toLowerCase(),
  }),
];
