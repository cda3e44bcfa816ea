import session from 'express-session';
import MongoStore from 'connect-mongo';
import {MongoClient} from 'mongodb';

export default session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({
    client: new MongoClient(process.env.MONGODB_URI),
    autoRemove: 'disabled',
  }).once('set', function () {
    // create the TTL index once the database has answered
    this.collectionP
      .then(all => all.createIndex({expires: 1}, {expireAfterSeconds: 0}))
      .catch(console.error);
  }),
});
