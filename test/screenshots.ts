import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Browser } from 'playwright-core';
import { install, serve } from './e2e/app.ts';
import { signUp } from './e2e/person.ts';
import { addDevice, SCHEMES, VIEWPORTS } from './e2e/screens.ts';
import { launchChromium } from './real/chromium.ts';
import { startMongod } from './real/mongod.ts';
import { recordTerminal } from './terminal-picture.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const EMAIL = 'ada@example.org';
const SIZES = { desktop: { width: 1280, height: 860 }, phone: VIEWPORTS.phone };

/** `npx tsx test/screenshots.ts`: creates an app with this version of the CLI and takes the pictures in docs/ of both. */
async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'screenshots-'));
  const app = path.join(folder, 'my-app');
  await execa('npm', ['run', '--silent', 'build'], { cwd: ROOT });
  const cli = path.join(ROOT, 'bin/create-mongo-session-app.js');
  await recordTerminal(cli, folder, path.join(ROOT, 'docs/terminal.svg'));
  await install(app);
  const mongod = await startMongod();
  const server = await serve(app, [process.execPath, '--import', 'tsx', 'src/server.ts'], {
    DATABASE_URL: mongod.url,
  });
  const browser = await launchChromium();
  try {
    await photograph(browser, server.url);
  } finally {
    await browser.close();
    await server.stop();
    await mongod.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Takes the pictures as one user who has a second device and has visited before. */
async function photograph(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage();
  await signUp(page, url, EMAIL);
  await addDevice(page, url, EMAIL);
  for (let visit = 0; visit < 5; visit += 1) await page.goto(url);
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      for (const [name, address] of [
        ['home', '/'],
        ['account', '/account'],
      ]) {
        await page.goto(`${url}${address}`);
        await page.screenshot({ path: path.join(ROOT, `docs/${name}-${colorScheme}-${size}.png`) });
      }
    }
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
