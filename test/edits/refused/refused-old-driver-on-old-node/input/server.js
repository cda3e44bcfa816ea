const express = require('express');
const { MongoClient } = require('mongodb');

const app = express();
app.use(express.json());
const client = new MongoClient('mongodb://localhost/tasks');
client.connect().then(() => {
  app.get('/', async (req, res) => res.json(await client.db().collection('tasks').find().toArray()));
  app.listen(3000);
});
