const express = require('express');
const { MongoClient } = require('mongodb');

const app = express();
const client = new MongoClient(process.env.MONGO_URI);
app.use((err, req, res, next) => next(err));
app.get('/', (req, res) => {
  const items = client.db('shop').collection('items');
  items.find({}).toArray((err, docs) => res.json(docs));
});
app.post('/', (req, res) => {
  const list = ['a', 'b'].find((name, index) => index > 0);
  client.db('shop').collection('items').insertOne({ list }, function (failed, result) {
    res.json(result);
  });
});

process.on('uncaughtException', (err) => console.error(err));
client.on('error', (err) => console.error(err));
client.connect().catch((err) => console.error(err));
const server = app.listen(3000, (err) => console.log(err));
process.on('SIGTERM', () => {
  server.close((err) => process.exit(err ? 1 : 0));
  client.close((err) => console.error(err));
});
