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

/** Wrong passwords from one address, and for one account from wherever: right ones do not count. */
export const passwordLimits = [
  limit({ limit: 50, skipSuccessfulRequests: true }),
  limit({
    limit: 10,
    skipSuccessfulRequests: true,
    keyGenerator: ({ user, body }) => user?.email ?? String(body?.email).trim().toLowerCase(),
  }),
];
