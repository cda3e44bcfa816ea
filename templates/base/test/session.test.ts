import assert from 'node:assert/strict';
import { {% if (auth) { %}createHash, {% } %}createHmac } from 'node:crypto';
import { test } from 'node:test';
import { MAX_AGE } from '../src/session.js';
import { Browser, printed, publicFiles, SECRET, setUpApp{% if (!memory) { %}, startApp{% } %} } from './support.js';

const app = setUpApp();

test('counts the visits of each browser', async () => {
  const [one, other] = [new Browser(), new Browser()];
  assert.equal(await one.visits(app), 1);
  assert.equal(await one.visits(app), 2);
  assert.equal(await other.visits(app), 1);
});

test('the cookie is HttpOnly, SameSite=Lax and expires with the session', async () => {
  const response = await new Browser().get(`${app.url}/count`);
  const [cookie = ''] = response.headers.getSetCookie();
  assert.match(cookie, /^[^=]+=s%3A.{32}/);
  assert.match(cookie, /; HttpOnly; SameSite=Lax/);
  const expires = Date.parse(/Expires=([^;]+)/.exec(cookie)?.[1] ?? '');
  assert.ok(Math.abs(expires - Date.now() - MAX_AGE) < 5_000);
});

{% if (!memory) { -%}
for (const NODE_ENV of ['production', 'staging']) {
  test(`in ${NODE_ENV} it is a Secure __Host- cookie, sent over TLS only`, async () => {
    const production = await startApp({ NODE_ENV, TRUST_PROXY: '1' });
    const overTls = await new Browser().get(`${production.url}/count`, { 'X-Forwarded-Proto': 'https' });
    assert.match(overTls.headers.getSetCookie()[0] ?? '', /^__Host-.+; Path=\/;.+; HttpOnly; Secure; SameSite=Lax/);
    const plain = await new Browser().get(`${production.url}/count`);
    assert.deepEqual(plain.headers.getSetCookie(), []);
    assert.doesNotMatch(production.output(), /TRUST_PROXY/);
  });
}

test('behind a proxy that is not trusted, the log names the setting, once', async () => {
  const production = await startApp({ NODE_ENV: 'production' });
  const behindProxy = { 'X-Forwarded-Proto': 'https' };
  for (let times = 0; times < 3; times += 1) await new Browser().get(`${production.url}/count`, behindProxy);
  await production.stop();
  assert.equal(production.output().split('Set TRUST_PROXY=1').length - 1, 1);
});
{% } -%}

test('a session ID that the server did not issue is rejected', async () => {
  const id = 'chosen-by-somebody-else';
  const honest = new Browser();
  await honest.visits(app);
  for (const secret of [SECRET, 'another']) {
    const signature = createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, '');
    const visitor = new Browser();
    visitor.cookie = honest.cookie.replace(/=.*/, `=s%3A${id}.${encodeURIComponent(signature)}`);
    assert.equal(await visitor.visits(app), 1);
    assert.doesNotMatch(visitor.cookie, /chosen/);
  }
});

test('a session ID in the URL is ignored', async () => {
  const visitor = new Browser();
  await visitor.visits(app);
  const response = await new Browser().get(`${app.url}/count?${visitor.cookie}&sid=${visitor.cookie}`);
  assert.equal(await response.text(), '1');
});

test('session IDs are long and unique', async () => {
  const visitors = Array.from({ length: 100 }, () => new Browser());
  await Promise.all(visitors.map((visitor) => visitor.visits(app)));
  const ids = new Set(visitors.map(({ sessionId }) => sessionId));
  assert.equal(ids.size, 100);
  for (const id of ids) assert.match(id, /^[\w-]{32}$/); // 6 random bits per character
});

test('static files, health checks and unknown pages create no session', async () => {
  for (const path of [...publicFiles, '/livez', '/readyz', '/nothing-here']) {
    const response = await new Browser().get(app.url + path);
    const status = path === '/nothing-here' ? 404 : 200;
    assert.deepEqual([path, response.status, response.headers.getSetCookie()], [path, status, []]);
  }
});

test('headers forbid caching, framing and plain HTTP, and do not name the framework', async () => {
  const { headers } = await new Browser().get(`${app.url}/count`);
  assert.equal(headers.get('Cache-Control'), 'no-store');
  assert.equal(headers.get('X-Powered-By'), null);
  assert.match(headers.get('Content-Security-Policy') ?? '', /frame-ancestors 'self'/);
  assert.match(headers.get('Strict-Transport-Security') ?? '', /max-age=\d{8}/);
});

test('the log never contains a session ID', async () => {
  const visitor = new Browser();
  await visitor.visits(app);
  await visitor.visits(app);
{% if (!auth) { -%}
  await printed(app, /"method":"GET"/);
{% } else { -%}
  const session = createHash('sha256').update(visitor.sessionId).digest('base64url');
  const created = `"session":"${session}","msg":"Session created"`;
  await printed(app, new RegExp(`${created}[^]+"method":"GET".+"session":"${session}"`));
{% } -%}
  assert.ok(!app.output().includes(visitor.sessionId));
});
