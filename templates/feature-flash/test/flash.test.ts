import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Database, startDatabase } from './database.js'; //? !memory
import { type App, Browser, startApp } from './support.js';

let database: Database; //? !memory
let app: App;

before(async () => {
  database = await startDatabase(); //? !memory
  app = await startApp({ /*- urlEnv */ DATABASE_URL: database.url }); //? !memory
  app = await startApp({}); //? memory
});
after(async () => {
  await app.stop();
  await database.end(); //? !memory
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
