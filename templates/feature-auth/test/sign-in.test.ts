import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Collection, MongoClient } from 'mongodb';
import { isSignedIn, PASSWORD, signIn, signInElsewhere, signUp } from './accounts.js';
import { type Database, startDatabase } from './database.js';
import { type App, Browser, quickest, startApp } from './support.js';

let database: Database;
let client: MongoClient;
let users: Collection;
let sessions: Collection<{ _id: string; userId?: string }>;
let app: App;

before(async () => {
  database = await startDatabase();
  client = new MongoClient(database.url);
  users = client.db().collection('users');
  sessions = client.db().collection({%= collection %});
  app = await startApp({ {%- urlEnv %}: database.url });
});
after(async () => {
  await app.stop();
  await client.close();
  await database.end();
});

test('signs up, out and in again', async () => {
  const { email, browser } = await signUp(app);
  assert.ok(await isSignedIn(app, browser));
  await browser.post(`${app.url}/sign-out`);
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
  const { cookie } = browser;
  const response = await browser.post(`${app.url}/sign-out`);
  const [cleared = ''] = response.headers.getSetCookie();
  assert.match(cleared, /^[^=]+=; Path=\/; Expires=Thu, 01 Jan 1970 .+; HttpOnly; SameSite=Lax$/);
  assert.equal(response.headers.get('Clear-Site-Data'), '"cache", "storage"');
  const hash = createHash('sha256').update(/s%3A([^.]+)/.exec(cookie)?.[1] ?? '').digest('base64url');
  const line = `"session":"${hash}","msg":"Session destroyed"`;
  for (let tries = 0; tries < 100 && !app.output().includes(line); tries += 1) await sleep(20);
  assert.ok(app.output().includes(line));
  const id = String((await users.findOne({ email }))?._id);
  assert.equal(await sessions.countDocuments({ userId: id }), 0);
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
  const id = String((await users.findOne({ email }))?._id);
  assert.equal(await sessions.countDocuments({ userId: id }), 0);
});

test('an unknown email address gets the same response as a wrong password, and as slowly', async () => {
  const { email } = await signUp(app);
  const attempt = async (address: string) => {
    const begin = Date.now();
    const response = await signIn(app, address, 'not the password');
    const text = (await response.text()).replaceAll(address, '');
    return { status: response.status, text, time: Date.now() - begin };
  };
  const known = await attempt(email);
  const unknown = await attempt('nobody@example.org');
  assert.equal(known.status, 401);
  assert.deepEqual([unknown.status, unknown.text], [known.status, known.text]);
  assert.ok(unknown.time > known.time / 3, `${unknown.time} ms against ${known.time} ms`);
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
  await sleep(500);
  assert.ok(!app.output().includes('correct'));
});

test('a form with invalid fields creates no account, and comes back without the password', async () => {
  const response = await new Browser().post(`${app.url}/sign-up`, { email: '"<ada>', password: 'short' });
  assert.equal(response.status, 422);
  const page = await response.text();
  assert.match(page, /"&#34;&lt;ada&gt;"/);
  assert.ok(!page.includes('"short"'));
  assert.equal(await users.countDocuments({ email: '"<ada>' }), 0);
});

test('of two concurrent sign-ups with one email address, one succeeds', async () => {
  const form = { email: 'twice@example.org', password: PASSWORD };
  const both = await Promise.all([1, 2].map(() => new Browser().post(`${app.url}/sign-up`, form)));
  assert.deepEqual(both.map(({ status }) => status).sort(), [303, 422]);
  assert.equal(await users.countDocuments({ email: form.email }), 1);
});

test('the database contains no passwords, only salted hashes', async () => {
  const [one, other] = [await signUp(app), await signUp(app)];
  const stored = await users.find({ email: { $in: [one.email, other.email] } }).toArray();
  assert.equal(new Set(stored.map(({ password }) => password.hash)).size, 2);
  assert.ok(!JSON.stringify(await users.find().toArray()).includes(PASSWORD));
});

test('a deleted user is signed out', async () => {
  const { email, browser } = await signUp(app);
  await users.deleteOne({ email });
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
