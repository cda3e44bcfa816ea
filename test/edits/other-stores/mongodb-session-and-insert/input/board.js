const express = require('express');
const session = require('express-session');
const MongoDBStore = require('connect-mongodb-session')(session);
const { MongoClient } = require('mongodb');

const client = new MongoClient(process.env.MONGODB_URI);
const app = express();
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  store: new MongoDBStore({ uri: process.env.MONGODB_URI, collection: 'sessions' }),
}));
app.post('/import', async (req, res) => {
  await client.db().collection('sessions').insertOne(req.body);
  res.end();
});
app.listen(3000);
