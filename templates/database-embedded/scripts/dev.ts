import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { startMongod } from './mongod.js';

// Development: the app, started again at every change, on a MongoDB of its own whose data stays in .data/.
if (existsSync('.env')) process.loadEnvFile('.env');

async function dev(): Promise<void> {
  const mongod = process.env[/*= urlEnv */ 'DATABASE_URL'] ? undefined : await startMongod('.data/mongodb');
  // Journaled writes: what the app was told is stored survives even a kill.
  const url = mongod ? `${mongod.getUri('app')}?journal=true` : process.env[/*= urlEnv */ 'DATABASE_URL'];
  const watch = ['--watch', '--import', 'tsx', 'src/server.ts']; //? ts
  const watch = ['--watch', 'src/server.js']; //? js
  const app = spawn(process.execPath, watch, { stdio: 'inherit', env: { ...process.env, /*- urlEnv */ DATABASE_URL: url } });
  app.on('exit', (code) => void (mongod?.stop() ?? Promise.resolve()).then(() => process.exit(code ?? 0)));
  // Ctrl-C reaches the app as well; it ends first, then the database.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => app.kill('SIGTERM'));
}

dev().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
