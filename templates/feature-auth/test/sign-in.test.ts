import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { isSignedIn, PASSWORD, signIn, signInElsewhere, signUp } from './accounts.js';
import { database } from './database.js';
import { Browser, printed, quickest, setUpApp, startApp } from './support.js';

const app = setUpApp();

async function sessionsOf(email: string): Promise<number> {
  const user = await database.users.findOne({ email });
  return database.sessions.countDocuments({ userId: String(user?._id) });
}

test('signs up, out and in again', async () => {
  const { email, browser } = await signUp(app);
  assert.ok(await isSignedIn(app, browser));
  for (const path of ['/sign-in', '/sign-up'])
    assert.equal((await browser.get(app.url + path)).headers.get('Location'), '/account');
  const next = (await browser.post(`${app.url}/sign-out`)).headers.get('Location');
  assert.match(await (await browser.get(app.url + next)).text(), /role="status"/); // the confirmation
  assert.ok(!(await isSignedIn(app, browser)));
  assert.equal((await signIn(app, ` ${email.toUpperCase()} `, PASSWORD, browser)).status, 303);
  assert.ok(await isSignedIn(app, browser));
});

test('a session ID from before the sign-in is invalid after it', async () => {
  const { email } = await signUp(app);
  const [attacker, victim] = [new Browser(), new Browser()];
  await attacker.visits(app);
  victim.cookie = attacker.cookie;
  await signIn(app, email, PASSWORD, victim);
  assert.ok(await isSignedIn(app, victim));
  assert.notEqual(victim.cookie, attacker.cookie);
  assert.ok(!(await isSignedIn(app, attacker)));
});

test('sign-out destroys the session and clears the cookie and site data', async () => {
  const { email, browser } = await signUp(app);
  const { cookie, sessionId } = browser;
  const response = await browser.post(`${app.url}/sign-out`);
  const [cleared = ''] = response.headers.getSetCookie();
  assert.match(cleared, /^[^=]+=; Path=\/; Expires=Thu, 01 Jan 1970 .+; HttpOnly; SameSite=Lax$/);
  assert.equal(response.headers.get('Clear-Site-Data'), '"cache", "storage"');
  const hash = createHash('sha256').update(sessionId).digest('base64url');
  await printed(app, new RegExp(`"session":"${hash}","msg":"Session destroyed"`));
  assert.equal(await sessionsOf(email), 0);
  browser.cookie = cookie;
  assert.ok(!(await isSignedIn(app, browser)));
});

test('requests in flight during sign-out do not restore the session', async () => {
  const { email, browser } = await signUp(app);
  const { cookie } = browser;
  const visits = Array.from({ length: 20 }, () => new Browser());
  for (const visit of visits) visit.cookie = cookie;
  await Promise.all([...visits.map((visit) => visit.get(`${app.url}/count`)), browser.post(`${app.url}/sign-out`)]);
  browser.cookie = cookie;
  assert.ok(!(await isSignedIn(app, browser)));
  assert.equal(await sessionsOf(email), 0);
});

test('an unknown email address gets the same response as a wrong password, and as slowly', async () => {
  const { email } = await signUp(app);
  const pages = new Map<string, string>();
  let [known, unknown] = [Infinity, Infinity]; // the shortest times, in ms: a busy machine delays some requests
  const attempt = async (address: string) => {
    const begin = Date.now();
    const response = await signIn(app, address, 'not the password');
    assert.equal(response.status, 401);
    pages.set(address, (await response.text()).replaceAll(address, ''));
    return Date.now() - begin;
  };
  for (let tries = 0; tries < 5; tries += 1) {
    known = Math.min(known, await attempt(email));
    unknown = Math.min(unknown, await attempt('nobody@example.org'));
  }
  assert.equal(new Set(pages.values()).size, 1);
  assert.ok(unknown > known / 3, `${unknown} ms against ${known} ms`);
});

test('after ten wrong passwords, even the right one is rejected', async () => {
  const { email } = await signUp(app);
  const { browser: other } = await signUp(app); // attempts count per account, whoever is signed in
  for (let times = 0; times < 10; times += 1) assert.equal((await signIn(app, email, 'wrong', other)).status, 401);
  const response = await signIn(app, email);
  assert.equal(response.status, 429);
  assert.ok(Number(response.headers.get('Retry-After')) > 60);
  assert.equal((await signIn(app, 'somebody-else@example.org')).status, 401);
});

test('a password in the query string is ignored and not logged', async () => {
  const { email } = await signUp(app);
  const address = `${app.url}/sign-in?${new URLSearchParams({ email, password: PASSWORD })}`;
  assert.equal((await new Browser().post(address, { email: '', password: '' })).status, 401);
  assert.ok(!(await printed(app, /.+"url":"\/sign-in".+"statusCode":401.+/)).includes('correct'));
  assert.ok(!app.output().includes('correct'));
});

test('a form with invalid fields creates no account, and comes back without the password', async () => {
  const response = await new Browser().post(`${app.url}/sign-up`, { email: '"<ada>', password: 'short' });
  assert.equal(response.status, 422);
  const page = await response.text();
  assert.match(page, /"&#34;&lt;ada&gt;"/);
  assert.ok(!page.includes('"short"'));
  assert.equal(await database.users.countDocuments({ email: '"<ada>' }), 0);
});

test('of two concurrent sign-ups with one email address, one succeeds', async () => {
  const form = { email: 'twice@example.org', password: PASSWORD };
  const both = await Promise.all([1, 2].map(() => new Browser().post(`${app.url}/sign-up`, form)));
  assert.deepEqual(both.map(({ status }) => status).sort(), [303, 422]);
  assert.equal(await database.users.countDocuments({ email: form.email }), 1);
});

test('the database contains no passwords, only salted hashes', async () => {
  const [one, other] = [await signUp(app), await signUp(app)];
  const stored = await database.users.find({ email: { $in: [one.email, other.email] } }).toArray();
  assert.equal(new Set(stored.map(({ password }) => password.hash)).size, 2);
  assert.ok(!JSON.stringify(await database.users.find().toArray()).includes(PASSWORD));
});

test('in production, a password hash has the cost that OWASP recommends', async () => {
  const production = await startApp({ NODE_ENV: 'production', TRUST_PROXY: '1' });
  const form = { email: 'production@example.org', password: PASSWORD };
  await new Browser().post(`${production.url}/sign-up`, form, { 'X-Forwarded-Proto': 'https' });
  const user = await database.users.findOne({ email: form.email });
  assert.deepEqual(user?.password.cost, { N: 2 ** 15, r: 8, p: 3, maxmem: 2 ** 26 });
});

test('a deleted user is signed out', async () => {
  const { email, browser } = await signUp(app);
  await database.users.deleteOne({ email });
  assert.ok(!(await isSignedIn(app, browser)));
});

test('database frozen: sign-in answers 503 in time', async () => {
  const { email } = await signUp(app);
  database.signal('SIGSTOP');
  const refused = async () => assert.equal((await signIn(app, email)).status, 503);
  const time = await quickest(refused).finally(() => database.signal('SIGCONT'));
  assert.ok(time < 2_000, `${time} ms`);
  assert.ok(await isSignedIn(app, await signInElsewhere(app, email)));
});
