import { MongoClient } from 'mongodb';
import { retryUntilSuccess } from './deadline.js';

// The driver's default timeouts are 30 s or more, too long for a visitor who waits for a page.
const timeouts = { serverSelectionTimeoutMS: 2_000, connectTimeoutMS: 2_000, socketTimeoutMS: 5_000 };
const options = { ...timeouts, heartbeatFrequencyMS: 3_000 };

/** Retries until connected: the driver reconnects after an outage, but gives up if the first connection fails. */
export function connect(url: string): Promise<MongoClient> {
  return retryUntilSuccess('Connecting to MongoDB', 500, () => new MongoClient(url, options).connect());
}
