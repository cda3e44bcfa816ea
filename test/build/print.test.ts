import { execFileSync, spawn } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../build/bundle.ts';

const SAMPLE = fileURLToPath(new URL('printer.ts', import.meta.url));

describe.skipIf(process.platform === 'win32')('print', () => {
  let dir = '';
  let command = '';

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'print-'));
    await bundle({ printer: SAMPLE }, dir);
    command = `'${process.execPath}' '${join(dir, 'printer.cjs')}'`;
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const shell = (script: string): string => execFileSync('bash', ['-c', script], { cwd: dir, encoding: 'utf8' });

  it('fills a file', () => {
    expect(shell(`${command} >out; tail -c 7 out; wc -c <out`)).toMatch(/^x\nlast\n\s*1000006\n$/);
  });

  it('waits for a slow reader', () => {
    expect(shell(`${command} | (sleep 0.3; tail -c 7)`)).toBe('x\nlast\n');
  });

  it('ends in peace when nobody reads any more', () => {
    expect(shell(`set -o pipefail; ${command} 2>&1 | head -c 1; echo " $?"`)).toBe('x 0\n');
  });

  it('loses nothing in a pipe that does not block', async () => {
    const fifo = join(dir, 'fifo');
    shell('mkfifo fifo');
    const end = openSync(fifo, constants.O_RDWR | constants.O_NONBLOCK);
    const writer = spawn('bash', ['-c', `${command} >&3`], { stdio: ['ignore', 'ignore', 'inherit', end] });
    const reader = spawn('bash', ['-c', 'sleep 0.3; head -c 1000006 fifo | tail -c 7'], { cwd: dir });
    const text = await new Promise((resolve) => reader.stdout.on('data', (chunk) => resolve(String(chunk))));
    closeSync(end);
    expect(text).toBe('x\nlast\n');
    expect(writer.exitCode ?? 0).toBe(0);
  });
});
