import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { MemoryStore } from 'express-session'; //? memory
import { createApp } from './app.js';
import { type Config, loadConfig } from './config.js';
import { connect } from './database.js'; //? !memory
import { log } from './log.js';
import { SessionStore } from './session-store.js'; //? !memory
import { Users } from './users.js'; //? auth

if (existsSync('.env')) process.loadEnvFile('.env'); // variables that are set already win

function start(config: Config): void {
  const database = connect(config./*- urlEnv */ DATABASE_URL); // for the app's data as well as its sessions //? viaClient || viaMongoose
  const store = new SessionStore(database); //? viaClient || viaMongoose
  const store = new SessionStore(connect(config./*- urlEnv */ DATABASE_URL)); //? viaUrl || redis
  const store = new MemoryStore(); //? memory
  store.secrets = config./*- secretEnv */ SESSION_SECRET; //? encrypt
  const users = new Users(database); //? auth && !viaUrl
  const userDatabase = connect(config./*- urlEnv */ DATABASE_URL); // sessions have a connection of their own //? auth && viaUrl
  const users = new Users(userDatabase); //? auth && viaUrl
  const server = createApp(config, /*- auth ? 'users, store' : 'store' */ store).listen(config.PORT, (error) => {
    if (!error) return log.info(`Listening on http://localhost:${(server.address() as { port: number }).port}`);
    log.fatal(`Cannot listen on port ${config.PORT} (${error.message}): set PORT to a free one`);
    process.exit(1);
  });

  /** Takes nothing new, finishes what is under way, then lets go of the database. It waits for 10 s at most. */ //? !memory
  /** Takes nothing new and finishes what is under way. It waits for 10 s at most. */ //? memory
  async function stop(): Promise<void> {
    setTimeout(() => server.closeAllConnections(), 10_000).unref();
    server.prependListener('request', (_req, res) => res.setHeader('Connection', 'close')); // or busy ones would stay
    await once(server.close(), 'close');
    await store.close(); //? !memory
    await (await userDatabase).close(); //? auth && viaUrl
  }
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, stop);
}

start(loadConfig(process.env)); //? secretEnvSource
loadConfig(process.env).then(start); //? !secretEnvSource
