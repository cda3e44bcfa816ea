import assert from 'node:assert/strict';
import { type App, Browser } from './support.js';

export const PASSWORD = 'correct horse battery';

let count = 0;

/** Creates an account and returns it with a browser that is signed in. */
export async function signUp(app: App) {
  count += 1;
  const email = `user${count}@example.org`;
  const browser = new Browser();
  const response = await browser.post(`${app.url}/sign-up`, { email, password: PASSWORD });
  assert.deepEqual([response.status, response.headers.get('Location')], [303, '/account']);
  return { email, browser };
}

export function signIn(app: App, email: string, password = PASSWORD, browser = new Browser()): Promise<Response> {
  return browser.post(`${app.url}/sign-in`, { email, password });
}

export async function signInElsewhere(app: App, email: string): Promise<Browser> {
  const browser = new Browser();
  assert.equal((await signIn(app, email, PASSWORD, browser)).status, 303);
  return browser;
}

export async function isSignedIn(app: App, browser: Browser): Promise<boolean> {
  const response = await browser.get(`${app.url}/account`);
  if (response.status === 200) return true;
  assert.equal(response.headers.get('Location'), '/sign-in');
  return false;
}
