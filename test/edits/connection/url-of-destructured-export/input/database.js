import { MongoClient } from 'mongodb';
import { FERRY_DATABASE } from './env.js';

const client = new MongoClient(FERRY_DATABASE);
await client.connect();

export const boats = client.db().collection('boats');
