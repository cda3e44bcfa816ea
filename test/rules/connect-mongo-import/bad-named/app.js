import { MongoStore } from 'connect-mongo';
import express from 'express';
import session from 'express-session';

const app = express();
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ mongoUrl: process.env.MONGO_URL }),
  }),
);

app.listen(3000);
