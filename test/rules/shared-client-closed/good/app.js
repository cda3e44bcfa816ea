const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const mongoose = require('mongoose');

const app = express();
mongoose.connect(process.env.MONGO_URL);
const store = MongoStore.create({ client: mongoose.connection.getClient() });

app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: store,
  }),
);

process.on('SIGTERM', async () => {
  await store.close();
  process.exit();
});

app.listen(3000);
