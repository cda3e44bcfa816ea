require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const expressWs = require('express-ws');

class Harbour {
  constructor() {
    this.app = express();
    this.app = expressWs(this.app).app;
    this.app.use(express.json());
    this.app.use(session({
      secret: process.env.SESSION_SECRET,
      resave: false,
      saveUninitialized: false,
      rolling: true,
      cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
      store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
    }));
    this.app.ws('/tides', (socket) => socket.send('low'));
  }

  open() {
    this.app.listen(3000);
  }
}

new Harbour().open();
