import { setTimeout as sleep } from 'node:timers/promises';
import type { MongoClient } from 'mongodb';
import mongoose from 'mongoose';
import { log } from './log.js';

/** Resolves when MongoDB is there. mongoose reconnects after an outage by itself, but not after a failed start. */
export async function connect(url: string): Promise<MongoClient> {
  try {
    const { connection } = await mongoose.connect(url, {
      // The driver's own limits are 30 s and more: far too long for somebody who waits for a page.
      serverSelectionTimeoutMS: 2_000,
      connectTimeoutMS: 2_000,
      socketTimeoutMS: 5_000,
      heartbeatFrequencyMS: 3_000,
    });
    return connection.getClient();
  } catch (error) {
    log.warn(error, 'No connection to MongoDB yet');
    await sleep(500, undefined, { ref: false });
    return connect(url);
  }
}
