const express = require('express');
const session = require('express-session');
const mongoose = require('mongoose');
const { MongoStore } = require('connect-mongo');

mongoose.connect(process.env.DB);
const app = express();
app.use(session({
  secret: process.env.SECRET,
  store: new MongoStore({ client: mongoose.connection.getClient(), autoRemove: 'interval' }),
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
