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

const notices = async (visitor: Browser) =>
  [...(await (await visitor.get(app.url)).text()).matchAll(/role="status">([^<]*)</g)].map(([, text]) => text);

test('a message is shown once, to the one whom it is for', async () => {
  const [visitor, other] = [new Browser(), new Browser()];
  await visitor.visits(app);
  const response = await visitor.post(`${app.url}/forget`);
  assert.deepEqual([response.status, response.headers.get('Location')], [303, '/']);
  assert.deepEqual(await notices(other), []);
  assert.deepEqual(await notices(visitor), ['The count starts over.']);
  assert.deepEqual(await notices(visitor), []);
});

test('a message waits until a page shows it', async () => {
  const visitor = new Browser();
  await visitor.post(`${app.url}/forget`);
  await visitor.get(`${app.url}/style.css`);
  await visitor.get(`${app.url}/nothing-here`);
  assert.equal(await visitor.visits(app), 1);
});
