import { setTimeout as sleep } from 'node:timers/promises'; //? viaMongoose
import { MongoClient } from 'mongodb'; //? !viaMongoose
import type { MongoClient } from 'mongodb'; //? viaMongoose
import mongoose from 'mongoose'; //? viaMongoose
import { log } from './log.js'; //? viaMongoose

// The driver's own limits are 30 s and more: far too long for somebody who waits for a page.
const limits = {
  serverSelectionTimeoutMS: 1500,
  connectTimeoutMS: 1500,
  socketTimeoutMS: 5000,
  heartbeatFrequencyMS: 3000,
};

/** Connects when it is first used, and again by itself after an outage. */ //? !viaMongoose
export function createClient(url: string): MongoClient { //? !viaMongoose
  return new MongoClient(url, limits); //? !viaMongoose
} //? !viaMongoose
/** Connects mongoose and shares its client with the session store. Keeps trying while the database is down. */ //? viaMongoose
export async function connect(url: string): Promise<MongoClient> { //? viaMongoose
  for (;;) { //? viaMongoose
    try { //? viaMongoose
      await mongoose.connect(url, limits); //? viaMongoose
      return mongoose.connection.getClient(); //? viaMongoose
    } catch (error) { //? viaMongoose
      log.warn(error, 'No connection to MongoDB yet'); //? viaMongoose
      await sleep(1000); //? viaMongoose
    } //? viaMongoose
  } //? viaMongoose
} //? viaMongoose
