import express from 'express';
import session from 'express-session';
import { RedisStore } from 'connect-redis';
import mongoose from 'mongoose';
import client from '@settings/redis';
import variables from '@settings/variables';

await mongoose.connect(variables.mongoUrl);

const app = express();

app.use(session({
  store: new RedisStore({ client }),
  secret: variables.secret,
  resave: false,
  saveUninitialized: false,
}));
app.get('/panes', (_req, res) => {
  res.json([]);
});

app.listen(3000);
