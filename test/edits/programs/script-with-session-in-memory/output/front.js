import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

const client = new MongoClient(process.env.MONGO_URL);
const front = express();
front.use(session({
  secret: process.env.FRONT_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client, autoRemove: 'interval' })
}));
front.get('/berths', async (req, res) => {
  res.json(await client.db().collection('berths').find().toArray());
});
front.listen(4000);
