import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Browser, setUpApp } from './support.js';

const folder = mkdtempSync(path.join(tmpdir(), {%= `${slug}-` %}));
const file = path.join(folder, 'session');
const [older, newer] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];

/** Replaces the file the way Kubernetes does: it is a symlink, which is replaced. */
function writeSecrets(...lines: string[]): void {
  const content = path.join(folder, randomBytes(8).toString('hex'));
  writeFileSync(content, `${lines.join('\n')}\n`);
  symlinkSync(content, `${content}.link`);
  renameSync(`${content}.link`, file);
}

/** Waits up to 10 s until the log contains the text more than `seen` times. */
async function logs(what: string, seen: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (app.output().split(what).length - 1 > seen) return;
    await sleep(100);
  }
  throw new Error(`Not in the log: ${what}`);
}

writeSecrets(older);
const app = setUpApp({ {%- secretEnv %}_FILE: file });
after(() => rmSync(folder, { recursive: true }));

test('changing the secrets needs no restart and ends no session', async () => {
  const early = new Browser();
  assert.equal(await early.visits(app), 1);
  const { cookie } = early;

  writeSecrets(newer, '', older);
  await logs('secrets have changed', 0);
  const late = new Browser();
  assert.equal(await late.visits(app), 1);
  assert.equal(await early.visits(app), 2);

  writeSecrets(newer);
  await logs('secrets have changed', 1);
  assert.equal(await late.visits(app), 2);
  early.cookie = cookie; // signed with the older secret
  assert.equal(await early.visits(app), 1);
});

test('an invalid file is logged, and the secrets stay in use', async () => {
  const visitor = new Browser();
  assert.equal(await visitor.visits(app), 1);
  writeSecrets('too-short');
  await logs('is shorter than 32 characters', 0);
  assert.equal(await visitor.visits(app), 2);
  rmSync(file);
  await logs('ENOENT', 0);
  assert.equal(await visitor.visits(app), 3);
  assert.ok(![older, newer, 'too-short'].some((secret) => app.output().includes(secret)));
});
