import { existsSync } from 'node:fs';
import { MemoryStore } from 'express-session'; //? memory
import { createApp } from './app.js';
import { loadConfig } from './config.js';
import { connect } from './database.js'; //? !memory
import { log } from './log.js';
import { SessionStore } from './session-store.js'; //? !memory

// Settings of this machine; variables that are set already win.
if (existsSync('.env')) process.loadEnvFile('.env');
const config = loadConfig(process.env);
const store = new SessionStore(connect(config./*- urlEnv */ DATABASE_URL)); //? !memory
const store = new MemoryStore(); //? memory

const server = createApp(config, store).listen(config.PORT, (error) => {
  if (error) stop(error);
  else log.info(`Listening on http://localhost:${config.PORT}`);
});

/** Takes nothing new, finishes what is under way, then lets go of the database. */
function stop(reason: unknown): void {
  if (reason instanceof Error) log.fatal(reason.message);
  process.exitCode = reason instanceof Error ? 1 : 0;
  setTimeout(() => process.exit(1), 10_000).unref();
  server.close(() => void store.close().finally(() => process.exit())); //? !memory
  server.close(() => process.exit()); //? memory
}
process.once('SIGTERM', stop).once('SIGINT', stop);
