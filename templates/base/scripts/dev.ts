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

/** Runs the app in development: restarts it when src/ or .env changes, and pretty-prints its log. */
async function dev(): Promise<void> {
  const messageFormat = '{msg} {req.method} {req.url} {res.statusCode}';
  const output = pinoPretty({ messageFormat, hideObject: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' });
  const log = pino(output);

  const environment = { ...process.env };
{% if (embedded) { -%}
  if (existsSync('.env')) process.loadEnvFile('.env'); // it may also set MONGODB_BINARY
  // Starts a local MongoDB unless {%- urlEnv %} is set.
  const mongod = process.env.{%- urlEnv %} ? undefined : await startMongod('.data/mongodb');
  if (mongod) log.info(`MongoDB is running on ${mongod.url}`);
  void mongod?.exited.then((code) => code === 0 || log.error('MongoDB exited unexpectedly. Start dev again'));

  // Ctrl-C also reaches the app and MongoDB: wait until they have exited.
{% } else { -%}
  // Ctrl-C also reaches the app: wait until it has exited.
{% } -%}
  const stopped = new Promise<'stop'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve('stop'));
  });
  // Views need no restart: in development, Express reads them for every page.
  const watcher = watch(['src', '.env'], { ignoreInitial: true });
  watcher.on('error', (error) => log.error(`Cannot watch some files: ${String(error)}`));

  let event: 'change' | 'stop';
  do {
    const changed = new Promise<'change'>((resolve) => watcher.once('all', () => resolve('change')));
    // Variables that are already set take precedence over .env.
    const env = { ...(existsSync('.env') && parseEnv(readFileSync('.env', 'utf8'))), ...environment };
{% if (embedded) { -%}
    // With journal=true, acknowledged writes survive a crash of MongoDB.
    if (mongod) env.{%- urlEnv %} ||= {%- '`${mongod.url}/' + slug + '?journal=true`' %};
{% } -%}
{% if (ts) { -%}
    const args = ['--import', 'tsx', 'src/server.ts'];
{% } else { -%}
    const args = ['src/server.js'];
{% } -%}
    const app = spawn(process.execPath, args, { env, stdio: ['inherit', 'pipe', 'inherit'] });
    app.stdout.pipe(output, { end: false });
    app.once('exit', (code) => code && log.error(`The app exited with code ${code}. Restarting on the next change`));
    event = await Promise.race([stopped, changed]);
    if (event === 'change') {
      log.info('Restarting after a change');
      await sleep(100); // git or the editor may still be writing other files
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
