import { pino } from 'pino';

{% if (auth) { -%}
// Headers contain session IDs, and URLs may contain passwords that were typed into the wrong field.
const paths = ['req.headers', 'res.headers', 'req.query', 'req.url'];
const censor = (value: unknown, [, key]: string[]) => (key === 'url' ? String(value).split('?')[0] : undefined);

export const log = pino({ redact: { paths, censor } });
{% } else { -%}
export const log = pino({ redact: { paths: ['req.headers', 'res.headers'], remove: true } }); // session IDs
{% } -%}
