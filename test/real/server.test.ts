import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { MongoClient } from 'mongodb';
import { expect, test } from 'vitest';
import { startMongod } from './mongod.ts';

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('a killed mongod restarts with its data on the same port, and stop ends it', async () => {
  const mongod = await startMongod();
  const client = new MongoClient(`${mongod.url}?journal=true`);
  await client.db().collection('things').insertOne({ stored: true });
  const { pid } = mongod;
  await mongod.kill();
  expect(isRunning(pid)).toBe(false);
  await mongod.restart();
  expect(mongod.pid).not.toBe(pid);
  expect(await client.db().collection('things').countDocuments()).toBe(1);
  await client.close();
  mongod.freeze();
  const second = mongod.pid;
  await mongod.stop();
  expect(isRunning(second)).toBe(false);
}, 60_000);

test('a server ends when its test process is killed', async () => {
  const script = `import { startMongod } from '${new URL('mongod.ts', import.meta.url).href}';
    startMongod().then((mongod) => { mongod.freeze(); console.log(mongod.pid); });`;
  const node = ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', script];
  const owner = spawn(process.execPath, node, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(owner.stdout, 'data');
  const pid = Number(String(line));
  expect(isRunning(pid)).toBe(true);
  owner.kill('SIGKILL');
  await expect.poll(() => isRunning(pid), { timeout: 5000 }).toBe(false);
}, 60_000);
