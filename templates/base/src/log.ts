import { pino } from 'pino';

{% if (auth) { -%}
// Headers hold session ids, and an address may hold what was typed into the wrong form.
const paths = ['req.headers', 'res.headers', 'req.query', 'req.url'];
const censor = (value: unknown, [, key]: string[]) => (key === 'url' ? String(value).split('?')[0] : undefined);

export const log = pino({ redact: { paths, censor } });
{% } else { -%}
export const log = pino({ redact: { paths: ['req.headers', 'res.headers'], remove: true } }); // they hold session ids
{% } -%}
