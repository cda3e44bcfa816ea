import { createRequire } from 'node:module';
import path from 'node:path';
import { execa } from 'execa';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { byApt, byPath, byVariable, type Found, findProgram } from './find.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];
const DOWNLOAD_LIMIT_MS = 240_000;
let found: Promise<Found> | undefined;

/**
 * Finds or downloads a Chromium that runs on this machine, once per process. Throws an Error that lists all sources.
 */
export function findChromium(): Promise<Found> {
  found ??= findProgram('Chromium', [
    byVariable('CHROMIUM_PATH'),
    byPath(...NAMES),
    { how: 'npx playwright-core install chromium (runs automatically)', find: fromPlaywright },
    byApt('chromium', 'chromium'),
  ]);
  return found;
}

/** Launches a headless browser without background network requests. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const { path: executablePath } = await findChromium();
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update'];
  const args = ['--no-sandbox', '--disable-gpu', '--disable-sync', ...quiet, ...(options.args ?? [])];
  return chromium.launch({ executablePath, ...options, args });
}

async function fromPlaywright(): Promise<string> {
  const file = chromium.executablePath();
  const installer = path.join(
    path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
    'cli.js',
  );
  await execa(process.execPath, [installer, 'install', 'chromium'], { timeout: DOWNLOAD_LIMIT_MS });
  return file;
}
