import { MongoClient } from 'mongodb';
import { untilDone } from './patience.js';

// The driver's own limits are 30 s and more: far too long for somebody who waits for a page.
const limits = { serverSelectionTimeoutMS: 2_000, connectTimeoutMS: 2_000, socketTimeoutMS: 5_000 };

/** Resolves when MongoDB is there. A client reconnects after an outage by itself, but not after a failed start. */
export function connect(url: string): Promise<MongoClient> {
  return untilDone('MongoDB', 500, () => new MongoClient(url, { ...limits, heartbeatFrequencyMS: 3_000 }).connect());
}
