const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { getClient } = require('./database');
const { routes } = require('./routes');

const app = express();
app.use(session({
  secret: process.env.MARINA_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: getClient(), dbName: 'marina', autoRemove: 'interval' })
}));
app.use(routes);
app.listen(3000);
