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
