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

const notices = async (visitor: Browser) => (await visitor.get(`${app.url}/notices`)).json();

test('a flash message is shown once, to the right visitor', async () => {
  const [visitor, other] = [new Browser(), new Browser()];
  await visitor.post(`${app.url}/notice`);
  assert.deepEqual(await notices(other), []);
  assert.deepEqual(await notices(visitor), ['Saved']);
  assert.deepEqual(await notices(visitor), []);
});

test('a flash message waits for a page that shows it', async () => {
  const visitor = new Browser();
  await visitor.post(`${app.url}/notice`);
  await visitor.visits(app);
  await visitor.get(`${app.url}/nothing-here`);
  assert.deepEqual(await notices(visitor), ['Saved']);
});
