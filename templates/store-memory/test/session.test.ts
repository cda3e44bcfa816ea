import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { run, startApp, Visitor } from './app.js';

test('a session lives as long as its process', async () => {
  const visitor = new Visitor();
  const first = await startApp({});
  assert.equal(await visitor.visit(first), 1);
  assert.equal(await visitor.visit(first), 2);
  await first.stop();
  const second = await startApp({});
  assert.equal(await visitor.visit(second), 1);
  await second.stop();
});

test('the cookie has the age that was chosen', async () => {
  const app = await startApp({});
  const response = await new Visitor().get(app);
  await app.stop();
  const [cookie = ''] = response.headers.getSetCookie();
  assert.match(cookie, /; Path=\/; .*HttpOnly; SameSite=Lax$/);
  const expires = Date.parse(/Expires=([^;]+)/.exec(cookie)?.[1] ?? '');
  assert.ok(Math.abs(expires - Date.now() - /*- maxAge */ 1_209_600_000) < 10_000, cookie);
});

test('the app refuses to run in production', async () => {
  const server = run({ NODE_ENV: 'production' });
  let said = '';
  server.stderr?.on('data', (chunk) => (said += chunk));
  const [code] = await once(server, 'exit');
  assert.equal(code, 1);
  assert.match(said, /NODE_ENV must not be production/);
});
