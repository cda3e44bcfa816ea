import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { isSignedIn, PASSWORD, signIn, signInElsewhere, signUp } from './accounts.js';
import { database } from './database.js';
import { Browser, environment, setUpApp } from './support.js';

const NEW_PASSWORD = 'four other words here';
const command = [{%- ts ? "'--import', 'tsx', " : '' %}'src/revoke-sessions.{%- ext %}'];

const app = setUpApp();

/** Runs the command for administrators and returns its output. */
async function revoke(...args: string[]): Promise<string> {
  const cwd = path.join(import.meta.dirname, '..');
  return (await promisify(execFile)(process.execPath, [...command, ...args], { cwd, env: environment() })).stdout;
}

const changePassword = (browser: Browser, current: string, password: string) =>
  browser.post(`${app.url}/account/password`, { current, password });

test('changing the password requires the current one', async () => {
  const { email, browser } = await signUp(app);
  assert.equal((await changePassword(browser, 'a guess', NEW_PASSWORD)).status, 422);
  assert.equal((await signIn(app, email)).status, 303);
});

test('a password form with two mistakes names both', async () => {
  const { browser } = await signUp(app);
  const page = await (await changePassword(browser, 'a guess', 'short')).text();
  for (const field of ['current', 'password']) assert.ok(page.includes(`id="${field}-problem"`), field);
});

test('changing the password ends all other sessions and renews the current one', async () => {
  const { email, browser } = await signUp(app);
  await browser.visits(app);
  const other = await signInElsewhere(app, email);
  const { cookie } = browser;
  assert.equal((await changePassword(browser, PASSWORD, NEW_PASSWORD)).status, 303);
  assert.ok(await isSignedIn(app, browser));
  assert.notEqual(browser.cookie, cookie);
  assert.equal(await browser.visits(app), 2);
  assert.ok(!(await isSignedIn(app, other)));
  browser.cookie = cookie;
  assert.ok(!(await isSignedIn(app, browser)));
  assert.equal((await signIn(app, email)).status, 401);
  assert.equal((await signIn(app, email, NEW_PASSWORD)).status, 303);
});

test('without signing in, there is no account page and no password change', async () => {
  assert.equal((await new Browser().get(`${app.url}/account`)).headers.get('Location'), '/sign-in');
  assert.equal((await changePassword(new Browser(), PASSWORD, NEW_PASSWORD)).status, 401);
});

test('no page contains a session ID or a password hash', async () => {
  const { browser } = await signUp(app);
  const page = await (await browser.get(`${app.url}/account`)).text();
  assert.ok(!page.includes(browser.sessionId));
  assert.doesNotMatch(page, /salt|scrypt|[\w+/]{43}=/);
});

test('every page has a sign-out button', async () => {
  const { browser } = await signUp(app);
  for (const page of ['/account', '/nothing-here'])
    assert.match(await (await browser.get(app.url + page)).text(), /<form method="post" action="\/sign-out">/);
});

test('pages of signed-in users are not cached', async () => {
  const { browser } = await signUp(app);
  for (const page of ['/count', '/account', '/sign-in'])
    assert.equal((await browser.get(app.url + page)).headers.get('Cache-Control'), 'no-store');
});

test("a user's sessions are found through an index", async () => {
  const { browser } = await signUp(app);
  await browser.visits(app);
  const { userId } = (await database.sessions.findOne({ userId: { $type: 'string' } })) ?? {};
  const plan = await database.sessions.find({ userId }).explain();
  assert.match(JSON.stringify(plan), /"indexName":"userId_1"/);
});

test('signing in with 20 sessions ends the least recently used one', async () => {
  const { email, browser } = await signUp(app);
  const userId = String((await database.users.findOne({ email }))?._id);
  const expiryOf = (age: number) => new Date(Date.now() + 90_000 - age);
  const older = Array.from({ length: 20 }, (_, age) => ({ _id: `${email} ${age}`, session: '', userId, expires: expiryOf(age) }));
  await database.sessions.insertMany(older);
  await signInElsewhere(app, email);
  assert.equal(await database.sessions.countDocuments({ userId }), 20);
  assert.equal(await database.sessions.countDocuments({ _id: { $in: [`${email} 17`, `${email} 18`, `${email} 19`] } }), 1);
  assert.ok(await isSignedIn(app, browser));
});

test('an administrator ends the sessions of one user', async () => {
  const { email, browser } = await signUp(app);
  const bystander = (await signUp(app)).browser;
  const other = await signInElsewhere(app, email);
  assert.match(await revoke(email.toUpperCase()), /^Ended sessions of .+: 2$/m);
  const states = [browser, other, bystander].map((one) => isSignedIn(app, one));
  assert.deepEqual(await Promise.all(states), [false, false, true]);
  assert.equal((await signIn(app, email)).status, 303);
});

test('an administrator disables a user: all sessions end, and sign-in fails', async () => {
  const { email, browser } = await signUp(app);
  assert.match(await revoke('--disable', email), /^Ended sessions of .+: 1$/m);
  assert.ok(!(await isSignedIn(app, browser)));
  assert.equal((await signIn(app, email)).status, 401);
});

test('an administrator ends every session', async () => {
  const browsers = [(await signUp(app)).browser, (await signUp(app)).browser];
  await revoke('--all');
  assert.deepEqual(await Promise.all(browsers.map((one) => isSignedIn(app, one))), [false, false]);
  assert.equal(await database.sessions.countDocuments({ userId: { $exists: true } }), 0);
});
