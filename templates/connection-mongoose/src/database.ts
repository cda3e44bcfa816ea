import type { MongoClient } from 'mongodb';
import mongoose from 'mongoose';
import { untilDone } from './patience.js';

// The driver's own limits are 30 s and more: far too long for somebody who waits for a page.
const limits = { serverSelectionTimeoutMS: 2_000, connectTimeoutMS: 2_000, socketTimeoutMS: 5_000 };

/** Resolves when MongoDB is there. mongoose reconnects after an outage by itself, but not after a failed start. */
export async function connect(url: string): Promise<MongoClient> {
  const options = { ...limits, heartbeatFrequencyMS: 3_000 };
  const { connection } = await untilDone('MongoDB', 500, () => mongoose.connect(url, options));
  return connection.getClient();
}
