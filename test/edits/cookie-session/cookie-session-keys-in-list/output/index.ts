import 'dotenv/config';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import express from 'express';

const app = express();

app.use(
  session({
    // Signed with the first, read with both
    secret: process.env.SESSION_SECRET as string,
    cookie: { maxAge: 24 * 60 * 60 * 1000 },
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' }),
  }),
);
app.get('/', (req, res) => {
  res.send('ok');
});
app.listen(3000);
