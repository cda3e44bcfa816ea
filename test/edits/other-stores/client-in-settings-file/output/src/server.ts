import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import mongoose from 'mongoose';
import variables from '@settings/variables';

await mongoose.connect(variables.mongoUrl);

const app = express();

app.use(session({
  store: MongoStore.create({ client: mongoose.connection.getClient(), autoRemove: 'interval' }),
  secret: variables.secret,
  resave: false,
  saveUninitialized: false,
}));
app.get('/panes', (_req, res) => {
  res.json([]);
});

app.listen(3000);
