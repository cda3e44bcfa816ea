import { once } from 'node:events';
import type { Router } from 'express';
{% if (memory) { -%}
import { MemoryStore } from 'express-session';
{% } -%}
import { createApp } from './app.js';
import type { Config } from './config.js';
{% if (!memory) { -%}
import { connect } from './database.js';
{% } -%}
import { log } from './log.js';
{% if (!memory) { -%}
import { SessionStore } from './session-store.js';
{% } -%}
{% if (auth) { -%}
import { Users } from './users.js';
{% } -%}

/** Runs the app with these routes until SIGTERM or SIGINT. */
export function start(config: Config, routes: Router): void {
{% if (viaClient || viaMongoose) { -%}
  const database = connect(config.{%- urlEnv %}); // for the app's data as well as its sessions
  const store = new SessionStore(database);
{% } else if (viaUrl || redis) { -%}
  const store = new SessionStore(connect(config.{%- urlEnv %}));
{% } else if (memory) { -%}
  const store = new MemoryStore();
{% } -%}
{% if (encrypt) { -%}
  store.secrets = config.{%- secretEnv %};
{% } -%}
{% if (auth && !viaUrl) { -%}
  const users = new Users(database);
{% } else if (auth) { -%}
  const userDatabase = connect(config.{%- urlEnv %}); // separate from the connection of the sessions
  const users = new Users(userDatabase);
{% } -%}
  const app = createApp(config, {% if (auth) { %}users, {% } %}store, routes);
  const server = app.listen(config.PORT, (error) => {
    if (!error) return log.info(`Listening on http://localhost:${(server.address() as { port: number }).port}`);
    log.fatal(`Cannot listen on port ${config.PORT} (${error.message}): set PORT to a free one`);
    process.exit(1);
  });

{% if (!memory) { -%}
  /** Stops accepting requests, waits up to 10 s for those in flight, then closes the database connection. */
{% } else { -%}
  /** Stops accepting requests and waits up to 10 s for those in flight. */
{% } -%}
  async function stop(): Promise<void> {
    setTimeout(() => server.closeAllConnections(), 10_000).unref();
    server.prependListener('request', (_req, res) => res.setHeader('Connection', 'close')); // no keep-alive
    await once(server.close(), 'close');
{% if (!memory) { -%}
    await store.close();
{% } -%}
{% if (auth && viaUrl) { -%}
    await (await userDatabase).close();
{% } -%}
  }
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, stop);
}
