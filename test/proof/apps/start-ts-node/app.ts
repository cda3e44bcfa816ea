import 'dotenv/config';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import express from 'express';

const maxAge: number = 86_400_000;
const app = express();
app.use(
  session({
    secret: process.env.SESSION_SECRET!,
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ mongoUrl: process.env.DATABASE_URL! }),
    cookie: { maxAge, sameSite: 'lax' },
  }),
);
app.listen(process.env.PORT);
