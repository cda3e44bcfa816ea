import { existsSync } from 'node:fs';
import { parseArgs, promisify } from 'node:util';
import { loadConfig } from './config.js';
import { connect } from './database.js';
import { SessionStore } from './session-store.js';
import { Users } from './users.js';

/** For administrators: ends the sessions of one user, who is also disabled if so wanted, or those of everybody. */
async function revokeSessions(): Promise<string> {
  const options = { all: { type: 'boolean' }, disable: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const email = positionals[0]?.trim().toLowerCase();
  if (!email && !values.all) return 'Whose sessions? Give an email address [--disable], or --all';
  if (existsSync('.env')) process.loadEnvFile('.env');
  const client = connect(loadConfig(process.env)./*- urlEnv */ DATABASE_URL); //? secretEnvSource
  const config = await loadConfig(process.env); //? !secretEnvSource
  const client = connect(config./*- urlEnv */ DATABASE_URL); //? !secretEnvSource
  const store = new SessionStore(client);
  const users = new Users(client);
  try {
    if (!email) return await promisify(store.clear).call(store).then(() => 'Every session is ended');
    const id = await users.idOf(email);
    if (!id) return `There is no user ${email}`;
    if (values.disable) await users.disable(id);
    return `${await store.endOthers(id)} sessions of ${email} are ended`;
  } finally {
    await store.close();
  }
}

revokeSessions().then(console.log);
