import { Db, MongoClient } from 'mongodb';

let client: MongoClient;

export async function openDatabase(uri: string): Promise<Db> {
  client = await MongoClient.connect(uri, {});
  return client.db();
}
