import { once } from 'node:events';
import type { Router } from 'express';
import { MemoryStore } from 'express-session'; //? memory
import { createApp } from './app.js';
import type { Config } from './config.js';
import { connect } from './database.js'; //? !memory
import { log } from './log.js';
import { SessionStore } from './session-store.js'; //? !memory
import { Users } from './users.js'; //? auth

/** Runs the app with these routes until SIGTERM or SIGINT. */
export function start(config: Config, routes: Router): void {
  const database = connect(config./*- urlEnv */ DATABASE_URL); // for the app's data as well as its sessions //? viaClient || viaMongoose
  const store = new SessionStore(database); //? viaClient || viaMongoose
  const store = new SessionStore(connect(config./*- urlEnv */ DATABASE_URL)); //? viaUrl || redis
  const store = new MemoryStore(); //? memory
  store.secrets = config./*- secretEnv */ SESSION_SECRET; //? encrypt
  const users = new Users(database); //? auth && !viaUrl
  const userDatabase = connect(config./*- urlEnv */ DATABASE_URL); // sessions have a connection of their own //? auth && viaUrl
  const users = new Users(userDatabase); //? auth && viaUrl
  const app = createApp(config, /*- auth ? 'users, store' : 'store' */ store, routes);
  const server = app.listen(config.PORT, (error) => {
    if (!error) return log.info(`Listening on http://localhost:${(server.address() as { port: number }).port}`);
    log.fatal(`Cannot listen on port ${config.PORT} (${error.message}): set PORT to a free one`);
    process.exit(1);
  });

  /** Stops accepting requests, waits up to 10 s for those in flight, then closes the database connection. */ //? !memory
  /** Stops accepting requests and waits up to 10 s for those in flight. */ //? memory
  async function stop(): Promise<void> {
    setTimeout(() => server.closeAllConnections(), 10_000).unref();
    server.prependListener('request', (_req, res) => res.setHeader('Connection', 'close')); // end keep-alive connections
    await once(server.close(), 'close');
    await store.close(); //? !memory
    await (await userDatabase).close(); //? auth && viaUrl
  }
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, stop);
}
