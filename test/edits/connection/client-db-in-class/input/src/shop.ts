import type { Request } from 'express';
import { type Db, MongoClient } from 'mongodb';

export class Shop {
  client: MongoClient;
  name: string;
  db: Db | null;

  constructor(uri: string) {
    if (!process.env.DATABASE_NAME) throw new Error('DATABASE_NAME is not set');
    this.client = new MongoClient(uri);
    this.name = process.env.DATABASE_NAME;
    this.db = null;
  }

  async items(req: Request) {
    this.db ??= (await this.client.connect()).db(this.name);
    return this.db.collection('items').find({ kind: req.query.kind }).toArray();
  }

  async empty() {
    await this.client.db(this.name).dropDatabase();
  }
}
