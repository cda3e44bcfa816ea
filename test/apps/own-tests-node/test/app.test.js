import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createApp } from '../src/app.js';

let server;
let origin;

before(async () => {
  server = createApp({ unit: 'fahrenheit' }).listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${server.address().port}`;
});

after(() => server.close());

test('shows a temperature', async () => {
  const response = await fetch(`${origin}/cities/Lima`);
  assert.deepEqual(await response.json(), { city: 'Lima', temperature: 66 });
});

test('does not know every city', async () => {
  const response = await fetch(`${origin}/cities/Atlantis`);
  assert.equal(response.status, 404);
});

test('serves its assets', async () => {
  const response = await fetch(`${origin}/assets/legend.txt`);
  assert.equal(await response.text(), 'Temperatures at noon\n');
});
