import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Builds, packs and installs the CLI, as a user would get it. @returns the path of its bin script */
export async function packAndInstall(): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cli-packed-'));
  // Some tests run it as another user.
  chmodSync(folder, 0o755);
  await execa('npm', ['run', '--silent', 'build'], { cwd: ROOT });
  await execa('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (!tarball) throw new Error('npm pack left no tarball');
  mkdirSync(path.join(folder, 'installed'));
  const install = ['install', '--no-audit', '--no-fund', '--prefix', 'installed', path.join(folder, tarball)];
  await execa('npm', install, { cwd: folder });
  return path.join(folder, 'installed/node_modules/create-mongo-session-app/bin/create-mongo-session-app.js');
}

/** Path of the packed CLI for this test run. */
export function packedCli(): string {
  const bin = process.env['PACKED_CLI'];
  if (!bin) throw new Error('These tests need the packed CLI: run them with `npm test -- <path>`.');
  return bin;
}

const scratch = new Set<string>();

process.once('exit', () => {
  for (const folder of scratch) rmSync(folder, { recursive: true, force: true });
});

/** Creates an empty folder that is deleted when the test process ends. */
export function scratchFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cli-'));
  scratch.add(folder);
  return folder;
}
