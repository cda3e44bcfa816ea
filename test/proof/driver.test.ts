import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectWithDriver } from '../../src/proof/live/driver.ts';
import { type PreloadSettings, SETTINGS_VARIABLE } from '../../src/proof/live/preload/protocol.ts';
import { install } from '../e2e/app.ts';
import { startMongod } from '../real/mongod.ts';
import { scratchFolder } from '../real/packed.ts';
import { run } from '../real/spawn.ts';
import { bundleEngine } from './apps.ts';

const APP = `
const { MongoClient } = require('mongodb');
const other = 'mongodb://127.0.0.1:1/mine';
const options = { serverSelectionTimeoutMS: 2000, ...(process.argv[1] === '3' && { useUnifiedTopology: true }) };
(async () => {
  const clients = [await MongoClient.connect(other, options), await new MongoClient(other, options).connect()];
  clients.push(await new Promise((resolve, reject) =>
    process.argv[1] < '5' ? MongoClient.connect(other, options, (e, client) => e ? reject(e) : resolve(client)) : resolve(clients[0])));
  for (const client of clients) await client.db('named').collection('seen').insertOne({});
  process.exit();
})();`;

/** Resets a connection as soon as the client closes its half of it, as a server that is killed then does. */
async function startResettingProxy(port: number): Promise<Server> {
  const proxy = createServer({ allowHalfOpen: true }, (connection) => {
    const upstream = connect(port, '127.0.0.1');
    connection.pipe(upstream).pipe(connection);
    upstream.on('error', () => connection.destroy());
    connection.on('error', () => upstream.destroy());
    connection.on('end', () => {
      connection.resetAndDestroy();
      upstream.destroy();
    });
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  return proxy;
}

describe.each(['3.2.5', '3.7.4', '4.1.3', '4.17.2', '6.12.0'])('driver %s', (version) => {
  const folder = scratchFolder();
  const warnings: string[] = [];
  const collect = ({ message }: Error) => warnings.push(message);
  afterAll(() => process.off('warning', collect));
  beforeAll(async () => {
    process.on('warning', collect);
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ dependencies: { mongodb: version } }));
    await install(folder);
  }, 120_000);

  test('every client of the app uses the scratch database', { timeout: 60_000 }, async () => {
    const server = await startMongod();
    const settings: PreloadSettings = {
      reports: path.join(folder, 'reports'),
      token: 'token',
      port: 1,
      scratchUrl: server.url.replace('/app', '/scratch'),
      refusesOtherDatabases: true,
    };
    try {
      const preload = path.join(await bundleEngine(), 'live-preload.cjs');
      const env = { [SETTINGS_VARIABLE]: JSON.stringify(settings) };
      const major = version.slice(0, 1);
      const ran = await run(process.execPath, ['--require', preload, '-e', APP, major], { cwd: folder, env });
      expect(ran).toMatchObject({ code: 0 });
      const client = await connectWithDriver(folder, settings.scratchUrl);
      expect(await client?.db().collection('seen').countDocuments()).toBe(3);
      await client?.close(true);
      expect(readFileSync(settings.reports, 'utf8')).toContain('"serverSelectionTimeoutMS":2000');
    } finally {
      await server.stop();
    }
  });

  test('a mongodb+srv URL leaves no options for the next client, and no warning', { timeout: 60_000 }, async () => {
    await expect(connectWithDriver(folder, 'mongodb+srv://db.example.invalid/app')).rejects.toThrow(/example\.invalid/);
    const server = await startMongod();
    try {
      const client = await connectWithDriver(folder, server.url);
      expect(await client?.db().command({ ping: 1 })).toEqual({ ok: 1 });
      await client?.close(true);
      expect(warnings).toEqual([]);
    } finally {
      await server.stop();
    }
  });

  // Without close(true), driver 3.2 throws ECONNRESET here, which Vitest reports as an unhandled error.
  test('a connection that is reset while it is closed throws nothing', { timeout: 60_000 }, async () => {
    const server = await startMongod();
    const proxy = await startResettingProxy(server.port);
    try {
      const client = await connectWithDriver(
        folder,
        `mongodb://127.0.0.1:${(proxy.address() as AddressInfo).port}/app`,
      );
      expect(await client?.db().command({ ping: 1 })).toEqual({ ok: 1 });
      await client?.close(true);
      await new Promise((resolve) => proxy.close(resolve)); // once all connections are gone
    } finally {
      await server.stop();
    }
  });
});
