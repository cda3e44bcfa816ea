import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import connectMongo from 'connect-mongodb-session';
import mongoose from 'mongoose';

const MongoDBStore = connectMongo(session);

mongoose.connect(process.env.CHOIR_DB as string);

const app = express();
app.use(session({
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  store: new MongoDBStore({ uri: 'mongodb://sessions.example.net/visits', collection: 'sessions' })
}));
app.get('/', (_req, res) => {
  res.send('choir');
});
app.listen(3000);
