require('dotenv').config();
const { useExpressServer, JsonController, Get } = require('routing-controllers');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const express = require('express');

class Visits {
  all() {
    return [];
  }
}
Get('/')(Visits.prototype, 'all');
JsonController('/visits')(Visits);

const app = express();
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
useExpressServer(app, { controllers: [Visits] }).listen(process.env.PORT, () => console.log('up'));
