import { pino } from 'pino';

// Headers hold session ids, and an address may hold what was typed into the wrong form. //? auth
const paths = ['req.headers', 'res.headers', 'req.query', 'req.url']; //? auth
const censor = (value: unknown, [, key]: string[]) => (key === 'url' ? String(value).split('?')[0] : undefined); //? auth

export const log = pino({ redact: { paths, censor } }); //? auth
export const log = pino({ redact: { paths: ['req.headers', 'res.headers'], remove: true } }); // they hold session ids //? !auth
