import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { scratchFolder } from '../real/packed.ts';
import { runCli } from '../real/spawn.ts';

const SECRET = /^[\w-]{43}$/;
let folder: string;
beforeEach(() => {
  folder = scratchFolder();
});

const secret = (...args: string[]) => runCli(['secret', ...args], folder);
const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
const modeOf = (name: string): number => statSync(path.join(folder, name)).mode & 0o777;

/** An app whose session reads its secrets with this expression. */
function writeApp(expression: string, maxAge = '14 * 24 * 60 * 60 * 1000'): void {
  write(
    'package.json',
    '{"scripts":{"start":"node app.js"},"dependencies":{"express":"4.21.2","express-session":"1.18.1"}}',
  );
  write(
    'app.js',
    `const app = require('express')();
const session = require('express-session');
app.use(session({ secret: ${expression}, cookie: { maxAge: ${maxAge} } }));
app.get('/', (req, res) => res.end());
app.listen(3000);
`,
  );
}

test('prints a new secret of 256 bits each time', async () => {
  const [one, other] = [await secret(), await secret()];
  expect(one).toMatchObject({ code: 0, stderr: '' });
  expect(one.stdout.trim()).toMatch(SECRET);
  expect(Buffer.from(one.stdout.trim(), 'base64url')).toHaveLength(32);
  expect(other.stdout).not.toBe(one.stdout);
});

describe('--write', () => {
  test('creates an env file that only its owner can read', async () => {
    const ran = await secret('--write', '.env');
    expect(ran.code).toBe(0);
    const [, value = ''] = /^SESSION_SECRET=(.*)\n$/.exec(read('.env')) ?? [];
    expect(value).toMatch(SECRET);
    expect(modeOf('.env')).toBe(0o600);
    expect(ran.stdout + ran.stderr).not.toContain(value);
  });

  test('keeps comments, order and line endings of an env file, and fills in an empty value', async () => {
    write(
      '.env',
      '# database\r\nDATABASE_URL=mongodb://localhost\r\n\r\nSESSION_SECRET=  # sign cookies\r\nPORT=1\r\n',
    );
    expect((await secret('--write', '.env')).code).toBe(0);
    expect(read('.env').replace(/=[\w-]{43} /, '=NEW ')).toBe(
      '# database\r\nDATABASE_URL=mongodb://localhost\r\n\r\nSESSION_SECRET=NEW # sign cookies\r\nPORT=1\r\n',
    );
  });

  test('takes the variable that the app reads', async () => {
    writeApp('process.env.COOKIE_KEY');
    await secret('--write', '.env');
    expect(read('.env')).toMatch(/^COOKIE_KEY=[\w-]{43}\n$/);
    await secret('--write', '.env', '--secret-env', 'OTHER');
    expect(read('.env')).toMatch(/^COOKIE_KEY=.*\nOTHER=[\w-]{43}\n$/);
  });

  test('writes a secret file without a variable', async () => {
    await secret('--write', 'session_secret');
    expect(read('session_secret')).toMatch(/^[\w-]{43}\n$/);
  });

  test('does not replace a secret', async () => {
    write('.env', 'SESSION_SECRET=old\n');
    const ran = await secret('--write', '.env');
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.stderr).toContain('--rotate');
    expect(read('.env')).toBe('SESSION_SECRET=old\n');
  });

  test('refuses a file that git tracks, and warns of one that git does not ignore', async () => {
    execFileSync('git', ['init', '-q'], { cwd: folder });
    expect((await secret('--write', '.env')).stdout).toContain('git does not ignore this file');
    execFileSync('git', ['add', '.env'], { cwd: folder });
    const before = read('.env');
    const ran = await secret('--write', '.env', '--rotate');
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('git rm --cached .env');
    expect(read('.env')).toBe(before);
  });

  test.each([
    ['.env.example', 'looks like an example'],
    ['missing/.env', 'does not exist'],
  ])('refuses %s', async (file, reason) => {
    const ran = await secret('--write', file);
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain(reason);
    expect(existsSync(path.join(folder, file))).toBe(false);
  });

  test.each(['SESSION_SECRET: old\n', '\uFEFFSESSION_SECRET=old\n'])(
    'sees the secret that dotenv reads in %j',
    async (text) => {
      write('.env', text);
      expect((await secret('--write', '.env')).stderr).toContain('already has a secret');
      expect((await secret('--write', '.env', '--rotate')).code).toBe(0);
      expect(read('.env').replace(/[\w-]{43},/, 'NEW,')).toBe(text.replace('old', 'NEW,old'));
    },
  );

  test.each([
    ['app.js', 'const a = 1;\nmodule.exports = a;\n'],
    ['config.yaml', 'secret: old\nport: 1\n'],
    ['notes', 'one\ntwo words\n'],
  ])('refuses %s, which holds something else', async (file, text) => {
    write(file, text);
    for (const flags of [[], ['--rotate']]) {
      const ran = await secret('--write', file, ...flags);
      expect(ran.code).toBe(3);
      expect(ran.stderr).toContain(`${file} is neither an env file nor a file with one secret a line.`);
    }
    expect(read(file)).toBe(text);
  });

  test('refuses to create source code', async () => {
    expect((await secret('--write', 'config.json')).code).toBe(3);
    expect(existsSync(path.join(folder, 'config.json'))).toBe(false);
  });

  test('refuses a symbolic link, also in a dry run', async () => {
    write('real.env', '');
    symlinkSync('real.env', path.join(folder, '.env'));
    for (const flags of [[], ['--dry-run']]) expect((await secret('--write', '.env', ...flags)).code).toBe(3);
    expect(read('real.env')).toBe('');
  });

  test('writes nothing in a dry run', async () => {
    expect((await secret('--write', '.env', '--dry-run')).code).toBe(0);
    expect(existsSync(path.join(folder, '.env'))).toBe(false);
  });
});

describe('--rotate', () => {
  test('puts a new secret in front, keeps the quotes, and says when the old one may go', async () => {
    writeApp("process.env.SESSION_SECRET.split(',')", 'AGE');
    write('app.js', `const AGE = 14 * 24 * 60 * 60 * 1000;\n${read('app.js')}`);
    write('.env', 'SESSION_SECRET="old-one"\n');
    const ran = await secret('--write', '.env', '--rotate');
    expect(ran.code).toBe(0);
    expect(read('.env')).toMatch(/^SESSION_SECRET="[\w-]{43},old-one"\n$/);
    const until = new Date(Date.now() + 14 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    expect(ran.stdout).toContain(`Remove the old one after ${until}`);
    expect(ran.stdout + ran.stderr).not.toContain('old-one');
  });

  test('keeps as many old secrets as asked, and says which cookies end', async () => {
    write('.env', 'SESSION_SECRET=c,b,a\n');
    const ran = await secret('--write', '.env', '--rotate', '--keep', '1');
    expect(read('.env')).toMatch(/^SESSION_SECRET=[\w-]{43},c\n$/);
    expect(ran.stdout).toContain('2 old secrets were removed');
  });

  test('puts a line in front of those of a secret file, and prints none of them as JSON', async () => {
    write('secrets.txt', 'old-one\n');
    const ran = await secret('--write', 'secrets.txt', '--rotate', '--json');
    expect(read('secrets.txt')).toMatch(/^[\w-]{43}\nold-one\n$/);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      command: 'secret',
      status: 'done',
      files: [{ path: 'secrets.txt' }],
    });
    expect(ran.stdout).not.toContain('old-one');
    expect(ran.stdout).not.toContain(read('secrets.txt').slice(0, 43));
  });

  test('refuses where the app reads the value as one secret', async () => {
    writeApp('process.env.SESSION_SECRET');
    write('.env', 'SESSION_SECRET=old\n');
    const ran = await secret('--write', '.env', '--rotate');
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain("secret: process.env.SESSION_SECRET.split(','),");
    expect(read('.env')).toBe('SESSION_SECRET=old\n');
  });

  test.each([
    [['--rotate'], '--write .env'],
    [['--json'], '--write .env'],
    [['--write', '.env', '--keep', 'all'], '--keep all'],
    [['--write', '.env', '--secret-env', 'BAD NAME'], 'the name of an environment variable'],
    [['.env'], 'oo many arguments'],
  ])('%j is a usage error', async (flags, message) => {
    const ran = await secret(...flags);
    expect(ran.code).toBe(2);
    expect(ran.stderr + ran.stdout).toContain(message);
  });

  test('refuses a file without a secret', async () => {
    const ran = await secret('--write', '.env', '--rotate');
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('no secret to rotate');
  });
});
