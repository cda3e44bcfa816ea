import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { install, npm, type Server, serve, Visitor } from '../e2e/app.ts';
import { startMongod } from '../real/mongod.ts';
import { scratchFolder } from '../real/packed.ts';
import { findPythonTools } from '../real/python.ts';
import { type RealServer, startServer } from '../real/server.ts';
import { runCli } from '../real/spawn.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 400_000 });

const REGION = 'eu-central-1';
const SECRETS = Array.from({ length: 3 }, () => randomBytes(32).toString('base64url'));
// Five minutes are half a second here: nothing else of the app repeats that rarely.
const FAST = `const real = setInterval;
globalThis.setInterval = (f, ms, ...more) => real(f, ms === 300000 ? 500 : ms, ...more);`;

let app: string;
let mongod: RealServer;
let aws: RealServer;

beforeAll(async () => {
  const folder = scratchFolder();
  app = path.join(folder, 'shop');
  const flags = [
    '--secret',
    'aws',
    '--features',
    'none',
    '--database',
    'external',
    '--yes',
    '--no-install',
    '--no-git',
  ];
  expect(await runCli(['shop', ...flags], folder)).toMatchObject({ code: 0, stderr: '' });
  await install(app);
  await npm(app, 'run', 'build');
  mongod = await startMongod();
  const python = (await findPythonTools()).path;
  aws = await startServer({
    file: python,
    args: (port) => ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)],
    url: (port) => `http://127.0.0.1:${port}`,
    ready: /Running on/,
  });
  await call('CreateSecret', { Name: 'shop/session', SecretString: SECRETS[0] ?? '' });
});

afterAll(async () => {
  await aws?.stop();
  await mongod?.stop();
});

/** One call of the Secrets Manager's API; the server does not check signatures, but reads the service's name in them. */
async function call(action: string, body: Record<string, string>): Promise<void> {
  const scope = `Credential=id/20260101/${REGION}/secretsmanager/aws4_request`;
  const response = await fetch(aws.url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `secretsmanager.${action}`,
      Authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** The built app; what a machine of Amazon or a home folder could lend it is out of reach. */
function start(env: Record<string, string> = {}): Promise<Server> {
  const settings = {
    DATABASE_URL: mongod.url,
    SESSION_SECRET_ID: 'shop/session',
    SESSION_SECRET: '',
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'key',
    AWS_ENDPOINT_URL: aws.url,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/none',
    AWS_SHARED_CREDENTIALS_FILE: '/none',
    NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(FAST)}`,
  };
  return serve(app, [process.execPath, 'dist/server.js'], { ...settings, ...env });
}

const changes = (server: Server) => server.output().split('The session secrets have changed').length - 1;

test.each([
  ['no such secret', { SESSION_SECRET_ID: 'shop/other' }, /can't find the specified secret/i],
  ['another region', { AWS_REGION: 'us-east-2' }, /can't find the specified secret/i],
  ['no region', { AWS_REGION: '' }, /region/i],
  ['no credentials', { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }, /credentials/i],
  ['nobody there', { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, /ECONNREFUSED/],
])('%s: it does not start, and says why in a line', async (_, env, message) => {
  const failure = await start(env).then(
    (server) => server.stop().then(() => 'it started'),
    (error: Error) => error.message,
  );
  expect(failure).toMatch(/Bad configuration.*:\n {2}Cannot read the session secrets from AWS Secrets Manager: /);
  expect(failure).toMatch(message);
  expect(failure).not.toMatch(/\n\s+at /);
});

test('a secret that rotates in AWS signs nobody out, and is taken without a restart', async () => {
  const [, two = '', three = ''] = SECRETS;
  const server = await start();
  try {
    const early = new Visitor();
    expect(await early.visits(server)).toBe(1);
    const { cookie } = early;

    await call('PutSecretValue', { SecretId: 'shop/session', SecretString: two });
    await expect.poll(() => changes(server), { timeout: 10_000 }).toBe(2); // it verifies first, then signs
    const late = new Visitor();
    expect(await late.visits(server)).toBe(1);
    expect(await early.visits(server)).toBe(2);

    await call('PutSecretValue', { SecretId: 'shop/session', SecretString: three });
    await expect.poll(() => changes(server), { timeout: 10_000 }).toBe(4);
    expect(await late.visits(server)).toBe(2);
    early.cookie = cookie; // signed by the first secret, which is gone
    expect(await early.visits(server)).toBe(1);

    await aws.kill();
    await expect.poll(() => server.output(), { timeout: 10_000 }).toContain('Keeping the current session secrets');
    expect(await late.visits(server)).toBe(3);
    for (const secret of SECRETS) expect(server.output()).not.toContain(secret);
  } finally {
    await server.stop();
  }
});
