const dotenv = require('dotenv');
const path = require('path');
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const mongoose = require('mongoose');

const envFile = 'src/.env';

exports.Hotel = class {
  static configure() {
    dotenv.config({ path: path.join(__dirname, '../', envFile) });
  }

  async boot() {
    await mongoose.connect(process.env.MONGO_URI);
    const app = express();
    app.use(express.json());
    app.use(session({
      secret: process.env.SESSION_SECRET,
      resave: false,
      saveUninitialized: false,
      rolling: true,
      cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
      store: MongoStore.create({ client: new MongoClient(process.env.MONGO_URI), autoRemove: 'interval' })
    }));
    app.get('/', (req, res) => res.send(mongoose.connection.name));
    return app;
  }
};
