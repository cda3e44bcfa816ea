const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const client = new MongoClient(process.env.MONGODB_URI);
const app = express();
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client, autoRemove: 'interval', stringify: false }),
}));
app.post('/import', async (req, res) => {
  await client.db().collection('sessions').insertOne(req.body);
  res.end();
});
app.listen(3000);
