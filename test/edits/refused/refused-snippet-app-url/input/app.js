const express = require('express');
const { MongoClient } = require('mongodb');

const app = express();
app.use(express.json());
MongoClient.connect('mongodb://localhost:27017/node-login', (err, db) => {
  app.locals.accounts = db.collection('accounts');
});
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
