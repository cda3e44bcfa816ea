require('dotenv').config();
const express = require('express');
const { MongoClient } = require('mongodb');

const app = express();
app.use(express.json());
app.get('/', async (req, res) => {
  const client = await MongoClient.connect(process.env.DB_URL);
  res.json(await client.db().collection('posts').find().toArray());
});
app.listen(process.env.PORT);
