import { existsSync } from 'node:fs';
import { loadConfig } from './config.js';
import { routes } from './routes.js';
import { start } from './start.js';

if (existsSync('.env')) process.loadEnvFile('.env'); // Variables that are already set take precedence.

{% if (secretEnvSource) { -%}
start(loadConfig(process.env), routes);
{% } else { -%}
loadConfig(process.env).then((config) => start(config, routes));
{% } -%}
