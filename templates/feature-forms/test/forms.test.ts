import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser, setUpApp } from './support.js';

const app = setUpApp();

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

{% if (flash) { -%}
const notices = async (visitor: Browser) => (await visitor.get(`${app.url}/notices`)).json();

test('a flash message is shown once, to the right visitor', async () => {
  const visitor = new Browser();
  await visitor.post(`${app.url}/notice`);
  assert.deepEqual(await notices(new Browser()), []);
  await visitor.visits(app); // pages that do not show it leave it there
  await visitor.get(`${app.url}/nothing-here`);
  assert.deepEqual(await notices(visitor), ['Saved']);
  assert.deepEqual(await notices(visitor), []);
});
{% } -%}
