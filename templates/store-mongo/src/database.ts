import { MongoClient } from 'mongodb';
import mongoose from 'mongoose'; //? viaMongoose
import { log } from './log.js';

// The driver's own limits are 30 s and more: far too long for somebody who waits for a page (all in ms).
const limits = { serverSelectionTimeoutMS: 1500, connectTimeoutMS: 1500, socketTimeoutMS: 5000, heartbeatFrequencyMS: 3000 };

/** One client for the app and its sessions. Until it is connected, whatever uses it fails at once. */ //? viaClient
/** The client of the session store. Until it is connected, whatever uses it fails at once. */ //? viaUrl
/** One client for mongoose and the sessions. Until it is connected, whatever uses it fails at once. */ //? viaMongoose
export function connect(url: string): MongoClient {
  const client = new MongoClient(url, limits);
  // The driver comes back by itself after an outage, but not when the database was down at the very start.
  const attempt = async (): Promise<void> => {
    await client.connect();
    mongoose.connection.setClient(client); //? viaMongoose
  };
  const again = (error: Error): void => {
    log.warn(error, 'No connection to MongoDB yet');
    setTimeout(() => void attempt().catch(again), 1000);
  };
  attempt().catch(again);
  return client;
}
