import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import session from 'express-session';
import { loadConfig } from '../src/config.js';
import { connect } from '../src/database.js';
import { MAX_AGE, sessions } from '../src/session.js';
import { SessionStore } from '../src/session-store.js';
import { type Database, startDatabase } from './database.js';
import { Browser, SECRET{% if (secretFile) { %}, secretFile{% } %} } from './support.js';

const DAY = 24 * 60 * 60 * 1000;
let database: Database;
let store: SessionStore;
let url: string;
let finish: () => void;

before(async () => {
  database = await startDatabase();
{% if (secretEnvSource) { -%}
  const config = loadConfig({ {%- urlEnv %}: database.url, {%- secretEnv %}: SECRET });
{% } else if (secretAws) { -%}
  const config = await loadConfig({ {%- urlEnv %}: database.url, {%- secretEnv %}: SECRET });
{% } else if (secretFile) { -%}
  const secrets = { {%- secretEnv %}_FILE: secretFile(SECRET) };
  const config = await loadConfig({ {%- urlEnv %}: database.url, ...secrets });
{% } -%}
  store = new SessionStore(connect(config.{%- urlEnv %}));
{% if (encrypt) { -%}
  store.secrets = config.{%- secretEnv %};
{% } -%}
  const app = express();
  app.use(sessions(config, store));
  app.get('/visit', (req, res) => {
    req.session.count = (req.session.count ?? 0) + 1;
    req.session.save((error) => res.status(error?.status ?? 200).send(String(req.session.count)));
  });
  app.get('/slow', (req, res) => {
    finish = () => {
      req.session.count = 99;
      req.session.save((error) => res.status(error?.status ?? 200).end());
    };
  });
  app.get('/end', (req, res) => req.session.destroy((error) => res.status(error ? 500 : 200).end()));
  app.get('/short', (req, res) => {
    req.session.cookie.maxAge = 300;
    req.session.save(() => res.end());
  });
  app.get('/old', (req, res) => {
    req.session.startedAt = Date.now() - 4 * MAX_AGE - DAY;
    req.session.save(() => res.end());
  });
  const server = app.listen(0).unref();
  await once(server, 'listening');
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
});
after(async () => {
  await store.close();
  await database.end();
});

const visit = async (visitor: Browser) => (await visitor.get(`${url}/visit`)).text();

test('a slow request does not restore a session destroyed meanwhile', async () => {
  const visitor = new Browser();
  await visit(visitor);
  const { cookie } = visitor;
  const slow = visitor.get(`${url}/slow`);
  while (!finish) await sleep(10);
  assert.equal((await visitor.get(`${url}/end`)).status, 200);
  finish();
  assert.equal((await slow).status, 401);
  visitor.cookie = cookie;
  assert.equal(await visit(visitor), '1');
  assert.notEqual(visitor.cookie, cookie);
});

test('touching a destroyed session is not an error', async () => {
  const cookie = new session.Cookie();
  cookie.maxAge = DAY;
  const error = await new Promise((resolve) => store.touch('ended', { cookie }, resolve));
  assert.equal(error ?? null, null);
});

test('an idle session expires', async () => {
  const visitor = new Browser();
  await visit(visitor);
  await visitor.get(`${url}/short`);
{% if (mongo) { -%}
  await sleep(400);
{% } else if (redis) { -%}
  await sleep(1_400); // Redis rounds the expiry to seconds
{% } -%}
  assert.equal(await visit(visitor), '1');
});

test('a session in constant use expires after its maximum lifetime', async () => {
  const visitor = new Browser();
  await visit(visitor);
  assert.equal(await visit(visitor), '2');
  await visitor.get(`${url}/old`);
  assert.equal(await visit(visitor), '1');
});
