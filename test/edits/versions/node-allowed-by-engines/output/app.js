const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const mongoose = require('mongoose');

async function main() {
  await mongoose.connect(process.env.ROWING_DB);
  const app = express();
  app.use(session({
    secret: process.env.ROWING_SECRET,
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ client: mongoose.connection.getClient(), autoRemove: 'interval' })
  }));
  app.get('/boats', (req, res) => res.json([]));
  app.listen(3000);
}

main().catch((err) => { console.error(err); process.exit(1); });
