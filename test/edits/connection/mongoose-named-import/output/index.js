import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { mongoose } from 'mongoose';
import { connect } from './lines.js';

const app = express();
app.use(session({
  secret: process.env.TRAM_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({
    clientPromise: new Promise((resolve) => {
      if (mongoose.connection.readyState === 1) resolve();
      else mongoose.connection.once('connected', resolve);
    }).then(() => mongoose.connection.getClient())
  })
}));
app.get('/', (req, res) => res.json(mongoose.connection.readyState));

await connect();
app.listen(3000);
