import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { log } from './log.js';

/** Resolves when MongoDB is there. A client reconnects after an outage by itself, but not after a failed start. */
export async function connect(url: string): Promise<MongoClient> {
  const client = new MongoClient(url, {
    // The driver's own limits are 30 s and more: far too long for somebody who waits for a page.
    serverSelectionTimeoutMS: 2_000,
    connectTimeoutMS: 2_000,
    socketTimeoutMS: 5_000,
    heartbeatFrequencyMS: 3_000,
  });
  return client.connect().catch(async (error) => {
    log.warn(error, 'No connection to MongoDB yet');
    await sleep(500, undefined, { ref: false });
    return connect(url);
  });
}
