import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { connectWithDriver } from '../../src/proof/live/driver.ts';
import { install } from '../e2e/app.ts';
import { startMongod } from '../real/mongod.ts';
import { scratchFolder } from '../real/packed.ts';

test('a mongodb+srv URL leaves no options for the next client', { timeout: 120_000 }, async () => {
  const folder = scratchFolder();
  // It writes tls: true into the options that it is given.
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ dependencies: { mongodb: '4.1.3' } }));
  await install(folder);
  await expect(connectWithDriver(folder, 'mongodb+srv://db.example.invalid/app')).rejects.toThrow(/example\.invalid/);
  const server = await startMongod();
  try {
    const client = await connectWithDriver(folder, server.url);
    expect(await client?.db().command({ ping: 1 })).toEqual({ ok: 1 });
    await client?.close();
  } finally {
    await server.stop();
  }
});
