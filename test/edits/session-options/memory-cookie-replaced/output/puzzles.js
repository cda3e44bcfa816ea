require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const puzzles = express();
const settings = {
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  cookie: { maxAge: 7 * 24 * 60 * 60 * 1000 },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' }),
};
if (puzzles.get('env') === 'production') {
  puzzles.set('trust proxy', 1);
  settings.cookie = { secure: true };
}
puzzles.use(session(settings));
puzzles.get('/', (req, res) => {
  req.session.solved = (req.session.solved || 0) + 1;
  res.json({ solved: req.session.solved });
});
puzzles.listen(process.env.PORT || 3000);
