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

app.post('/maintenance', async (req, res) => {
  await store.close();
  res.send('No more sessions');
});

app.listen(3000);
