import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packedCli } from '../real/packed.ts';
import { run, runCli } from '../real/spawn.ts';
import { installApps } from './apps.ts';

let apps: string;
beforeAll(async () => {
  apps = await installApps();
}, 300_000);

/** The codes of errors and warnings. */
function problems(stdout: string): string[] {
  const { notes } = JSON.parse(stdout) as { notes: { code: string; severity: string }[] };
  return notes.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
}

// What the proof finds in these apps is tested in live.test.ts.
test.each([
  ['sound', []],
  ['memory-store', ['memory-store']],
  ['wrong-order', ['session-late']],
  ['secure-without-proxy', ['secure-without-proxy']],
  ['ttl-conflict', []],
  ['resurrecting-sign-out', ['resave']],
  ['fixation', []],
  ['hang', []],
  ['string-max-age', ['max-age-number']],
  ['second-session', ['memory-store', 'second-session']],
  ['hard-coded-secret', ['guessable-secret']],
])('the rules find in the app %s: %j', async (name, expected) => {
  expect(problems((await runCli(['doctor', name, '--json'], apps)).stdout)).toEqual(expected);
});

describe('doctor --live', () => {
  test('shows what was seen, and exits with 5 for a failure', { timeout: 120_000 }, async () => {
    const { stdout, code } = await run(process.execPath, [packedCli(), 'doctor', 'memory-store', '--live'], {
      cwd: apps,
      timeout: 100_000,
    });
    expect(code).toBe(5);
    expect(stdout).toMatch(/^ {2}passed {3}The app starts/m);
    expect(stdout).toMatch(/^ {2}failed {3}Sessions are stored in MongoDB.*\n +Sessions are kept in memory/m);
    expect(stdout).not.toContain('hunter2');
  });

  test('Ctrl-C cancels it', { timeout: 60_000 }, async () => {
    const child = spawn(process.execPath, [packedCli(), 'doctor', 'sound', '--live'], { cwd: apps });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    while (!output.includes('Proving the sessions')) await once(child.stdout, 'data');
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    expect(code).toBe(130);
    expect(output).toContain('Cancelled');
    expect(readFileSync(path.join(apps, 'sound/.env'), 'utf8')).toContain('DATABASE_URL');
  });
});
