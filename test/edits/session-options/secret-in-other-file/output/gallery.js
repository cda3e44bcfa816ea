import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import mongoose from 'mongoose';
import { COOKIE_KEY } from './keys.js';

const app = express();
app.use(session({
  secret: COOKIE_KEY,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({
    clientPromise: new Promise((resolve) => {
      if (mongoose.connection.readyState === 1) resolve();
      else mongoose.connection.once('connected', resolve);
    }).then(() => mongoose.connection.getClient())
  })
}));
app.get('/', (req, res) => res.send('gallery'));

await mongoose.connect(process.env.GALLERY_DB);
app.listen(3000);
