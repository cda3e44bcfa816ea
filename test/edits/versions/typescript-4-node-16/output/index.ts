import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import MongoStore from 'connect-mongo';
import { MongoClient } from 'mongodb';

const app = express();
app.use(session({
  secret: process.env.SECRET as string,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({
    client: new MongoClient(process.env.MONGODB_URI as string),
    autoRemove: 'disabled'
  }).once('set', function (this: MongoStore) {
    // create the TTL index once the database has answered
    this.collectionP
      .then((all) => all.createIndex({ expires: 1 }, { expireAfterSeconds: 0 }))
      .catch(console.error);
  })
}));
app.get('/', (req, res) => {
  res.send('x');
});
app.listen(3000);
