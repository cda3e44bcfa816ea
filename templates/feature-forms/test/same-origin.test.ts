import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
{% if (!memory) { -%}
import { type Database, startDatabase } from './database.js';
{% } -%}
import { type App, Browser, startApp } from './support.js';

{% if (!memory) { -%}
let database: Database;
{% } -%}
let app: App;

before(async () => {
{% if (!memory) { -%}
  database = await startDatabase();
  app = await startApp({ {%- urlEnv %}: database.url });
{% } else { -%}
  app = await startApp({});
{% } -%}
});
after(async () => {
  await app.stop();
{% if (!memory) { -%}
  await database.end();
{% } -%}
});

const status = async (headers: Record<string, string>) =>
  (await new Browser().post(`${app.url}/form`, {}, headers)).status;

test('forms from other sites are rejected', async () => {
  for (const site of ['cross-site', 'same-site']) assert.equal(await status({ 'Sec-Fetch-Site': site }), 403);
});

test('forms from this site are accepted', async () => {
  for (const site of ['same-origin', 'none']) assert.equal(await status({ 'Sec-Fetch-Site': site }), 200);
});

test('without Sec-Fetch-Site, the Origin header decides', async () => {
  for (const origin of ['https://evil.example', 'null', `${app.url}.evil.example`])
    assert.equal(await status({ 'Sec-Fetch-Site': '', Origin: origin }), 403);
  assert.equal(await status({ 'Sec-Fetch-Site': '', Origin: app.url }), 200);
});

test('links from other sites work', async () => {
  assert.equal((await new Browser().get(`${app.url}/count`, { 'Sec-Fetch-Site': 'cross-site' })).status, 200);
});
