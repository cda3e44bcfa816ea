import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

declare module 'express-session' {
  interface SessionData {
    // As with cookie-session, any property is allowed. Declare yours here for type checking.
    [name: string]: any;
  }
}

const app = express();
app.use(session({
  name: 'session',
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' })
}));
app.get('/', (req, res) => {
  res.send('books');
});
app.listen(3000);
