import { env } from 'node:process';
import { MongoClient } from 'mongodb';

export async function hats() {
  const client = await new MongoClient(env.HATS_MONGO).connect();
  return client.db().collection('hats').find().toArray();
}
