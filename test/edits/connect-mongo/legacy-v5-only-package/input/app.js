import express from 'express';
import session from 'express-session';
import MongoStore from 'connect-mongo';
import mongoose from 'mongoose';

mongoose.connect(process.env.MONGODB_URI);

const app = express();
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: mongoose.connection.getClient() }),
}));
app.get('/', (req, res) => res.send('hello'));
app.listen(3000);
