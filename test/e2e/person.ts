import type { Page } from 'playwright-core';

export const PASSWORD = 'correct horse battery';

let count = 0;

/** Creates an account, which also signs in. @returns the email address. */
export async function signUp(page: Page, url: string, email = `person${++count}@example.org`): Promise<string> {
  await page.goto(`${url}/sign-up`);
  await fillIn(page, email, PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL('**/account');
  return email;
}

/** Submits the sign-in form, without checking the result. */
export async function signIn(page: Page, url: string, email: string, password = PASSWORD): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await fillIn(page, email, password);
  await page.locator('main').getByRole('button', { name: 'Sign in' }).click();
  await page.waitForLoadState();
}

async function fillIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password').fill(password);
}

/** Whether the account page is accessible. */
export async function isSignedIn(page: Page, url: string): Promise<boolean> {
  await page.goto(`${url}/account`);
  return new URL(page.url()).pathname === '/account';
}

/** Signs out, and waits for the page that confirms it. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in?signed-out');
}

/** The flash messages on the page. */
export const notices = (page: Page): Promise<string[]> => page.getByRole('status').allTextContents();
