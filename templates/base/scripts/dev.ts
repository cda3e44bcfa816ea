import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseEnv } from 'node:util';
import { watch } from 'chokidar';
import { pino } from 'pino';
import { build as pinoPretty } from 'pino-pretty';
{% if (embedded) { -%}
import { startMongod } from './mongod.js';
{% } -%}

/** Runs the app in development: restarts it when src/ or .env changes, and prints its log for people. */
async function dev(): Promise<void> {
  const messageFormat = '{msg} {req.method} {req.url} {res.statusCode}';
  const output = pinoPretty({ messageFormat, hideObject: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' });
  const log = pino(output);

  const environment = { ...process.env };
{% if (embedded) { -%}
  if (existsSync('.env')) process.loadEnvFile('.env'); // may also name the mongod to start
  // Starts a MongoDB that keeps its data, unless the URL names another one.
  const mongod = process.env.{%- urlEnv %} ? undefined : await startMongod('.data/mongodb');
  if (mongod) log.info(`MongoDB runs on ${mongod.url}`);

  // Ctrl-C reaches the app and MongoDB as well: stay until they have ended.
{% } else { -%}
  // Ctrl-C reaches the app as well: stay until it has ended.
{% } -%}
  const stopped = new Promise<'stop'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve('stop'));
  });
  // Views are not watched: in development, Express reads them again for every page.
  const watcher = watch(['src', '.env'], { ignoreInitial: true });
  watcher.on('error', (error) => log.error(`Some files are not watched: ${String(error)}`));

  let event: 'change' | 'stop';
  do {
    const changed = new Promise<'change'>((resolve) => watcher.once('all', () => resolve('change')));
    // Variables that are set already win over .env.
    const env = { ...(existsSync('.env') && parseEnv(readFileSync('.env', 'utf8'))), ...environment };
{% if (embedded) { -%}
    // `journal`: acknowledged writes survive even a kill.
    if (mongod) env.{%- urlEnv %} ||= {%- '`${mongod.url}/' + slug + '?journal=true`' %};
{% } -%}
{% if (ts) { -%}
    const args = ['--import', 'tsx', 'src/server.ts'];
{% } else { -%}
    const args = ['src/server.js'];
{% } -%}
    const app = spawn(process.execPath, args, { env, stdio: ['inherit', 'pipe', 'inherit'] });
    app.stdout.pipe(output, { end: false });
    app.once('exit', (code) => code && log.error(`The app exited with code ${code}; it restarts after the next change`));
    event = await Promise.race([stopped, changed]);
    if (event === 'change') {
      log.info('Restarting after a change');
      await sleep(100); // until git or the editor has written the other files
    }
    if (app.exitCode === null && app.signalCode === null && app.kill()) await once(app, 'exit');
  } while (event === 'change');
  await watcher.close();
{% if (embedded) { -%}
  await mongod?.stop();
{% } -%}
}

dev().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
