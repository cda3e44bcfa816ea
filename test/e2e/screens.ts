import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { PASSWORD, signIn, signOut, signUp } from './person.ts';

export const SCHEMES = ['light', 'dark'] as const;
export const VIEWPORTS = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

/** A page of the app in a certain state. Screens must be visited in order, because each depends on the previous one. */
interface Screen {
  name: string;
  visit(page: Page, url: string): Promise<unknown>;
}

/** All pages of the app in all states, in the order of a first visit. */
export function screensFor(email: string): Screen[] {
  const at = (name: string, path: string): Screen => ({ name, visit: (page, url) => page.goto(url + path) });
  return [
    at('home, signed out', '/'),
    at('sign-up', '/sign-up'),
    {
      name: 'sign-up, with errors',
      async visit(page, url) {
        await page.goto(`${url}/sign-up`);
        await page.getByLabel('Email address').fill('nobody');
        await page.getByLabel('Password').fill('short');
        await page.getByRole('button', { name: 'Create account' }).click();
        await page.waitForLoadState();
      },
    },
    { name: 'account, just made', visit: (page, url) => signUp(page, url, email) },
    at('home, signed in', '/'),
    {
      name: 'account, with an error',
      async visit(page, url) {
        await page.goto(`${url}/account`);
        await page.getByLabel('Current password').fill('not this one');
        await page.getByLabel('New password').fill(PASSWORD);
        await page.getByRole('button', { name: 'Change password' }).click();
        await page.waitForLoadState();
      },
    },
    {
      name: 'account, with two devices',
      async visit(page, url) {
        await addDevice(page, url, email);
        await page.goto(`${url}/account`);
      },
    },
    at('error 404', '/nothing-there'),
    {
      name: 'error 403, of a form on another site',
      async visit(page, url) {
        const form = `<form method="post" action="${url}/sign-out"><button>Send</button></form>`;
        await page.goto(`data:text/html,${encodeURIComponent(form)}`);
        await page.getByRole('button', { name: 'Send' }).click();
        await page.waitForURL('**/sign-out');
      },
    },
    {
      name: 'sign-in, after signing out',
      async visit(page, url) {
        await page.goto(url);
        await signOut(page);
      },
    },
    { name: 'sign-in, with an error', visit: (page, url) => signIn(page, url, email, 'wrong') },
  ];
}

export const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

/** Signs the same user in with a second browser, on a phone by default. */
export async function addDevice(page: Page, url: string, email: string, userAgent = IPHONE): Promise<Page> {
  const browser = page.context().browser();
  if (!browser) throw new Error('This page has no browser');
  const other = await (await browser.newContext({ userAgent })).newPage();
  await signIn(other, url, email);
  return other;
}

const WIDTHS = [320, 360, 768, 1280];
const LONG_WORDS =
  "document.querySelectorAll('.brand, .device h3, .device p').forEach((part) => part.append('x'.repeat(200)))";

/**
 * The widths (CSS pixels) and colour schemes in which the page scrolls horizontally, with a long word appended to the
 * name of the app and to each device.
 */
export async function sidewaysScroll(page: Page): Promise<string[]> {
  await page.evaluate(LONG_WORDS);
  const found: string[] = [];
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      const excess = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (excess > 0) found.push(`${width} px, ${colorScheme}: ${excess} px too wide`);
    }
  }
  return found;
}

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The violations that axe finds on the current page, one per element, and whether the page scrolls horizontally. */
export async function problemsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const options = JSON.stringify({ runOnly: STANDARDS });
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${options})`);
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
  const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  return tooWide > 0 ? [...found, `${tooWide} pixels wider than the window`] : found;
}
