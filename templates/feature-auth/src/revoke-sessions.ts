import { existsSync } from 'node:fs';
import { parseArgs, promisify } from 'node:util';
import { loadConfig } from './config.js';
import { connect } from './database.js';
import { SessionStore } from './session-store.js';
import { Users } from './users.js';

/** For administrators: ends the sessions of one user, and with --disable the account too, or those of all users. */
async function revokeSessions(): Promise<string> {
  const options = { all: { type: 'boolean' }, disable: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const email = positionals[0]?.trim().toLowerCase();
  if (positionals.length > 1 || Boolean(email) === Boolean(values.all))
    throw new Error('Specify one email address, or --all');
  if (existsSync('.env')) process.loadEnvFile('.env');
{% if (secretEnvSource) { -%}
  const config = loadConfig(process.env);
{% } else { -%}
  const config = await loadConfig(process.env);
{% } -%}
  const client = connect(config.{%- urlEnv %});
  const store = new SessionStore(client);
  if (!email) return promisify(store.clear).call(store).then(() => 'All sessions have ended');
  const users = new Users(client);
  const id = await users.idOf(email);
  if (!id) throw new Error(`No user has the email address ${email}`);
  if (values.disable) await users.disable(id);
  return `Ended sessions of ${email}: ${await store.userSessions.endOthers(id)}`;
}

const end = (code: number, message: string): never => {
  console.log(message);
  process.exit(code); // the open connection would keep the process alive
};
revokeSessions().then(
  (message) => end(0, message),
  (error: Error) => end(1, error.message),
);
