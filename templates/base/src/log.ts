import { pino } from 'pino';

/** Structured lines. Headers stay out of them: they carry the session id. */
export const log = pino({ redact: { paths: ['req.headers', 'res.headers'], remove: true } });
