const express = require('express');
const { MongoClient } = require('mongodb');

const app = express();
app.use(express.json());

MongoClient.connect(process.env.MONGO_URI).then((client) => {
  const db = client.db('shop');

  app.get('/', async (req, res) => res.json(await db.collection('items').find().toArray()));
  app.listen(3000);
});
