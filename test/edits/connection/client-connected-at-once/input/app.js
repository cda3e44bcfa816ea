const express = require('express');
const { MongoClient } = require('mongodb');

async function main() {
  const client = await new MongoClient(process.env.MONGO_URI).connect();
  const db = client.db('shop');
  const app = express();
  app.use(express.json());

  app.get('/', async (req, res) => res.json(await db.collection('items').find().toArray()));
  app.listen(3000);
}

main();
