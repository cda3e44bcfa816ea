import path from 'node:path';
import { type Collection, MongoClient } from 'mongodb';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { launchChromium } from '../real/chromium.ts';
import { startMongod } from '../real/mongod.ts';
import { packedCli, scratchFolder } from '../real/packed.ts';
import { freePort } from '../real/port.ts';
import type { RealServer } from '../real/server.ts';
import { run } from '../real/spawn.ts';
import { npm, type Server, serve } from './app.ts';
import { isSignedIn, notices, PASSWORD, signIn, signOut, signUp } from './person.ts';
import { addDevice, FIREFOX, problemsOf, SCHEMES, screensFor, sidewaysScroll, VIEWPORTS } from './screens.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 300_000 });

let app: string;
let port: string;
let mongod: RealServer;
let client: MongoClient;
let sessions: Collection<{ _id: string; userId?: string; expires: Date }>;
let browser: Browser;
let server: Server;
let url: string;

/** Starts the app without a proxy, always on the same port, so that all cookies belong to one origin. */
const start = (): Promise<Server> => serve(app, ['npm', 'start'], { PORT: port, DATABASE_URL: mongod.url });

/** A page in a new browser context, which shares no cookies with others. */
async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  page.setDefaultTimeout(10_000);
  return page;
}

const visits = async (page: Page): Promise<number> => {
  await page.goto(url);
  return Number(await page.locator('.count').textContent());
};

beforeAll(async () => {
  const folder = scratchFolder();
  app = path.join(folder, 'my-app');
  const ran = await run(process.execPath, [packedCli(), 'my-app', '--yes', '--no-git'], {
    cwd: folder,
    timeout: 240_000,
  });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  await npm(app, 'run', 'build');
  mongod = await startMongod();
  client = new MongoClient(mongod.url);
  sessions = client.db().collection('sessions');
  port = String(await freePort());
  server = await start();
  url = server.url;
  // Playwright disables the back/forward cache, which real browsers use.
  browser = await launchChromium({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
});

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await client?.close();
  await mongod?.stop();
});

describe('one browser', () => {
  test('signs up, sees the message once, signs out and signs in again', async () => {
    const page = await newPage();
    expect([await visits(page), await visits(page)]).toEqual([1, 2]);
    const email = await signUp(page, url);
    expect(await notices(page)).toEqual(['Welcome! Your account has been created, and you are signed in.']);
    expect(await page.locator('main').textContent()).toContain(email);
    await page.reload();
    expect(await notices(page)).toEqual([]);
    for (const form of ['sign-in', 'sign-up']) {
      await page.goto(`${url}/${form}`);
      expect(new URL(page.url()).pathname).toBe('/account');
    }
    await signOut(page);
    expect(await notices(page)).toEqual(['You are signed out.']);
    await page.goto(url);
    expect(await page.getByText('nobody yet').count()).toBe(1);
    expect(await isSignedIn(page, url)).toBe(false);
    await signIn(page, url, email);
    expect(new URL(page.url()).pathname).toBe('/account');
    expect(await notices(page)).toEqual(['You are signed in.']);
  });

  test('a failed sign-in does not reveal whether the account exists', async () => {
    const page = await newPage();
    const email = await signUp(await newPage(), url);
    const answers: string[] = [];
    for (const tried of [email, 'stranger@example.org']) {
      await signIn(page, url, tried, 'not the password');
      expect(await page.getByLabel('Email address').inputValue()).toBe(tried);
      expect(await page.getByLabel('Password').inputValue()).toBe('');
      answers.push(((await page.locator('main').textContent()) ?? '').trim());
    }
    expect(answers[0]).toContain('That email address or password is wrong');
    expect(answers[1]).toBe(answers[0]);
  });

  test('a form with two mistakes names both', async () => {
    const page = await newPage();
    await signUp(page, url);
    await page.getByLabel('Current password').fill('a guess');
    await page.getByLabel('New password').fill('short');
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect
      .poll(() => page.getByRole('alert').allTextContents())
      .toEqual(['Not your current password', 'Choose at least 8 characters']);
  });

  test('stays signed in across a server restart', async () => {
    const page = await newPage();
    await signUp(page, url);
    expect(await visits(page)).toBe(1);
    await server.stop();
    server = await start();
    expect(await visits(page)).toBe(2);
    expect(await isSignedIn(page, url)).toBe(true);
  });

  test('is signed out when the session expires', async () => {
    const page = await newPage();
    const email = await signUp(page, url);
    const user = await client.db().collection('users').findOne({ email });
    const past = { $set: { expires: new Date(Date.now() - 1000) } };
    expect((await sessions.updateMany({ userId: String(user?._id) }, past)).modifiedCount).toBe(1);
    await page.reload();
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });

  test('the back button after sign-out does not show the account', async () => {
    const page = await newPage();
    const email = await signUp(page, url);
    await page.goto(url);
    await isSignedIn(page, url);
    expect(await page.content()).toContain(email);
    await signOut(page);
    for (let step = 0; step < 2; step += 1) {
      await page.goBack();
      expect(await page.content()).not.toContain(email);
    }
  });

  test('works with the keyboard alone', async () => {
    const email = await signUp(await newPage(), url);
    const page = await newPage();
    await page.goto(`${url}/sign-in`);
    const focused = 'document.activeElement';
    const passed: unknown[] = [];
    for (const text of [undefined, undefined, undefined, email, PASSWORD]) {
      await page.keyboard.press('Tab');
      passed.push(await page.evaluate(`${focused}.name || ${focused}.textContent.trim()`));
      expect(await page.evaluate(`getComputedStyle(${focused}).outlineStyle`)).toBe('solid');
      if (text) await page.keyboard.type(text);
    }
    expect(passed).toEqual(['My app', 'Sign in', 'Sign up', 'email', 'password']);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/account');
    for (let tabs = 0; tabs < 3; tabs += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sign-in?signed-out');
    expect(await isSignedIn(page, url)).toBe(false);
  });

  test('works without JavaScript', async () => {
    const page = await newPage({ javaScriptEnabled: false });
    const email = await signUp(page, url);
    expect([await visits(page), await visits(page)]).toEqual([1, 2]);
    await page.getByRole('button', { name: 'Start over' }).click();
    expect(await notices(page)).toEqual(['The count starts over.']);
    await signOut(page);
    await signIn(page, url, email);
    expect(await isSignedIn(page, url)).toBe(true);
  });
});

describe('several browsers', () => {
  test('are listed, and one can sign out another', async () => {
    const page = await newPage();
    const email = await signUp(page, url);
    const other = await addDevice(page, url, email, FIREFOX);
    await page.reload();
    const names = await page.locator('.device h3').allTextContents();
    expect(names.map((name) => name.trim())).toEqual(['Chrome on Linux this device', 'Firefox on Windows']);
    const times = page.locator('.device').last().locator('time');
    for (const time of await times.all()) {
      expect(await time.textContent()).toMatch(/^(just now|\d+ seconds? ago)$/);
      expect(await time.getAttribute('title')).toMatch(/^\w+ \d+, \d{4}, \d+:\d\d [AP]M UTC$/);
    }
    await page.getByRole('button', { name: 'Sign out Firefox on Windows' }).click();
    await expect.poll(() => notices(page)).toEqual(['One device has been signed out.']);
    expect(await page.locator('.device').count()).toBe(1);
    expect(await isSignedIn(other, url)).toBe(false);
    expect(await isSignedIn(page, url)).toBe(true);
  });

  test('one can sign out all others at once', async () => {
    const page = await newPage();
    const email = await signUp(page, url);
    const others = [await addDevice(page, url, email), await addDevice(page, url, email, FIREFOX)];
    await page.reload();
    await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await expect.poll(() => notices(page)).toEqual(['2 devices have been signed out.']);
    for (const other of others) expect(await isSignedIn(other, url)).toBe(false);
    expect(await isSignedIn(page, url)).toBe(true);
  });

  test('a password change signs out all others', async () => {
    const page = await newPage();
    const email = await signUp(page, url);
    const other = await addDevice(page, url, email);
    await page.getByLabel('Current password').fill(PASSWORD);
    await page.getByLabel('New password').fill('another horse entirely');
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect
      .poll(() => notices(page))
      .toEqual(['Your password has been changed. You are signed out everywhere else.']);
    expect(await isSignedIn(other, url)).toBe(false);
    expect(await isSignedIn(page, url)).toBe(true);
    await signIn(other, url, email);
    expect(new URL(other.url()).pathname).toBe('/sign-in');
    await signIn(other, url, email, 'another horse entirely');
    expect(new URL(other.url()).pathname).toBe('/account');
  });
});

test('the page check reports accessibility and layout problems', async () => {
  const page = await newPage();
  await page.setContent('<img src="data:,"><p style="width: 3000px; color: #bbb">Pale and wide</p>');
  const found = (await problemsOf(page)).join('\n');
  for (const problem of ['image-alt', 'color-contrast', 'html-has-lang', 'pixels wider'])
    expect(found).toContain(problem);
});

describe.each(SCHEMES)('every page, %s', (colorScheme) => {
  test.each(Object.entries(VIEWPORTS))('on a %s, has no accessibility or layout problems', async (size, viewport) => {
    const page = await newPage({ colorScheme, viewport });
    const blocked: string[] = [];
    page.on('console', (message) => {
      if (!/^(Failed to load resource|Clear-Site-Data header)/.test(message.text())) blocked.push(message.text());
    });
    for (const { name, visit } of screensFor(`ada.${colorScheme}.${size}@example.org`)) {
      await visit(page, url);
      expect(await problemsOf(page), name).toEqual([]);
    }
    expect(blocked).toEqual([]);
  });
});

test.each([100, 200])('no page scrolls sideways at a text size of %i %', async (percent) => {
  const large = await launchChromium({ args: [`--blink-settings=defaultFontSize=${0.16 * percent}`] });
  onTestFinished(() => large.close());
  const page = await large.newPage();
  for (const { name, visit } of screensFor(`${'a'.repeat(64)}@${'b'.repeat(63)}.size${percent}.example.org`)) {
    await visit(page, url);
    expect(await sidewaysScroll(page), name).toEqual([]);
  }
  mongod.freeze();
  onTestFinished(() => mongod.thaw());
  await page.goto(url);
  expect(await sidewaysScroll(page), 'error 503').toEqual([]);
  expect(await page.getByRole('link', { name: 'Sign in' }).count()).toBe(0);
  mongod.thaw();
  await page.getByRole('link', { name: 'Try again' }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).not.toContain('unavailable');
});
