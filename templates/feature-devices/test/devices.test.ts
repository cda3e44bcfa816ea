import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MongoClient } from 'mongodb';
import { SessionStore } from '../src/session-store.js';
import { isSignedIn, PASSWORD, signInElsewhere, signUp } from './accounts.js';
import { database } from './database.js';
import { Browser, setUpApp } from './support.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const EDGE = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0';
const SAFARI = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/18.6 Mobile/15E148 Safari/604.1';

const app = setUpApp({ TRUST_PROXY: '1' });

async function signInFrom(email: string, agent: string, address: string): Promise<Browser> {
  const browser = new Browser();
  const headers = { 'User-Agent': agent, 'X-Forwarded-For': address };
  await browser.post(`${app.url}/sign-in`, { email, password: PASSWORD }, headers);
  return browser;
}

/** Returns the devices that the account page lists in this browser. */
async function devicesOf(email: string, browser: Browser) {
  const user = await database.users.findOne({ email });
  const store = new SessionStore(new MongoClient(database.url).connect());
  return store.userSessions.devicesOf(String(user?._id), browser.sessionId).finally(() => store.close());
}

/** Returns the hash of another session, which the account page sends to sign it out. */
async function hashOfOther(email: string, browser: Browser): Promise<string> {
  return (await devicesOf(email, browser)).find(({ isCurrent }) => !isCurrent)?.hash ?? '';
}

test('lists devices by browser, system and network, and puts the current one first', async () => {
  const { email } = await signUp(app);
  const firefox = await signInFrom(email, FIREFOX, '192.0.2.44');
  await signInFrom(email, EDGE, '2001:db8:1:2::3');
  await signInFrom(email, SAFARI, '198.51.100.7');
  const found = await devicesOf(email, firefox);
  const devices = found.map(({ name, address, isCurrent }) => [name, address, isCurrent].join(', '));
  assert.deepEqual(devices, [
    'Firefox on Linux, 192.0.2.x, true',
    'Safari on iOS, 198.51.100.x, false',
    'Edge on Windows, 2001:db8:1:x, false',
    'Unknown browser, this computer, false',
  ]);
});

test('signs out one device and no other', async () => {
  const { email, browser } = await signUp(app);
  const lost = await signInElsewhere(app, email);
  const hash = await hashOfOther(email, browser);
  const kept = await signInElsewhere(app, email);
  assert.equal((await browser.post(`${app.url}/account/devices/sign-out`, { device: hash })).status, 303);
  assert.deepEqual(await Promise.all([browser, lost, kept].map((one) => isSignedIn(app, one))), [true, false, true]);
  assert.equal((await devicesOf(email, browser)).length, 2);
});

test('signs out all other devices at once', async () => {
  const { email, browser } = await signUp(app);
  const others = [await signInElsewhere(app, email), await signInElsewhere(app, email)];
  const stranger = (await signUp(app)).browser;
  await browser.post(`${app.url}/account/devices/sign-out`);
  const all = [browser, ...others, stranger];
  assert.deepEqual(await Promise.all(all.map((one) => isSignedIn(app, one))), [true, false, false, true]);
});

test("a user cannot sign out another user's device", async () => {
  const { email, browser } = await signUp(app);
  await signInElsewhere(app, email);
  const hash = await hashOfOther(email, browser);
  const stranger = (await signUp(app)).browser;
  await stranger.post(`${app.url}/account/devices/sign-out`, { device: hash });
  assert.equal((await devicesOf(email, browser)).length, 2);
  assert.equal((await new Browser().post(`${app.url}/account/devices/sign-out`)).status, 401);
});

test('the hash of a session ID is not a valid session ID', async () => {
  const { email, browser } = await signUp(app);
  await signInElsewhere(app, email);
  const hash = await hashOfOther(email, browser);
  const thief = new Browser();
  thief.cookie = browser.cookie.replace(/s%3A[^.]+/, `s%3A${hash}`);
  assert.ok(!(await isSignedIn(app, thief)));
});
