import { pino } from 'pino';

export const log = pino({ redact: { paths: ['req.headers', 'res.headers'], remove: true } }); // they hold session ids
