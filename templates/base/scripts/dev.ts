import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
{% if (embedded) { -%}
import { pino } from 'pino';
{% } -%}
import { build as pinoPretty } from 'pino-pretty';
{% if (embedded) { -%}
import { startMongod } from './mongod.js';
{% } -%}

/** Runs the app in development: it starts again after every change, and its log is made for people. */
async function dev(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const messageFormat = '{msg} {req.method} {req.url} {res.statusCode}';
  const output = pinoPretty({ messageFormat, hideObject: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' });
{% if (embedded) { -%}
  const log = pino(output);

  // A MongoDB of our own, with the data of the last time, unless there is another to use.
  const mongod = process.env.{%- urlEnv %} ? undefined : await startMongod('.data/mongodb');
  // `journal`: what the app was told is stored survives even a kill.
  if (mongod) process.env.{%- urlEnv %} = `${mongod.url}/${{%= slug %}}?journal=true`;
  if (mongod) log.info(`MongoDB runs on ${mongod.url}`);
{% } -%}

{% if (ts) { -%}
  const watch = ['--watch', '--import', 'tsx', 'src/server.ts'];
{% } else { -%}
  const watch = ['--watch', 'src/server.js'];
{% } -%}
  const app = spawn(process.execPath, watch, { stdio: ['inherit', 'pipe', 'inherit'] });
  app.stdout.pipe(output);
  app.once('exit', async (code) => {
{% if (embedded) { -%}
    await mongod?.stop();
{% } -%}
    process.exit(code ?? 0);
  });
  // Ctrl-C reaches the app as well: it ends first, and with it all else.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => app.kill('SIGTERM'));
}

dev().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
