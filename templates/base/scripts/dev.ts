import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pino } from 'pino'; //? embedded
import { build as pinoPretty } from 'pino-pretty';
import { startMongod } from './mongod.js'; //? embedded

/** Runs the app in development: it starts again after every change, and its log is made for people. */
async function dev(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const messageFormat = '{msg} {req.method} {req.url} {res.statusCode}';
  const output = pinoPretty({ messageFormat, hideObject: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' });
  const log = pino(output); //? embedded

  // A MongoDB of our own, with the data of the last time, unless there is another to use. //? embedded
  const mongod = process.env./*- urlEnv */ DATABASE_URL ? undefined : await startMongod('.data/mongodb'); //? embedded
  // `journal`: what the app was told is stored survives even a kill. //? embedded
  if (mongod) process.env./*- urlEnv */ DATABASE_URL = /*- '`${mongod.url}/' + slug + '?journal=true`' */ `${mongod.url}/my-app?journal=true`; //? embedded
  if (mongod) log.info(`MongoDB runs on ${mongod.url}`); //? embedded

  const watch = ['--watch', '--import', 'tsx', 'src/server.ts']; //? ts
  const watch = ['--watch', 'src/server.js']; //? js
  const app = spawn(process.execPath, watch, { stdio: ['inherit', 'pipe', 'inherit'] });
  app.stdout.pipe(output);
  app.once('exit', async (code) => { //? embedded
    await mongod?.stop(); //? embedded
    process.exit(code ?? 0); //? embedded
  }); //? embedded
  app.once('exit', (code) => process.exit(code ?? 0)); //? !embedded
  // Ctrl-C reaches the app as well: it ends first, and with it all else.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => app.kill('SIGTERM'));
}

dev().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
