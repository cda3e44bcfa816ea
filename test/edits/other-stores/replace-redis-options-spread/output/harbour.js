import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import { sessionOptions } from './session-options.js';

const app = express();
app.use(session({
  ...sessionOptions,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
app.get('/', (req, res) => res.send('harbour'));
app.listen(3000);
