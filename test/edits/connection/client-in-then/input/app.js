const express = require('express');
const { MongoClient } = require('mongodb');

MongoClient.connect(process.env.MONGO_URI).then((client) => {
  const db = client.db('shop');
  const app = express();
  app.use(express.json());

  app.get('/', async (req, res) => res.json(await db.collection('items').find().toArray()));
  app.listen(3000);
});
