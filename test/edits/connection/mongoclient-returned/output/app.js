const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { countBoats, getClient } = require('./database');

const app = express();
app.use(session({
  secret: process.env.MARINA_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: getClient(), dbName: 'marina', autoRemove: 'interval' })
}));
app.get('/', async (req, res) => res.json(await countBoats()));
app.listen(3000);
