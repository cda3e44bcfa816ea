import 'dotenv/config';
import express from 'express';
import session from 'express-session';
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const app = express();

app.use(express.json());
app.use(session({
  secret: process.env.WALK_SECRET!,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' })
}));

app.get('/walks', (req, res) => {
  res.json({ last: req.session!.lastWalk });
});

app.listen(3000);
